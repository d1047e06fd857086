"""What people may see of a camera's address."""

import pytest

from sitwell.guard.addresses import hide_password


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        pytest.param("rtsp://me:pw@cam:554/live", "rtsp://cam:554/live", id="user and password"),
        pytest.param("http://cam/live?token=pw", "http://cam/live", id="query"),
        pytest.param("http://[::1]:8080/v", "http://[::1]:8080/v", id="nothing to hide"),
        pytest.param("rtsp://me:pw@[cam/live", "rtsp://…", id="no address"),
    ],
)
def test_passwords_are_not_shown(address: str, shown: str) -> None:
    """What people and logs see of an address holds no secret."""
    assert hide_password(address) == shown
