"""The drawings of the exercises: well-formed, self-contained, plausible, and never stale."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

import sitwell.coach
from sitwell.lab.drawing.catalogue import draw_all
from sitwell.lab.drawing.contour import fit, trace
from sitwell.lab.drawing.field import Blob, Chain, Circle
from sitwell.lab.drawing.figure import SIDE_VIEW, make_figure
from sitwell.lab.drawing.limbs import make_foot
from sitwell.lab.drawing.pose import Limb
from sitwell.lab.drawing.scene import FLOOR_CM, WIDTH_CM
from sitwell.lab.drawing.spine import place_shoulders, walk
from sitwell.lab.drawing.svg import write

COACH = Path(sitwell.coach.__file__).parent
CARDS = sorted(path.stem for path in (COACH / "cards").glob("*.md"))
SCENES = {scene.id: scene for scene in draw_all()}
SVG = "{http://www.w3.org/2000/svg}"
MOST_BYTES = 8000
# A line is 1.1 wide: what is nearer than this to the floor is seen to touch it.
TOUCH_CM = 0.7

each_drawing = pytest.mark.parametrize("card", sorted(SCENES))
each_pose = pytest.mark.parametrize(
    ("card", "phase"),
    [(card, phase) for card in SCENES for phase in ("pose", "ghost")],
)


def read(card: str) -> ElementTree.Element:
    """Give the committed drawing of a card."""
    return ElementTree.parse(COACH / "drawings" / f"{card}.svg").getroot()


def lowest(*chains: Chain) -> float:
    """Give how far the lowest circle of a shape is above the floor, in centimetres."""
    return min(circle.y - circle.r for chain in chains for circle in chain.circles)


def between(first: float, second: float) -> float:
    """Give the turn from one direction to another, -180 to 180 degrees."""
    return (second - first + 180.0) % 360.0 - 180.0


def places_of(path: str) -> list[tuple[float, float]]:
    """Give the end points of a path's commands, in the picture's units."""
    places, x, y = [], 0.0, 0.0
    for command, text in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        numbers = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", text)]
        match command:
            case "H":
                x = numbers[0]
            case "c":
                x, y = x + numbers[-2], y + numbers[-1]
            case "Z":
                continue
            case _:
                x, y = numbers[-2:]
        places.append((x, y))
    return places


def test_each_card_has_a_drawing_and_each_drawing_a_card():
    """There is one drawing for each exercise card, and no other."""
    assert sorted(SCENES) == CARDS
    assert sorted(path.stem for path in (COACH / "drawings").glob("*.svg")) == CARDS


@each_drawing
def test_the_committed_drawing_is_what_the_scene_draws(card):
    """Each file is, byte for byte, what `python -m sitwell.lab.drawing` writes."""
    assert (COACH / "drawings" / f"{card}.svg").read_bytes() == write(SCENES[card]).encode()


def test_drawing_twice_gives_the_same():
    """Nothing in a drawing is left to chance or to what was drawn before."""
    assert write(SCENES["gate_side_bend"]) == write(SCENES["gate_side_bend"])


@each_drawing
def test_a_drawing_is_small(card):
    """A drawing fits into a report many times over."""
    assert (COACH / "drawings" / f"{card}.svg").stat().st_size < MOST_BYTES


@each_drawing
def test_a_drawing_speaks_to_screen_readers(card):
    """A drawing is announced as a picture, with its own title and description."""
    root = read(card)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert len(title.text or "") > 3
    assert len(desc.text or "") > 40


@each_drawing
def test_a_drawing_reaches_for_nothing(card):
    """No script, no reference, no font and no words: a drawing needs nothing but itself."""
    tags = {element.tag.removeprefix(SVG) for element in read(card).iter()}
    assert tags == {"svg", "title", "desc", "style", "g", "path"}
    text = (COACH / "drawings" / f"{card}.svg").read_text(encoding="utf-8")
    assert re.findall(r"href|url\(|@import|@font-face|\son\w+=|&(?!amp;|#x27;)", text) == []
    assert text.count("://") == 1  # the name of SVG itself


@each_drawing
def test_a_drawing_suits_light_and_dark(card):
    """Lines take the text's colour, and every tone can be set, with a light and a dark default."""
    root = read(card)
    style = root.findtext(f"{SVG}style") or ""
    light, dark = style.split("@media(prefers-color-scheme:dark)")
    used = {e.get("class") for e in root.iter(f"{SVG}path")} - {None, "sd-ghost", "sd-floor"}
    assert all(f".{name}{{" in light and f".{name}{{" in dark for name in used)
    assert set(re.findall(r"var\((--sd-[\w-]+)", light)) == set(
        re.findall(r"var\((--sd-[\w-]+)", dark)
    )
    group = root.find(f"{SVG}g")
    assert group is not None
    assert group.get("stroke") == "currentColor"


@each_drawing
def test_all_drawings_have_one_scale(card):
    """A picture is as wide as any other, so that the person in it is as tall."""
    assert read(card).get("viewBox") == f"0 0 {WIDTH_CM:g} {SCENES[card].top_cm + FLOOR_CM:g}"


@each_drawing
def test_nothing_leaves_the_picture(card):
    """Every point drawn lies in the view box."""
    root = read(card)
    width, height = (float(n) for n in (root.get("viewBox") or "").split()[2:])
    places = [p for e in root.iter(f"{SVG}path") for p in places_of(e.get("d") or "")]
    assert len(places) > 100
    assert [p for p in places if not (1 <= p[0] <= width - 1 and 1 <= p[1] <= height - 1)] == []


@each_pose
def test_everybody_stands_on_the_floor(card, phase):
    """The lowest point of a body is on the floor: it neither floats nor sinks."""
    pose = getattr(SCENES[card], phase)
    assert abs(lowest(*make_figure(pose).whole.chains)) <= TOUCH_CM


@pytest.mark.parametrize(
    ("card", "feet"),
    [
        pytest.param("bridge_lifts", (0, 1), id="bridge: both"),
        pytest.param("single_sided_locust", (0,), id="single-sided locust: the resting one"),
        pytest.param("bird_dog", (1,), id="bird-dog: of the kneeling leg"),
        pytest.param("childs_pose", (0, 1), id="child's pose: both"),
        pytest.param("gate_side_bend", (0, 1), id="gate: both"),
        pytest.param("hip_flexor_release", (0, 1), id="lunge: both"),
        pytest.param("seated_back_bend", (0, 1), id="seated back bend: both"),
        pytest.param("seated_side_bend", (0, 1), id="seated side bend: both"),
        pytest.param("sit_bones", (0, 1), id="sit bones: both"),
        pytest.param("standing_back_bend", (0, 1), id="standing: both"),
        pytest.param("doorway_chest_stretch", (0, 1), id="doorway: both"),
    ],
)
@pytest.mark.parametrize("phase", ["pose", "ghost"])
def test_feet_that_carry_are_on_the_floor(card, feet, phase):
    """A foot that rests or carries touches the floor, before the move and after it."""
    figure = make_figure(getattr(SCENES[card], phase))
    assert [
        round(lowest(*make_foot(figure.legs[i])), 2)
        for i in feet
        if abs(lowest(*make_foot(figure.legs[i]))) > TOUCH_CM
    ] == []


@pytest.mark.parametrize(
    ("card", "phase", "layer"),
    [
        pytest.param("locust_minivini", "ghost", "shirt", id="locust at rest: chest"),
        pytest.param("locust_minivini", "ghost", "head", id="locust at rest: forehead"),
        pytest.param("locust_minivini", "pose", "shirt", id="locust: belly"),
        pytest.param("single_sided_locust", "pose", "far arm", id="single-sided: resting hand"),
        pytest.param("bridge_lifts", "pose", "hair", id="bridge: head"),
        pytest.param("bridge_lifts", "ghost", "shirt", id="bridge at rest: shoulders"),
        pytest.param("bird_dog", "pose", "near arm", id="bird-dog: hand"),
        pytest.param("childs_pose", "pose", "head", id="child's pose: forehead"),
        pytest.param("childs_pose", "pose", "near arm", id="child's pose: hand"),
        pytest.param("side_bridge", "pose", "far arm", id="side bridge: forearm"),
    ],
)
def test_what_rests_touches_the_floor(card, phase, layer):
    """Hands, foreheads, chests and shoulders that rest on the floor touch it."""
    figure = make_figure(getattr(SCENES[card], phase))
    shapes = {layer.stuff: layer.shape for layer in figure.under}
    shapes["head"] = figure.head.skin
    shapes["near arm"] = figure.over[0].shape if figure.over else shapes["skin"]
    is_side = getattr(SCENES[card], phase).facing > SIDE_VIEW
    hand = figure.arms[1].end
    shapes["far arm"] = (
        figure.under[0].shape if is_side else Blob((Chain((Circle(hand.x, hand.y, 3.8),)),))
    )
    assert abs(lowest(*shapes[layer].chains)) <= TOUCH_CM


@pytest.mark.parametrize(
    ("card", "phase"),
    # From the front, a direction on the page is not a joint's angle.
    [(c, p) for c in SCENES for p in ("pose", "ghost") if SCENES[c].pose.facing > SIDE_VIEW],
)
def test_joints_bend_as_joints_do(card, phase):
    """Seen from the side, no knee or elbow bends backward, and no hip beyond its reach."""
    pose = getattr(SCENES[card], phase)
    figure = make_figure(pose)
    for leg in figure.legs:
        assert -4.0 <= between(leg.limb.lower, leg.limb.upper) <= 160.0
        assert -25.0 <= between(pose.spine.hips + 180.0, leg.limb.upper) <= 150.0
    for arm in figure.arms:
        assert -4.0 <= between(arm.limb.upper, arm.limb.lower) <= 150.0
    assert abs(between(pose.spine.neck, pose.spine.head)) <= 35.0


@each_pose
def test_spines_bend_little_at_a_time(card, phase):
    """A spine turns by no more than 3 degrees from centimetre to centimetre, and the neck by 5."""
    spine = getattr(SCENES[card], phase).spine
    turns = [
        abs(between(start, end)) / length
        for start, end, length in (
            (spine.hips, spine.sacrum, 10.0),
            (spine.sacrum, spine.waist, 17.0),
            (spine.waist, spine.chest, 27.0),
        )
    ]
    assert max(turns) <= 3.0
    assert abs(between(spine.chest, spine.neck)) / 9.0 <= 5.0


def test_the_locust_lifts_only_a_little():
    """Chest and legs rise by 5 to 15 degrees, the face looks at the floor, the neck stays long."""
    scene = SCENES["locust_minivini"]
    shoulder = place_shoulders(scene.pose)[0]
    rest = place_shoulders(scene.ghost)[0]
    assert 5.0 < shoulder.y - rest.y < 49.0 * 0.26
    for limb in (scene.pose.near_leg, scene.pose.far_leg):
        assert isinstance(limb, Limb)
        assert 5.0 <= 180.0 - limb.upper <= 15.0
    assert abs(scene.pose.spine.head) <= 10.0


def test_the_bridge_is_one_line_and_its_shoulders_stay():
    """Knees, hips and shoulders are in one line, and the shoulders do not slide."""
    scene = SCENES["bridge_lifts"]
    shoulder, knee = place_shoulders(scene.pose)[0], make_figure(scene.pose).legs[0].middle
    share = (scene.pose.hips.x - shoulder.x) / (knee.x - shoulder.x)
    line = shoulder.y + share * (knee.y - shoulder.y)
    assert line - 5.0 <= scene.pose.hips.y <= line + 0.5
    assert walk(scene.pose, 48.0).x == pytest.approx(walk(scene.ghost, 48.0).x, abs=2.0)


def test_the_doorway_holds_the_forearm():
    """While the body steps through, elbow and hand stay where they are on the frame."""
    scene = SCENES["doorway_chest_stretch"]
    through, before = (make_figure(pose).arms[0] for pose in (scene.pose, scene.ghost))
    for joint in ("middle", "end"):
        assert getattr(through, joint) == pytest.approx(getattr(before, joint), abs=2.5)


def test_an_outline_is_where_the_shape_ends():
    """The curves of a circle run along it, all the way round."""
    circle = Blob((Chain((Circle(3.0, 4.0, 10.0),)),))
    (loop,) = trace(circle)
    curves = fit(circle, loop, 0.1)
    for curve in curves:
        middle = (curve.start + 3 * curve.leave + 3 * curve.arrive + curve.end) / 8.0
        assert ((middle - (3.0, 4.0)) ** 2).sum() ** 0.5 == pytest.approx(10.0, abs=0.15)
    assert curves[-1].end == pytest.approx(curves[0].start)
