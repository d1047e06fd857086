"""Fit the estimator's networks to rendered sittings. Needs torch; the estimator itself does not."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitwell.core.estimate import (
    ANGLES,
    FURTHEST_Z,
    INPUTS,
    OUTPUTS,
    VIEWS,
    Estimator,
    describe,
    predict,
)
from sitwell.core.features import LIMBS
from sitwell.core.posture import STILL
from sitwell.lab.sitting import CALIBRATION_SHOTS, SLUMP_SHOTS
from sitwell.lab.table import Table

COVERAGE = 0.90
HOLD_EVERY = 8  # one sitting in so many is not learnt from
QUANTILES = (0.5, (1.0 - COVERAGE) / 2.0, (1.0 + COVERAGE) / 2.0)
LEAST_CALIBRATION = 3  # pictures with somebody in them, as in core/calibration.py
SLUMP_SHARE = 0.5  # of the sittings of a draw that have a slump calibration
# Of a moved camera, as core/surroundings.py tells it: median error .0026, not told in 4 %.
SHIFT_NOISE, SHIFT_UNTOLD = 0.003, 0.06
LEAST_UNIT_DEG = 1.0
LEAST_SCALE = 0.05  # of an input; what hardly varied in the fit must not be blown up
WIDENED = (0.5, 3.0)  # limits of what an interval may be stretched by


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to fit; chosen on the validation sittings (README.md).

    Attributes:
        networks: Whose answers are averaged.
        hidden: Units of each of the two hidden layers.
        dropout: Share of them left out in each step.
        epochs: Passes over the sittings; every second one draws calibrations anew.
        rate: Highest learning rate of the one cycle.
        decay: Of the weights.
        batch: Poses in a step.
    """

    networks: int = 3
    hidden: int = 256
    dropout: float = 0.15
    epochs: int = 100
    rate: float = 2e-3
    decay: float = 0.02
    batch: int = 512


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """Poses to learn from or to be tried on.

    Attributes:
        now: (n, 36) features of the pose, the camera's movement taken out.
        upright: (n, 36) of the calibration.
        slump: (n, 36) of the relaxed slump; NaN where there was none.
        truth: (n, 5) degrees.
        sitting: (n,) row of the table.
        has_moved: (n,) whether the camera had been moved by then.
    """

    now: NDArray[np.float32]
    upright: NDArray[np.float32]
    slump: NDArray[np.float32]
    truth: NDArray[np.float32]
    sitting: NDArray[np.intp]
    has_moved: NDArray[np.bool_]


def fit(
    teach: Table, hold: Table, recipe: Recipe, tell: Callable[[str], None], seed: int = 0
) -> Estimator:
    """Fit networks to sittings and stretch their intervals on others, which they never saw."""
    scaling = _scale(teach)
    trained = []
    for network in range(recipe.networks):
        trained.append(_train(teach, recipe, scaling, seed + network))
        tell(f"network {network + 1} of {recipe.networks}")
    raw = _export(trained, scaling)
    return stretch(raw, hold, np.random.default_rng(seed))


def part(table: Table, seed: int) -> tuple[Table, Table]:
    """Part the sittings into those to teach and those to hold out."""
    order = np.random.default_rng(seed).permutation(len(table.features))
    held = len(order) // HOLD_EVERY
    return table.take(order[held:]), table.take(order[:held])


def draw_lesson(
    table: Table, rng: np.random.Generator | None, slump_share: float = SLUMP_SHARE
) -> Lesson:
    """Put every posture beside its sitting's calibration.

    Args:
        table: The sittings.
        rng: Leaves calibration pictures out and blurs the camera's movement; with None all
            pictures are used and the movement is known.
        slump_share: Share of the sittings whose slump calibration is used.
    """
    first, last = CALIBRATION_SHOTS, CALIBRATION_SHOTS + SLUMP_SHOTS
    upright = table.features[:, :first].copy()
    if rng is not None:
        kept = rng.random(upright.shape[:2]) < rng.uniform(0.5, 1.0, (len(upright), 1))
        is_enough = (kept & ~np.isnan(upright[..., 0])).sum(axis=1) >= LEAST_CALIBRATION
        upright[~kept & is_enough[:, None]] = np.nan
    slump = table.features[:, first:last]
    is_told = np.arange(len(upright)) < len(upright) * slump_share
    if rng is not None:
        rng.shuffle(is_told)
    now = _hold_still(table.features[:, last:], table.shift[:, last:], rng)
    count = now.shape[1]
    anchors = _median(upright, LEAST_CALIBRATION).repeat(count, axis=0)
    slumps = _median(slump, SLUMP_SHOTS - 1)
    slumps[~is_told] = np.nan
    flat = now.reshape(-1, now.shape[-1])
    good = ~(np.isnan(flat[:, 0]) | np.isnan(anchors[:, 0]))
    return Lesson(
        flat[good],
        anchors[good],
        slumps.repeat(count, axis=0)[good],
        table.truth[:, last:].reshape(-1, len(ANGLES))[good],
        np.arange(len(upright)).repeat(count)[good],
        (np.abs(table.shift[:, last:]).max(axis=-1) > STILL).ravel()[good],
    )


def show(lesson: Lesson) -> NDArray[np.float32]:
    """Give what the networks see of a lesson: (n, INPUTS)."""
    seen = describe(lesson.now, lesson.upright, None)
    told = ~np.isnan(lesson.slump[:, 0])
    seen[told] = describe(lesson.now[told], lesson.upright[told], lesson.slump[told])
    return seen


def stretch(raw: Estimator, hold: Table, rng: np.random.Generator) -> Estimator:
    """Stretch the intervals so that, on sittings not learnt from, they hold 90 % of the truths."""
    lesson = draw_lesson(hold, rng)
    middle, low, high = np.moveaxis(answer(raw, lesson), -1, 0)
    off = lesson.truth - middle
    needed = np.where(off < 0.0, off / (low - middle), off / (high - middle))
    view = hold.view[lesson.sitting]
    widen = np.ones((len(VIEWS), len(ANGLES)), np.float32)
    for row, name in enumerate(VIEWS):
        is_here = (view == name.value) & ~lesson.has_moved
        if is_here.any():
            widen[row] = np.quantile(needed[is_here], COVERAGE, axis=0)
    moved = np.ones(len(ANGLES), np.float32)
    if lesson.has_moved.any():
        rows = [tuple(v.value for v in VIEWS).index(name) for name in view[lesson.has_moved]]
        moved = np.quantile(needed[lesson.has_moved] / widen[rows], COVERAGE, axis=0)
    return replace(
        raw,
        widen=np.clip(widen, *WIDENED),
        moved=np.clip(moved, 1.0, WIDENED[1]).astype(np.float32),
    )


def answer(estimator: Estimator, lesson: Lesson) -> NDArray[np.float32]:
    """Give the estimator's answers to a lesson: (n, 5, 3), not widened."""
    ends = predict(estimator, lesson.now, lesson.upright, None)
    told = ~np.isnan(lesson.slump[:, 0])
    if told.any():
        ends[told] = predict(estimator, lesson.now[told], lesson.upright[told], lesson.slump[told])
    return ends


def _hold_still(
    now: NDArray[np.float32], shift: NDArray[np.float32], rng: np.random.Generator | None
) -> NDArray[np.float32]:
    """Take the camera's movement out, as exactly as the monitor can."""
    told = shift.copy()
    if rng is not None:
        told += rng.normal(0.0, SHIFT_NOISE, shift.shape) * (np.abs(shift).max(-1) > 0)[..., None]
        told[rng.random(shift.shape[:2]) < SHIFT_UNTOLD] = 0.0
    held = now.copy()
    places = held[..., : -len(LIMBS)].reshape(*now.shape[:2], -1, 2)
    places -= told[:, :, None]
    held[..., : -len(LIMBS)] = places.reshape(*now.shape[:2], -1)
    return held


def _median(features: NDArray[np.float32], least: int) -> NDArray[np.float32]:
    """Give the median over pictures, (s, 36); NaN where too few show somebody."""
    found = ~np.isnan(features[..., 0])
    middle = np.full((len(features), features.shape[-1]), np.nan, np.float32)
    enough = found.sum(axis=1) >= least
    middle[enough] = np.nanmedian(features[enough], axis=1)
    return middle


@dataclass(frozen=True, slots=True, eq=False)
class Scaling:
    """What brings inputs and outputs to about one; the same for all networks."""

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    unit_deg: NDArray[np.float32]


def _scale(table: Table) -> Scaling:
    lesson = draw_lesson(table, None)
    seen = show(lesson)
    unit_deg = np.maximum(lesson.truth.std(axis=0), LEAST_UNIT_DEG)
    return Scaling(seen.mean(axis=0), seen.std(axis=0) + LEAST_SCALE, unit_deg)


def _train(table: Table, recipe: Recipe, scaling: Scaling, seed: int) -> Any:
    """Train one network; the pinball loss makes its outputs the quantiles named above."""
    import torch  # noqa: PLC0415
    from torch import nn  # noqa: PLC0415

    torch.set_num_threads(1)  # the layers are so small that two threads take four times as long
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    h = recipe.hidden
    network = nn.Sequential(
        *(nn.Linear(INPUTS, h), nn.SiLU(), nn.Dropout(recipe.dropout)),
        *(nn.Linear(h, h), nn.SiLU(), nn.Dropout(recipe.dropout)),
        nn.Linear(h, OUTPUTS),
    )
    steps = recipe.epochs * (len(show(draw_lesson(table, rng))) // recipe.batch + 1)
    optimiser = torch.optim.AdamW(network.parameters(), recipe.rate, weight_decay=recipe.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, recipe.rate, total_steps=steps + 1)
    for epoch in range(recipe.epochs):
        if epoch % 2 == 0:
            lesson = draw_lesson(table, rng)
            z = (show(lesson) - scaling.mean) / scaling.scale
            inputs = torch.tensor(np.clip(z, -FURTHEST_Z, FURTHEST_Z))
            truth = torch.tensor(lesson.truth / scaling.unit_deg)
        order = torch.randperm(len(inputs))
        for batch in order.split(recipe.batch):
            loss = _pinball(torch, network(inputs[batch]), truth[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            if schedule.last_epoch < steps:
                schedule.step()
    return network.eval()


def _pinball(torch: Any, out: Any, truth: Any) -> Any:
    middle, below, above = out.view(-1, len(ANGLES), 3).unbind(-1)
    grow = torch.nn.functional.softplus
    ends = (middle, middle - grow(below), middle + grow(above))
    total = 0.0
    for end, quantile in zip(ends, QUANTILES, strict=True):
        off = truth - end
        weight = 2.0 if quantile == QUANTILES[0] else 1.0
        total = total + weight * torch.maximum(quantile * off, (quantile - 1.0) * off).mean()
    return total


def _export(trained: list[Any], scaling: Scaling) -> Estimator:
    """Put the networks' weights into plain arrays."""

    def stack(layer: int, name: str) -> NDArray[np.float32]:
        arrays = [getattr(network[layer], name).detach().numpy().T for network in trained]
        return np.stack(arrays).astype(np.float32)

    first, second, last = ((stack(layer, "weight"), stack(layer, "bias")) for layer in (0, 3, 6))
    return Estimator(
        *(scaling.mean, scaling.scale, *first, *second, *last, scaling.unit_deg),
        widen=np.ones((len(VIEWS), len(ANGLES)), np.float32),
        moved=np.ones(len(ANGLES), np.float32),
    )
