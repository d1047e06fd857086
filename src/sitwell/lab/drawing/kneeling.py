"""Scenes on the mat, on the knees: bird-dog, child's pose, gate, half-kneeling lunge."""

from dataclasses import replace

from sitwell.lab.drawing.field import Point
from sitwell.lab.drawing.limbs import SOLE_UP_CM
from sitwell.lab.drawing.pose import Hand, Limb, Pose, Reach, Spine
from sitwell.lab.drawing.scene import Arrow, Breath, BreathMark, Scene, arc, mat

KNEEL = 183.0  # of a shank whose knee and ankle lie on the floor


def draw_bird_dog() -> Scene:
    """On all fours, one arm forward, the opposite leg back."""
    leg = Limb(-90.0, KNEEL, 196.0)
    arm = Reach(Point(153.0, 3.0), 0.0, -1)
    rest = Pose(Point(108.0, 46.7), Spine(16.0, 3.0, 23.0, 6.0, 6.0, 2.0), arm, arm, leg, leg)
    out = replace(rest, far_arm=Limb(4.0, 2.0, 2.0), near_leg=Limb(180.0, 178.0, 200.0))
    return Scene(
        id="bird_dog",
        title="Bird-dog",
        description="A person on all fours, hands under the shoulders, knees under the hips, "
        "looking at the floor. With the breath in, one arm reaches forward and the opposite leg "
        "back, no higher than the trunk.",
        top_cm=96.0,
        pose=out,
        ghost=rest,
        behind=(mat(22.0, 200.0),),
        marks=(
            Arrow(Point(196.0, 74.0), Point(206.0, 75.5), Point(217.0, 75.5)),
            Arrow(Point(46.0, 66.0), Point(36.0, 67.5), Point(25.0, 67.5)),
        ),
        breath=(BreathMark(Breath.IN, -28.0, 8.0),),
    )


def draw_childs_pose() -> Scene:
    """Seat to the heels, trunk on the thighs, forehead down."""
    arm = Limb(-36.0, -5.0, 0.0)
    folded = Pose(
        Point(64.0, 22.0),
        Spine(28.0, 18.0, 2.0, -39.0, -50.0, -20.0),
        arm,
        arm,
        Limb(-23.6, KNEEL, 196.0),
        Limb(-23.6, KNEEL, 196.0),
        is_leg_on_top=True,
    )
    upright = replace(
        folded,
        spine=Spine(92.0, 82.0, 98.0, 72.0, 82.0, 90.0),
        near_arm=Limb(-85.0, -50.0, -30.0),
        far_arm=Limb(-85.0, -50.0, -30.0),
    )
    return Scene(
        id="childs_pose",
        title="Child's pose",
        description="A person kneels, sits back to the heels and folds forward: the trunk rests "
        "on the thighs, the forehead on the floor, the arms lie forward.",
        top_cm=116.0,
        pose=folded,
        ghost=upright,
        behind=(mat(24.0, 214.0),),
        marks=(Arrow(Point(96.0, 92.0), Point(124.0, 88.0), Point(136.0, 62.0)),),
        breath=(BreathMark(Breath.BOTH, 38.0, 30.0),),
    )


def draw_gate() -> Scene:
    """Kneeling, one leg out to the side, the trunk bent over it."""
    rest = Pose(
        Point(88.0, 46.3),
        Spine(90.0, 90.0, 90.0, 90.0, 90.0, 90.0),
        Limb(96.0, 88.0, 88.0, hand=Hand.OPEN),
        Reach(Point(118.0, 47.0), -35.0, -1, hand=Hand.OPEN),
        Limb(-92.0, 184.0, 192.0, lower_seen=0.55),
        Reach(Point(170.0, SOLE_UP_CM), 0.0, 1),
        facing=0.0,
    )
    bent = replace(
        rest,
        spine=Spine(86.0, 80.0, 62.0, 48.0, 50.0, 52.0),
        near_arm=Limb(70.0, 34.0, 24.0, hand=Hand.OPEN),
        far_arm=Reach(Point(142.0, 26.0), -30.0, 1, hand=Hand.OPEN),
    )
    return Scene(
        id="gate_side_bend",
        title="Gate side bend",
        description="Seen from the front, a person kneels upright with one leg stretched out to "
        "the side. With the breath out, the trunk bends over that leg, the upper arm over the "
        "head, the other hand on the leg.",
        top_cm=190.0,
        pose=bent,
        ghost=rest,
        behind=(mat(28.0, 208.0),),
        marks=(arc((92.0, 60.0), 112.0, 84.0, 64.0),),
        breath=(BreathMark(Breath.OUT, 0.0, 14.0),),
    )


def draw_lunge() -> Scene:
    """On one knee, the hips moved forward."""
    spine = Spine(92.0, 84.0, 98.0, 74.0, 82.0, 90.0)
    hand = Reach(Point(128.0, 56.0), -20.0, -1)
    rest = Pose(
        Point(92.0, 46.6),
        spine,
        hand,
        hand,
        Reach(Point(52.0, 3.45), 196.0, 1),
        Reach(Point(138.0, SOLE_UP_CM), 0.0, 1),
    )
    forward = replace(rest, hips=Point(108.0, 43.9))
    return Scene(
        id="hip_flexor_release",
        title="Hip flexor release",
        description="A person kneels on one knee on a cushion, the other foot flat in front. The "
        "hips move forward a little, the trunk upright, hands on the front thigh.",
        top_cm=140.0,
        pose=forward,
        ghost=rest,
        behind=(mat(34.0, 112.0),),
        marks=(Arrow(Point(66.0, 62.0), Point(76.0, 63.0), Point(88.0, 60.0)),),
        breath=(BreathMark(Breath.BOTH, 10.0),),
    )
