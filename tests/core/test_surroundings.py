"""Whether the camera still looks where it looked at calibration."""

import math
from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from builders import ASPECT, MARGIN, PICTURE_WH, ROOM, mirror_pose, shift_pose, shoot
from sitwell.core.edges import find_clear
from sitwell.core.pose import LANDMARKS, Joint, Pose
from sitwell.core.scene import Scene, Shift, reduce
from sitwell.core.surroundings import Doubt, Match, Surroundings, compare, learn

WIDTH, HEIGHT = PICTURE_WH
DESK = 200  # column at which the sitter sits at calibration
FOCAL = 1.1  # of the camera that turns, in picture heights


def pose_at(column: int) -> Pose:
    """Give the landmarks of the sitter whom `shoot` paints at a column; arms unseen."""
    xy, visibility = np.full((LANDMARKS, 2), 0.9), np.zeros(LANDMARKS)
    places = {
        Joint.NOSE: (120, 110),
        Joint.LEFT_EAR: (155, 100),
        Joint.RIGHT_EAR: (85, 100),
        Joint.LEFT_SHOULDER: (215, 200),
        Joint.RIGHT_SHOULDER: (25, 200),
    }
    for joint, (x, y) in places.items():
        xy[joint], visibility[joint] = ((column + x) / HEIGHT, y / HEIGHT), 1.0
    return Pose(xy, visibility, np.zeros((LANDMARKS, 3)), ASPECT)


def learn_room(count: int = 4) -> Surroundings:
    """Calibrate with the sitter at the desk."""
    scenes = [shoot(sitter=DESK, noise_seed=seed) for seed in range(count)]
    return learn(scenes, [[pose_at(DESK)]] * count)


ANCHOR = learn_room()


def turn(
    pitch_deg: float, yaw_deg: float, sitter: int, lamp: float = 1.0
) -> tuple[Scene, Pose, Shift]:
    """Take a picture with a camera that turned up and left.

    Gives it, its sitter, and how far what was in its middle has moved.
    """
    room = lamp * ROOM
    x = MARGIN + sitter
    room[320:, x : x + 240] = 0.2  # the sitter of `shoot`
    room[200:320, x + 70 : x + 170] = 0.7
    pitch, yaw = math.radians(pitch_deg), math.radians(yaw_deg)
    up = np.array(
        [
            (1.0, 0.0, 0.0),
            (0.0, math.cos(pitch), -math.sin(pitch)),
            (0.0, math.sin(pitch), math.cos(pitch)),
        ]
    )
    left = np.array(
        [
            (math.cos(yaw), 0.0, -math.sin(yaw)),
            (0.0, 1.0, 0.0),
            (math.sin(yaw), 0.0, math.cos(yaw)),
        ]
    )
    row, column = np.indices((HEIGHT, WIDTH)) + 0.5
    across, down = (column - WIDTH / 2) / HEIGHT, row / HEIGHT - 0.5
    rays = np.stack((across, down, np.full_like(across, FOCAL)), axis=-1) @ (left @ up).T
    seen = rays[..., :2] / rays[..., 2:] * FOCAL * HEIGHT + (WIDTH / 2, HEIGHT / 2) + MARGIN
    column, row = np.clip(seen, 0, np.array(room.shape[::-1]) - 1).astype(int).transpose(2, 0, 1)
    picture = room[row, column] + np.random.default_rng(9).normal(0.0, 0.01, row.shape)
    grey = (255 * picture.clip(0.0, 1.0)).astype(np.uint8)
    right, under, ahead = (left @ up).T @ (0.0, 0.0, 1.0)
    shift = Shift(float(FOCAL * right / ahead), float(FOCAL * under / ahead))
    pose = shift_pose(pose_at(sitter), shift.x, shift.y)
    return reduce(np.repeat(grey[..., None], 3, axis=2)), pose, shift


def paint(grey: np.ndarray) -> Scene:
    """Make a scene of a (120, 160) picture."""
    return Scene(grey.astype(np.float32))


def far_pose() -> Pose:
    """Give somebody far outside the picture, who covers nothing of it."""
    return shift_pose(pose_at(DESK), 50.0, 0.0)


@settings(max_examples=60, deadline=None)
@given(
    pitch_deg=st.floats(-8.0, 8.0),
    yaw_deg=st.floats(-6.0, 6.0),
    sitter=st.integers(DESK - 60, DESK + 60),
    lamp=st.sampled_from((0.7, 1.0)),
)
def test_turn_since_calibration_is_measured(pitch_deg, yaw_deg, sitter, lamp):
    """A camera that turned is measured within 1 % of the height, wherever the sitter is by then.

    What is far from the picture's middle moved further than it; the middle is what is told.
    """
    scene, pose, shift = turn(pitch_deg, yaw_deg, sitter, lamp)
    match = compare(ANCHOR, scene, [pose])
    assert isinstance(match, Match)
    assert astuple(match.shift) == pytest.approx(astuple(shift), abs=0.01)


@pytest.mark.parametrize(
    ("scene", "people"),
    [
        pytest.param(shoot(sitter=DESK, noise_seed=8), [pose_at(DESK)], id="nothing"),
        pytest.param(shoot(sitter=260), [pose_at(260)], id="sitter moves"),
        pytest.param(shoot(sitter=40), [pose_at(40)], id="sitter moves far"),
        pytest.param(shoot(), [], id="sitter leaves"),
        pytest.param(shoot(sitter=300), [], id="sitter moves and is not found"),
        pytest.param(shoot(sitter=DESK, lamp=0.5), [pose_at(DESK)], id="lamp switched off"),
        pytest.param(shoot(sitter=DESK, lamp=1.1), [pose_at(DESK)], id="sun comes out"),
    ],
)
def test_is_no_shift(scene, people):
    """What the sitter, noise and light do is no movement of the camera."""
    match = compare(ANCHOR, scene, people)
    assert isinstance(match, Match)
    assert match.shift == Shift()


@given(seed=st.integers(0, 1000))
@settings(max_examples=20)
def test_mirrored_camera_measures_mirrored_shift(seed):
    """A mirrored camera measures the same shift, mirrored."""
    right, down = np.random.default_rng(seed).integers(-60, 61, 2).tolist()
    moved = shoot(right, down, noise_seed=seed)
    mirror = [Scene(s.grey[:, ::-1].copy()) for s in (shoot(sitter=DESK), moved)]
    anchor = learn(mirror[:1], [[mirror_pose(pose_at(DESK))]])
    here, there = compare(ANCHOR, moved, []), compare(anchor, mirror[1], [])
    assert isinstance(here, Match)
    assert isinstance(there, Match)
    assert (-there.shift.x, there.shift.y) == pytest.approx(astuple(here.shift), abs=0.01)


WALLPAPER = np.tile(
    np.random.default_rng(6).uniform(0.3, 0.7, (3, 4)).repeat(8, 0).repeat(8, 1), (5, 5)
)
BLINDS = np.repeat(0.5 + 0.3 * np.sign(np.sin(np.arange(120) * np.pi / 10))[:, None], 160, axis=1)


@pytest.mark.parametrize(
    ("scene", "doubt"),
    [
        pytest.param(shoot(lamp=0.05), Doubt.TOO_DARK, id="dark"),
        pytest.param(paint(np.full((120, 160), 0.5)), Doubt.PLAIN, id="lens covered by a sheet"),
        pytest.param(paint(np.full((20, 26), 0.5)), Doubt.PLAIN, id="hardly a picture"),
        pytest.param(Scene(shoot().grey[::-1].copy()), Doubt.ELSEWHERE, id="another room"),
        pytest.param(shoot(0, 150), Doubt.ELSEWHERE, id="moved further than can be followed"),
        pytest.param(Scene(shoot().grey[:90].copy()), Doubt.ELSEWHERE, id="other shape"),
    ],
)
def test_says_why_it_cannot_tell(scene, doubt):
    """What cannot be compared is no shift but a doubt with its reason."""
    assert compare(ANCHOR, scene, []) is doubt


def test_covered_room_cannot_be_told():
    """Somebody who sits before nearly the whole background leaves nothing to go by."""
    near = Pose(
        (pose_at(DESK).xy - (ASPECT / 2, 0.3)) * 3.0 + (ASPECT / 2, 0.3),
        pose_at(DESK).visibility.copy(),
        np.zeros((LANDMARKS, 3)),
        ASPECT,
    )
    assert compare(ANCHOR, shoot(60, 40), [near]) is Doubt.COVERED


@pytest.mark.parametrize(
    ("grey", "doubt"),
    [
        pytest.param(np.full((120, 160), 0.5), Doubt.PLAIN, id="bare wall"),
        pytest.param(BLINDS, Doubt.PLAIN, id="blinds tell nothing sideways"),
        pytest.param(WALLPAPER, Doubt.UNCLEAR, id="wallpaper fits as well elsewhere"),
    ],
)
def test_some_rooms_hold_too_little(grey, doubt):
    """A room without edges, with edges one way only, or the same all over tells no shift."""
    anchor = learn([paint(grey)], [[far_pose()]])
    assert compare(anchor, paint(np.roll(grey, 4, axis=(0, 1))), []) is doubt


def test_sitter_is_not_learnt():
    """No edge is learnt where the person was in any of the pictures."""
    clear = find_clear([pose_at(DESK), pose_at(260)], 120, 160)
    anchor = learn([shoot(sitter=DESK), shoot(sitter=260)], [[pose_at(DESK)], [pose_at(260)]])
    rows, columns = (np.array(part) * 120 for part in (anchor.y, anchor.x))
    assert len(anchor.x) > 20
    assert clear[rows.astype(int), columns.astype(int)].all()


def test_picture_without_a_person_is_not_learnt():
    """Where nobody was found somebody may be, so that picture teaches nothing."""
    assert learn([shoot(sitter=DESK)], [[]]) == Surroundings(ASPECT)
    assert learn([shoot(sitter=DESK), shoot()], [[pose_at(DESK)], []]) == learn(
        [shoot(sitter=DESK)], [[pose_at(DESK)]]
    )


def test_other_sizes_are_left_out():
    """Scenes of another size than the first, and ones too small, teach nothing."""
    pose = [pose_at(DESK)]
    small = paint(np.full((60, 80), 0.5))
    alone = learn([shoot(sitter=DESK)], [pose])
    assert learn([shoot(sitter=DESK), small], [pose, pose]) == alone
    assert learn([paint(np.eye(20, 26))], [pose]).x == ()


def test_what_moves_is_not_learnt():
    """A thing that is elsewhere in each picture leaves no edge."""
    scenes = []
    for step in range(5):
        grey = np.full((120, 160), 0.5)
        grey[20:40, 10 + 20 * step : 20 + 20 * step] = 0.9
        scenes.append(paint(grey))
    assert learn(scenes, [[far_pose()]] * 5).x == ()
    assert learn(scenes[:1], [[far_pose()]]).x != ()


def test_anchor_is_a_few_numbers():
    """At most eighty edges, 5 % of the height apart, are kept, and JSON gives back the same."""
    places = np.column_stack((ANCHOR.x, ANCHOR.y)) * 120
    apart = np.abs(places[:, None] - places[None]).max(axis=2) + 99 * np.eye(len(places))
    assert 30 <= len(places) <= 80
    assert apart.min() >= 5.9
    form = TypeAdapter(Surroundings)
    assert form.validate_json(form.dump_json(ANCHOR), strict=True) == ANCHOR


def test_refuses_what_no_calibration_gives():
    """An anchor whose parts do not belong together, or that was learnt from nothing, is refused."""
    with pytest.raises(ValueError, match="surroundings must have"):
        Surroundings(ASPECT, (0.1,), (0.1, 0.2), (0,))
    with pytest.raises(ValueError, match="times as wide"):
        Surroundings(0.0)
    with pytest.raises(ValueError, match="at least one"):
        learn([], [])
