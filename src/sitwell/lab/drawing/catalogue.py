"""Every drawing there is."""

from sitwell.lab.drawing.kneeling import draw_bird_dog, draw_childs_pose, draw_gate, draw_lunge
from sitwell.lab.drawing.lying import (
    draw_bridge,
    draw_locust,
    draw_side_bridge,
    draw_single_locust,
)
from sitwell.lab.drawing.scene import Scene
from sitwell.lab.drawing.upright import (
    draw_doorway,
    draw_seated_back_bend,
    draw_seated_side_bend,
    draw_sit_bones,
    draw_standing_back_bend,
)


def draw_all() -> tuple[Scene, ...]:
    """Give every scene, by its card's id."""
    scenes = (
        *(draw_locust(), draw_single_locust(), draw_bridge(), draw_side_bridge()),
        *(draw_bird_dog(), draw_childs_pose(), draw_gate(), draw_lunge()),
        *(draw_seated_back_bend(), draw_seated_side_bend(), draw_sit_bones()),
        *(draw_standing_back_bend(), draw_doorway()),
    )
    return tuple(sorted(scenes, key=lambda scene: scene.id))
