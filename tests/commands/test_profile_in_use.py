"""Whose baseline is used: the one that is named, or else the config's."""

import pytest
from desk import Desk

from sitwell.errors import NotCalibrated


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["watch"], id="watch"),
        pytest.param(["start"], id="start"),
        pytest.param(["score", "me.jpg"], id="score"),
        pytest.param(["replay", "me.mp4"], id="replay"),
    ],
)
@pytest.mark.parametrize(
    ("named", "profile"),
    [
        pytest.param([], "sofa", id="the config's"),
        pytest.param(["--profile=office"], "office", id="the one that is named"),
    ],
)
def test_the_config_says_whose_baseline(
    desk: Desk, words: list[str], named: list[str], profile: str
) -> None:
    """Where no profile is named, every command looks for the baseline of the config's."""
    desk.config.write_text('[watch]\nprofile = "sofa"\n')
    outcome = desk.run(*words, *named)
    assert outcome.code == NotCalibrated.exit_code
    assert f"{profile}.json" in outcome.complaint


def test_a_profile_in_the_config_is_a_plain_name(desk: Desk) -> None:
    """A profile that would lead out of its folder is refused, by section and key."""
    desk.config.write_text('[watch]\nprofile = "../sofa"\n')
    outcome = desk.run("watch")
    assert outcome.code == 2
    assert "[watch]: profile must be letters, digits, - and _" in outcome.complaint
