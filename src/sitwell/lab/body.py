"""The anny body model: makes a rig of a person. The only module that imports anny and torch."""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitwell.lab.people import BUILD_LABELS, Person, model_age, model_height
from sitwell.lab.rig import Rig, normals_of

# Vertices of anny 0.6.2 (topology "anny", 13718 vertices): the bump before each ear's opening, and
# the skin over the spinous process of C7. With them the mean body at rest has a craniovertebral
# angle of 54.6 degrees; healthy adults stand at 54.7 (science.md, 2.1).
LEFT_TRAGUS, RIGHT_TRAGUS, C7 = 12203, 5622, 857
VERTICES = 13718


def build(person: Person) -> Rig:
    """Give the person's body at rest.

    The first call on a machine takes two minutes and leaves a cache; the first of a process
    takes seconds.

    Raises:
        RuntimeError: If anny's mesh is not the one whose vertices are named above.
    """
    import torch  # noqa: PLC0415

    model = _load()
    with torch.no_grad():
        out = model(
            phenotype_kwargs={k: torch.tensor([v]) for k, v in _phenotype(person).items()},
            local_changes_kwargs={t.label: torch.tensor([t.amount]) for t in person.build},
        )
    if len(model.template_vertices) != VERTICES:
        raise RuntimeError("anny has another mesh than 0.6; C7 and the tragi must be found anew")
    vertices = out["rest_vertices"][0].double().numpy()
    joints = out["rest_bone_heads"][0].double().numpy()
    names = tuple(model.bone_labels)
    faces = model.faces.numpy().astype(np.int32)
    weights = _dense(
        model.vertex_bone_weights.numpy(), model.vertex_bone_indices.numpy(), len(names)
    )
    return Rig(
        vertices=vertices,
        normals=normals_of(vertices, faces),
        faces=faces,
        joints=joints,
        names=names,
        parents=tuple(int(parent) for parent in model.bone_parents),
        weights=weights,
        c7=vertices[C7],
        tragi=vertices[[LEFT_TRAGUS, RIGHT_TRAGUS]],
    )


@cache
def _load() -> Any:
    import anny  # noqa: PLC0415
    import torch  # noqa: PLC0415

    torch.set_num_threads(1)
    return anny.Anny(local_changes=list(BUILD_LABELS), phenotypes="all", skinning_method="lbs")


def _phenotype(person: Person) -> dict[str, float]:
    return {
        "gender": person.femininity,
        "age": model_age(person),
        "muscle": person.muscle,
        "weight": person.weight,
        "height": model_height(person),
        "proportions": person.proportions,
        "cupsize": person.cupsize,
        "firmness": person.firmness,
        "african": person.african,
        "asian": person.asian,
        "caucasian": person.caucasian,
    }


def _dense(
    weights: NDArray[np.float64], bones: NDArray[np.int64], count: int
) -> NDArray[np.float32]:
    table = np.zeros((len(weights), count), np.float32)
    np.add.at(table, (np.arange(len(weights))[:, None], bones), weights)
    return table
