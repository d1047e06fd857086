"""Fitting the estimator."""

import importlib.util
from dataclasses import astuple, replace

import numpy as np
import pytest

from builders import ESTIMATOR, Camera, make_features
from sitwell.core.estimate import ANGLES, VIEWS
from sitwell.lab import fit
from sitwell.lab.fit import Recipe, draw_lesson, part, show, stretch
from sitwell.lab.sitting import CALIBRATION_SHOTS, SLUMP_SHOTS
from sitwell.lab.table import SHOTS, Table

FIRST = CALIBRATION_SHOTS + SLUMP_SHOTS
POSTURES = SHOTS - FIRST


def make_table(sittings: int = 12, seed: int = 3) -> Table:
    """Give a table of sitters of bones, whose flexion is known; in some the camera moves."""
    rng = np.random.default_rng(seed)
    truth = np.zeros((sittings, SHOTS, len(ANGLES)), np.float32)
    truth[:, CALIBRATION_SHOTS:FIRST, 0] = 25.0
    truth[:, FIRST:, 0] = rng.uniform(0.0, 30.0, (sittings, POSTURES))
    shift = np.zeros((sittings, SHOTS, 2), np.float32)
    shift[::3, -8:] = (0.04, -0.03)
    features = np.empty((sittings, SHOTS, 36), np.float32)
    for sitting in range(sittings):
        camera = Camera(pitch_deg=float(rng.uniform(-10, 10)))
        for shot in range(SHOTS):
            seen = make_features(camera, flexion_deg=float(truth[sitting, shot, 0]))
            row = np.array(astuple(seen), np.float32)
            row[:30].reshape(-1, 2)[:] += shift[sitting, shot]
            features[sitting, shot] = row
    return Table(features, truth, shift, np.full(sittings, "front"))


TABLE = make_table(12)


def test_lesson_puts_each_posture_beside_its_calibration():
    """Every posture comes with its own sitting's upright, the camera's movement taken out."""
    lesson = draw_lesson(TABLE, None, slump_share=1.0)
    assert lesson.now.shape == (12 * POSTURES, 36)
    assert lesson.upright[0] == pytest.approx(TABLE.features[0, 0], abs=1e-6)
    assert lesson.slump[0] == pytest.approx(TABLE.features[0, CALIBRATION_SHOTS], abs=1e-6)
    moved = lesson.has_moved & (lesson.sitting == 0)
    assert moved.sum() == 8
    still = TABLE.features[0, -8:] - np.append(np.tile(TABLE.shift[0, -1], 15), np.zeros(6))
    assert lesson.now[moved] == pytest.approx(still, abs=1e-5)


def test_lesson_leaves_out_whom_it_cannot_judge():
    """A picture without a person, and a sitting without a calibration, are not in the lesson."""
    features = TABLE.features.copy()
    features[1, FIRST] = np.nan
    features[2, : CALIBRATION_SHOTS - 2] = np.nan
    lesson = draw_lesson(replace(TABLE, features=features), None)
    assert (lesson.sitting == 1).sum() == POSTURES - 1
    assert not (lesson.sitting == 2).any()


def test_slump_is_shown_to_the_share_asked_for():
    """Sittings whose slump is not told show zeros in its place, and say so."""
    lesson = draw_lesson(TABLE, np.random.default_rng(0), slump_share=0.5)
    told = ~np.isnan(lesson.slump[:, 0])
    assert len(np.unique(lesson.sitting[told])) == 6
    seen = show(lesson)
    assert (seen[told, -1] == 1.0).all()
    assert not seen[~told, -31:].any()


def test_parts_share_no_sitting():
    """What is held out is an eighth, and nothing of it is taught."""
    table = replace(TABLE, truth=TABLE.truth + np.arange(12)[:, None, None].astype(np.float32))
    teach, hold = part(table, 0)
    assert (len(teach.truth), len(hold.truth)) == (11, 1)
    marks = {float(t[0, 1]) for t in teach.truth} | {float(t[0, 1]) for t in hold.truth}
    assert len(marks) == 12


def test_stretched_intervals_hold_nine_in_ten():
    """On the sittings they were stretched on, intervals hold 90 % of the truths, still or moved."""
    plain = np.ones((len(VIEWS), len(ANGLES)), np.float32)
    raw = replace(ESTIMATOR, widen=plain, moved=np.ones(len(ANGLES), np.float32))
    table = make_table(30, seed=5)
    noise = np.random.default_rng(1).normal(0.0, 9.0, table.truth.shape).astype(np.float32)
    table = replace(table, truth=table.truth + noise)
    done = stretch(raw, table, np.random.default_rng(0))
    lesson = draw_lesson(table, np.random.default_rng(0))
    middle, low, high = np.moveaxis(fit.answer(raw, lesson), -1, 0)
    factor = done.widen[0] * np.where(lesson.has_moved[:, None], done.moved, 1.0)
    low, high = middle - factor * (middle - low), middle + factor * (high - middle)
    held = (lesson.truth >= low) & (lesson.truth <= high)
    assert held[:, 0].mean() == pytest.approx(0.9, abs=0.02)
    assert held[lesson.has_moved, 0].mean() >= 0.88


@pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="needs the extra lab: torch")
def test_networks_learn_what_is_there():
    """A small network learns the flexion of sitters of bones it has not seen."""
    recipe = Recipe(networks=2, hidden=32, dropout=0.0, epochs=40, batch=64)
    told: list[str] = []
    fitted = fit.fit(make_table(40, seed=1), make_table(8, seed=2), recipe, told.append)
    assert told == ["network 1 of 2", "network 2 of 2"]
    lesson = draw_lesson(make_table(8, seed=9), None)
    off = fit.answer(fitted, lesson)[:, 0, 0] - lesson.truth[:, 0]
    assert np.abs(off).mean() < 3.0
