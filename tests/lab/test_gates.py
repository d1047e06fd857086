"""What was not judged and why, counted by hand."""

from rows import make_verdicts

from sitwell.lab.gates import count, pick_ordinary

KINDS = ["standing", "standing", "close", "lean", "lean", "upright", "upright", "slump"]
STATES = ["unknown", "slumped", "unknown", "upright", "unknown", "absent", "slumped", ""]
REASONS = ["baseline_stale", "", "too_close", "", "too_close", "", "", ""]
MOVED = [False, False, False, False, False, False, True, False]
PICTURES = make_verdicts(
    [0.0] * 8, [0.0] * 8, kind=KINDS, state=STATES, reason=REASONS, is_moved=MOVED
)


def read():
    """Give the table's rows by their names, each as cells by head."""
    panel = count(PICTURES)
    return {row[0]: dict(zip(panel.head, row, strict=True)) for row in panel.rows}


def test_ordinary_pictures_are_those_that_are_to_be_judged():
    """Standing, turned away, a covered face and too close are not."""
    assert pick_ordinary(PICTURES).kind.tolist() == ["lean", "lean", "upright", "upright", "slump"]


def test_kind_that_must_not_be_judged_has_its_share_by_reason():
    """Of two who stand one was caught, for one reason, and the other called slumped."""
    cells = read()["standing"]
    assert (cells["pictures"], cells["not judged"]) == ("2", "50.0 %")
    assert (cells["baseline stale"], cells["too close"]) == ("50.0 %", "0.0 %")
    assert cells["called slumped"] == "50.0 %"


def test_false_alarms_are_counted_over_ordinary_pictures():
    """Each reason that stopped a picture that should have been judged, and nobody found."""
    cells = read()["ordinary, camera still"]
    assert (cells["pictures"], cells["not judged"]) == ("3", "66.7 %")
    assert (cells["too close"], cells["nobody found"]) == ("33.3 %", "33.3 %")
    assert cells["baseline stale"] == "0.0 %"


def test_moved_camera_is_counted_apart():
    """What a moved camera does to the gates is not hidden among still ones."""
    assert read()["ordinary, camera moved"]["pictures"] == "1"


def test_kind_without_a_picture_has_no_share():
    """A file without such pictures says nothing about them."""
    cells = read()["turned away"]
    assert (cells["pictures"], cells["not judged"]) == ("0", "–")


def test_refused_sittings_are_told_apart():
    """They are no gate's doing, and not forgotten."""
    assert "refused in 1 of 8 sittings" in count(PICTURES).note
