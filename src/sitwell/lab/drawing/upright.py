"""Scenes on a chair and on the feet."""

from dataclasses import replace

from sitwell.lab.drawing.field import Point
from sitwell.lab.drawing.limbs import SOLE_UP_CM
from sitwell.lab.drawing.pose import Hand, Limb, Pose, Reach, Spine
from sitwell.lab.drawing.scene import Arrow, Bar, Breath, BreathMark, Scene, arc

TALL = Spine(94.0, 82.0, 102.0, 72.0, 82.0, 90.0)
ON_SEAT = Point(104.0, 51.6)
CHAIR = (
    Bar(Point(69.0, 38.0), Point(63.0, 92.0), 3.0),
    Bar(Point(70.0, 38.0), Point(66.0, 1.5), 3.0),
    Bar(Point(118.0, 38.0), Point(122.0, 1.5), 3.0),
    Bar(Point(70.0, 39.0), Point(121.0, 39.0), 4.0),
)
CHAIR_FRONT = (
    Bar(Point(96.0, 39.0), Point(96.0, 96.0), 3.0),
    Bar(Point(144.0, 39.0), Point(144.0, 96.0), 3.0),
    Bar(Point(96.0, 92.0), Point(144.0, 92.0), 6.0),
    Bar(Point(97.0, 38.0), Point(95.0, 1.5), 3.0),
    Bar(Point(143.0, 38.0), Point(145.0, 1.5), 3.0),
    Bar(Point(96.0, 39.0), Point(144.0, 39.0), 4.0),
)


def draw_seated_back_bend() -> Scene:
    """On a chair, the upper back arched a little."""
    rest = _sit(TALL)
    open_ = _sit(Spine(94.0, 82.0, 109.0, 94.0, 95.0, 101.0))
    return Scene(
        id="seated_back_bend",
        title="Seated small back bend",
        description="A person sits on a chair, feet on the floor, hands on the thighs. With the "
        "breath in, the breastbone rises and the upper back arches a little; the neck stays long.",
        top_cm=146.0,
        pose=open_,
        ghost=rest,
        behind=CHAIR,
        marks=(Arrow(Point(122.0, 84.0), Point(128.0, 92.0), Point(127.0, 104.0)),),
        breath=(BreathMark(Breath.IN, 12.0),),
    )


def draw_sit_bones() -> Scene:
    """On a chair, rocking to the middle of the sit bones."""
    rolled = _sit(Spine(126.0, 116.0, 92.0, 46.0, 60.0, 82.0))
    return Scene(
        id="sit_bones",
        title="Sit bones",
        description="A person sits on a chair away from the backrest, feet on the floor, hands on "
        "the thighs. The pelvis rolls back and forward and comes to rest on the sit bones, the "
        "crown of the head rising.",
        top_cm=162.0,
        pose=_sit(TALL),
        ghost=rolled,
        behind=CHAIR,
        marks=(
            arc((104.0, 54.0), 23.0, 142.0, 206.0, True),
            Arrow(Point(104.0, 146.0), Point(104.0, 150.0), Point(104.0, 158.0)),
        ),
        breath=(BreathMark(Breath.IN, 8.0),),
    )


def _sit(spine: Spine) -> Pose:
    hand = Reach(Point(129.0, 58.0), -4.0, -1)
    leg = Reach(Point(143.0, SOLE_UP_CM), 0.0, 1)
    return Pose(ON_SEAT, spine, hand, hand, leg, leg)


def draw_seated_side_bend() -> Scene:
    """On a chair from the front, the trunk bent to one side."""
    tall = Spine(90.0, 90.0, 90.0, 90.0, 90.0, 90.0)
    rest = Pose(
        Point(120.0, 54.6),
        tall,
        Reach(Point(95.0, 46.0), -85.0, -1, hand=Hand.FOLDED),
        Limb(82.0, 92.0, 92.0, hand=Hand.OPEN),
        Limb(-112.0, -88.0, None, upper_seen=0.25, lower_seen=0.925),
        Limb(-68.0, -92.0, None, upper_seen=0.25, lower_seen=0.925),
        facing=0.0,
        is_leg_on_top=True,
    )
    bent = replace(
        rest,
        spine=Spine(92.0, 96.0, 112.0, 126.0, 124.0, 122.0),
        far_arm=Limb(108.0, 146.0, 156.0, hand=Hand.OPEN),
    )
    return Scene(
        id="seated_side_bend",
        title="Seated side bend",
        description="Seen from the front, a person sits on a chair, feet on the floor, one hand "
        "on the edge of the seat, the other arm raised. With the breath out, the trunk bends to "
        "the side of the hand on the seat, without turning.",
        top_cm=190.0,
        pose=bent,
        ghost=rest,
        behind=CHAIR_FRONT,
        marks=(arc((118.0, 70.0), 104.0, 92.0, 112.0),),
        breath=(BreathMark(Breath.OUT, 180.0, 14.0),),
    )


def draw_standing_back_bend() -> Scene:
    """On the feet, hands on the hips, leaning back a little."""
    leg = Reach(Point(112.0, SOLE_UP_CM), 0.0, 1)
    hand = Reach(Point(104.0, 104.0), -80.0, -1, hand=Hand.FOLDED)
    rest = Pose(Point(114.0, 88.6), TALL, hand, hand, leg, leg)
    lower = Reach(Point(106.5, 104.0), -76.0, -1, hand=Hand.FOLDED)
    bent = replace(
        rest,
        hips=Point(119.0, 88.2),
        spine=Spine(96.0, 90.0, 118.0, 98.0, 102.0, 108.0),
        near_arm=lower,
        far_arm=lower,
    )
    return Scene(
        id="standing_back_bend",
        title="Standing small back bend",
        description="A person stands, feet as wide as the hips, hands on the back of the hips. "
        "With the breath in, the breastbone rises and the trunk leans back a little; the neck "
        "stays long.",
        top_cm=184.0,
        pose=bent,
        ghost=rest,
        marks=(Arrow(Point(136.0, 122.0), Point(139.0, 132.0), Point(134.0, 144.0)),),
        breath=(BreathMark(Breath.IN, 10.0),),
    )


def draw_doorway() -> Scene:
    """In a doorway, one forearm on the frame, one step forward."""
    rest = Pose(
        Point(110.0, 88.0),
        Spine(92.0, 85.0, 96.0, 80.0, 86.0, 90.0),
        Limb(200.6, 90.0, 90.0, upper_seen=0.674, hand=Hand.OPEN),
        Limb(-86.0, -80.0, -80.0),
        Reach(Point(108.0, SOLE_UP_CM), 0.0, 1),
        Reach(Point(112.0, SOLE_UP_CM), 0.0, 1),
        facing=58.0,
    )
    through = replace(
        rest,
        hips=Point(120.0, 84.9),
        near_arm=Limb(187.8, 90.0, 90.0, upper_seen=1.0, hand=Hand.OPEN),
        near_leg=Reach(Point(140.0, SOLE_UP_CM), 0.0, 1),
        far_leg=Reach(Point(98.0, SOLE_UP_CM), 0.0, 1),
    )
    frame: tuple[Bar, ...] = (
        Bar(Point(134.0, 3.0), Point(134.0, 194.0), 6.0),
        Bar(Point(80.0, 200.0), Point(134.0, 194.0), 6.0),
        Bar(Point(80.0, 4.0), Point(80.0, 200.0), 8.0),
    )
    return Scene(
        id="doorway_chest_stretch",
        title="Doorway chest stretch",
        description="A person stands in a doorway, one forearm upright on the frame, the elbow a "
        "little below the shoulder, and steps forward with the foot of the same side.",
        top_cm=208.0,
        pose=through,
        ghost=rest,
        behind=frame,
        marks=(Arrow(Point(140.0, 110.0), Point(150.0, 110.0), Point(162.0, 108.0)),),
        breath=(BreathMark(Breath.BOTH, 6.0, 13.0),),
    )
