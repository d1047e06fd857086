"""Scenes on the mat, lying: the Locusts, the bridge, the side bridge."""

from dataclasses import replace

from sitwell.lab.drawing.field import Point
from sitwell.lab.drawing.limbs import SOLE_UP_CM
from sitwell.lab.drawing.pose import Hand, Limb, Pose, Reach, Spine
from sitwell.lab.drawing.scene import Arrow, Breath, BreathMark, Scene, mat

# Face down, head to the right: upright, turned by a quarter, the curves a little flatter.
PRONE = Spine(6.0, 2.0, 10.0, -6.0, 4.0, -14.0)
LIFTED = Spine(6.0, 4.0, 21.0, 8.0, 2.0, 0.0)
LEG_DOWN = Limb(186.0, 183.0, 196.0)
LEG_UP = Limb(172.0, 171.0, 184.0)
MAT = mat(4.0, 226.0)


def draw_locust() -> Scene:
    """Face down, chest and legs a little off the floor."""
    arm = Limb(189.5, 188.5, 180.0)
    rest = Pose(Point(104.0, 9.9), PRONE, arm, arm, LEG_DOWN, LEG_DOWN)
    raised = Limb(174.0, 172.0, 172.0)
    lifted = replace(
        rest, spine=LIFTED, near_arm=raised, far_arm=raised, near_leg=LEG_UP, far_leg=LEG_UP
    )
    return Scene(
        id="locust_minivini",
        title="Locust Minivini",
        description="A person lies face down on a blanket, arms by the sides. With the breath in, "
        "chest and legs rise a little from the floor; the neck is long and the eyes look down.",
        top_cm=64.0,
        pose=lifted,
        ghost=rest,
        behind=(MAT,),
        marks=(
            Arrow(Point(152.0, 38.0), Point(155.0, 45.0), Point(153.0, 54.0)),
            Arrow(Point(24.0, 34.0), Point(21.0, 40.0), Point(23.0, 49.0)),
        ),
        breath=(BreathMark(Breath.IN, -4.0, 13.0),),
    )


def draw_single_locust() -> Scene:
    """Face down, one arm and the opposite leg a little off the floor."""
    arm = Limb(-16.5, -1.0, 0.0)
    rest = Pose(Point(103.0, 9.9), PRONE, arm, arm, LEG_DOWN, LEG_DOWN)
    spine = Spine(6.0, 3.0, 16.0, 4.0, 4.0, -2.0)
    lifted = replace(
        rest,
        spine=spine,
        near_arm=Limb(17.0, 13.0, 13.0),
        far_arm=Limb(-22.0, -4.0, 0.0),
        far_leg=LEG_UP,
    )
    return Scene(
        id="single_sided_locust",
        title="Single-sided Locust",
        description="A person lies face down on a blanket, arms stretched forward. With the breath "
        "in, one arm and the opposite leg rise a little; the other arm and leg stay down.",
        top_cm=72.0,
        pose=lifted,
        ghost=rest,
        behind=(mat(2.0, 232.0),),
        marks=(
            Arrow(Point(200.0, 34.0), Point(204.0, 41.0), Point(203.0, 50.0)),
            Arrow(Point(20.0, 34.0), Point(17.0, 40.0), Point(19.0, 49.0)),
        ),
        breath=(BreathMark(Breath.IN, 72.0, 32.0),),
    )


def draw_bridge() -> Scene:
    """On the back, feet down, the hips lifted."""
    feet = Reach(Point(172.0, SOLE_UP_CM), 0.0, 1)
    arm = Limb(-5.0, -7.0, 0.0)
    rest = Pose(
        Point(130.0, 10.9),
        Spine(186.0, 176.0, 190.0, 175.0, 176.0, 182.0),
        arm,
        arm,
        feet,
        feet,
    )
    lifted = replace(
        rest,
        hips=Point(126.0, 27.2),
        spine=Spine(207.0, 207.0, 211.0, 178.0, 161.0, 180.0),
        near_arm=Limb(-7.0, -3.0, 0.0),
        far_arm=Limb(-7.0, -3.0, 0.0),
    )
    return Scene(
        id="bridge_lifts",
        title="Bridge lifts",
        description="A person lies on the back, knees bent, feet flat. With the breath in, the "
        "hips rise until knees, hips and shoulders are in one line; head, shoulders, arms and feet "
        "stay down.",
        top_cm=84.0,
        pose=lifted,
        ghost=rest,
        behind=(mat(30.0, 200.0),),
        marks=(Arrow(Point(116.0, 50.0), Point(113.0, 58.0), Point(115.0, 68.0)),),
        breath=(BreathMark(Breath.IN, 100.0),),
    )


def draw_side_bridge() -> Scene:
    """On one forearm and the bent knees, the hips lifted."""
    lifted = Pose(
        Point(98.0, 29.0),
        Spine(26.0, 26.0, 26.0, 24.0, 22.0, 20.0),
        Limb(203.0, 209.0, 214.0, hand=Hand.OPEN),
        Limb(-90.0, 0.0, 0.0, lower_seen=0.9),
        Limb(209.0, 196.0, 196.0, lower_seen=0.6),
        Limb(202.7, 183.0, 192.0, lower_seen=0.6),
        facing=0.0,
        is_leg_behind=True,
    )
    rest = replace(
        lifted,
        hips=Point(98.0, 17.6),
        spine=Spine(10.0, 22.0, 54.0, 41.0, 28.0, 22.0),
        near_leg=Limb(190.0, 190.0, 194.0, lower_seen=0.6),
        far_leg=Limb(184.4, 183.0, 192.0, lower_seen=0.6),
    )
    return Scene(
        id="side_bridge",
        title="Side bridge",
        description="A person lies on one side, knees bent, propped on the forearm with the elbow "
        "under the shoulder. The hips rise until the trunk is in line with the thighs.",
        top_cm=104.0,
        pose=lifted,
        ghost=rest,
        behind=(mat(24.0, 200.0),),
        marks=(Arrow(Point(92.0, 52.0), Point(88.0, 60.0), Point(88.0, 70.0)),),
        breath=(BreathMark(Breath.BOTH, -32.0, 14.0),),
    )
