"""Write a scene as SVG: no script, no reference, no words but title and description. Pure.

Every tone is a CSS property with a light and a dark fallback, e.g. `--sd-shirt`; lines take
the text's colour where the drawing is part of a page. A viewer that knows no CSS still finds the
light tones in the attributes.
"""

import math
from collections.abc import Iterable
from html import escape

from sitwell.lab.drawing.contour import Curve, fit, fit_behind, trace
from sitwell.lab.drawing.field import Array, Blob, Point, shift, step
from sitwell.lab.drawing.figure import Figure, make_figure
from sitwell.lab.drawing.scene import FLOOR_CM, WIDTH_CM, Arrow, Bar, Breath, BreathMark, Scene

LINE_CM = 1.1
WAVE_CM = 17.0
LINE_FIT_CM, GHOST_CM = 0.24, 0.35  # how far a curve may stray from the shape
# Stuff: light, dark.
TONES = {
    "skin": ("#f1dfd0", "#a98d78"),
    "skin-far": ("#ddc8b7", "#8a7261"),
    "shirt": ("#a7cdc8", "#4d7f7e"),
    "shirt-far": ("#8db5b1", "#3d6666"),
    "trousers": ("#7b93a3", "#4a6073"),
    "trousers-far": ("#667d8d", "#3a4d5d"),
    "hair": ("#4b4f57", "#3d434c"),
    "prop": ("#e9e6df", "#39414a"),
    "mark": ("#b4532a", "#f0a070"),
}
INK = ("#2b3940", "#e3eaed")


def write(scene: Scene) -> str:
    """Give the whole file."""
    pen = Pen(scene.top_cm)
    figure = make_figure(scene.pose)
    parts = [pen.place(bar) for bar in scene.behind]
    parts.append(pen.floor())
    if scene.ghost is not None:
        parts.append(pen.haunt(make_figure(scene.ghost).whole, figure.whole))
    parts += [pen.fill(layer.stuff, layer.shape) for layer in figure.under]
    parts.append(pen.face(figure))
    parts += [pen.fill(layer.stuff, layer.shape) for layer in figure.over]
    parts += [pen.point(arrow) for arrow in scene.marks]
    parts += [pen.breathe(mark, figure.head.mouth) for mark in scene.breath]
    name = f"sd-{scene.id}"
    height = _short(scene.top_cm + FLOOR_CM)
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="sd" role="img" '
            f'viewBox="0 0 {_short(WIDTH_CM)} {height}" '
            f'aria-labelledby="{name}-title {name}-desc">',
            f'<title id="{name}-title">{escape(scene.title)}</title>',
            f'<desc id="{name}-desc">{escape(scene.description)}</desc>',
            f"<style>{_style()}</style>",
            f'<g fill="none" stroke="currentColor" stroke-width="{LINE_CM}" '
            'stroke-linecap="round" stroke-linejoin="round">',
            *parts,
            "</g>",
            "</svg>\n",
        )
    )


def _style() -> str:
    rules = [
        f".sd-{stuff}{{fill:var(--sd-{stuff},{light})}}"
        for stuff, (light, _) in TONES.items()
        if stuff != "mark"
    ]
    dark = [rule.replace(TONES[n][0], TONES[n][1]) for rule, n in zip(rules, TONES, strict=False)]
    mark = ".sd-mark{{stroke:var(--sd-mark,{0})}}"
    # A viewer that does not know var() would stumble over it: it shall skip the whole.
    return (
        "@supports(color:var(--a)){"
        f"svg.sd:root{{color:{INK[0]}}}{''.join(rules)}{mark.format(TONES['mark'][0])}"
        f"@media(prefers-color-scheme:dark){{svg.sd:root{{color:{INK[1]}}}"
        f"{''.join(dark)}{mark.format(TONES['mark'][1])}}}}}"
    )


class Pen:
    """Writes shapes as SVG elements, y turned down."""

    def __init__(self, top_cm: float) -> None:
        self._top_cm = top_cm

    def fill(self, stuff: str, shape: Blob) -> str:
        """Give a filled and outlined shape."""
        return f'<path class="sd-{stuff}" fill="{TONES[stuff][0]}" d="{self._outline(shape)}"/>'

    def haunt(self, ghost: Blob, front: Blob) -> str:
        """Give what is seen of a figure behind another, as a light, dashed outline."""
        loops = (fit_behind(ghost, loop, front, GHOST_CM) for loop in trace(ghost))
        drawn = "".join(f"{self._draw(curves)}Z" for curves in loops if curves)
        return (
            '<path class="sd-ghost" fill="currentColor" fill-opacity=".06" stroke-width=".9" '
            f'stroke-dasharray="2.4 2.4" stroke-opacity=".6" d="{drawn}"/>'
        )

    def place(self, bar: Bar) -> str:
        """Give a bar of a chair, a door's frame or a mat."""
        half = bar.width / 2.0
        towards = _heading(bar.start, bar.end)
        corners = [step(end, towards + side, half) for end in bar[:2] for side in (90, -90)]
        left, right, far_left, far_right = (self._at(corner) for corner in corners)
        bend = f"A{_short(half)} {_short(half)} 0 0 1 "
        return (
            f'<path class="sd-prop" fill="{TONES["prop"][0]}" '
            f'd="M{left}L{far_left}{bend}{far_right}L{right}{bend}{left}Z"/>'
        )

    def floor(self) -> str:
        """Give the floor's line."""
        return f'<path class="sd-floor" d="M6 {_short(self._top_cm)}H{_short(WIDTH_CM - 6.0)}"/>'

    def face(self, figure: Figure) -> str:
        """Give closed eyes and a mouth, and from the front a nose."""
        lines = (
            f"M{self._at(start)}Q{self._at(handle)} {self._at(end)}"
            for start, handle, end in figure.head.lines
        )
        return f'<path stroke-width=".9" d="{"".join(lines)}"/>'

    def point(self, arrow: Arrow) -> str:
        """Give a bent arrow, with one head or two."""
        tips = [(arrow.handle, arrow.end), (arrow.handle, arrow.start)][: 1 + arrow.is_double]
        heads = ""
        for handle, tip in tips:
            left, right = (step(tip, _heading(handle, tip) + side, 6.0) for side in (150, -150))
            heads += f"M{self._at(left)}L{self._at(tip)}L{self._at(right)}"
        return (
            f'<path class="sd-mark" stroke="{TONES["mark"][0]}" stroke-width="1.9" '
            f'd="M{self._at(arrow.start)}Q{self._at(arrow.handle)} {self._at(arrow.end)}{heads}"/>'
        )

    def breathe(self, mark: BreathMark, mouth: Point) -> str:
        """Give wavy arrows: one to the face, one from it, or one each way."""
        both = mark.breath is Breath.BOTH
        lanes = [(Breath.IN, 3.4), (Breath.OUT, -3.4)] if both else [(mark.breath, 0.0)]
        lines = []
        for breath, aside in lanes:
            near = step(step(mouth, mark.towards, mark.gap), mark.towards + 90.0, aside)
            lines.append(self._wave(near, mark.towards, breath is Breath.IN))
        return (
            f'<path class="sd-mark" stroke="{TONES["mark"][0]}" stroke-width="1.2" '
            f'd="{"".join(lines)}"/>'
        )

    def _wave(self, near: Point, towards: float, is_in: bool) -> str:
        far = step(near, towards, WAVE_CM)
        start, end, heading = (far, near, towards + 180.0) if is_in else (near, far, towards)
        rise = shift(start, heading, WAVE_CM * 0.25, -4.2)
        fall = shift(start, heading, WAVE_CM * 0.55, 4.2)
        left, right = (step(end, heading + side, 4.0) for side in (148.0, -148.0))
        return (
            f"M{self._at(start)}C{self._at(rise)} {self._at(fall)} {self._at(end)}"
            f"M{self._at(left)}L{self._at(end)}L{self._at(right)}"
        )

    def _outline(self, shape: Blob) -> str:
        return "".join(f"{self._draw(fit(shape, loop, LINE_FIT_CM))}Z" for loop in trace(shape))

    def _draw(self, curves: list[Curve]) -> str:
        text = f"M{self._at(Point(*curves[0].start))}"
        x, y = self._grid(curves[0].start)
        for curve in curves:
            numbers = []
            for place in curve[1:]:
                across, down = self._grid(place)
                numbers += [across - x, down - y]
            text += "c" + _join(numbers)
            x, y = self._grid(curve.end)
        return text

    def _grid(self, place: Point | Array) -> tuple[int, int]:
        """Give a place in tenths of a centimetre, so that rounding never adds up."""
        return round(place[0] * 10.0), round((self._top_cm - place[1]) * 10.0)

    def _at(self, place: Point) -> str:
        return _join(self._grid(place))


def _join(tenths: Iterable[int]) -> str:
    text = ""
    for number in tenths:
        digits = _short(number / 10.0)
        text += digits if not text or digits.startswith("-") else f" {digits}"
    return text


def _short(number: float) -> str:
    text = f"{number:.1f}".removesuffix(".0")
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text


def _heading(start: Point, end: Point) -> float:
    return math.degrees(math.atan2(end.y - start.y, end.x - start.x))
