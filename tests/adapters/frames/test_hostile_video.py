"""Videos made to hurt: the decoder runs in a process of its own here, so that a crash is seen."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

CLIP = Path(__file__).parents[3] / "samples" / "front" / "calibration.mp4"
PLAY = """
import sys
from itertools import islice
from pathlib import Path
from sitwell.adapters.frames import open_source
from sitwell.errors import BadSource
for path in sys.argv[1:]:
    try:
        with open_source(path, interval_s=5.0) as source:
            frames = sum(1 for _ in islice(source.frames(), 50))
        print(Path(path).name, frames)
    except BadSource as refusal:
        assert "\\n" not in str(refusal)
        print(Path(path).name, "refused")
"""


def harm(content: bytes, seed: int) -> bytes:
    """Change a clip at random: bytes anywhere, or in its index, or a cut, or a part twice."""
    random = np.random.default_rng(seed)
    changed = bytearray(content)
    start, end = sorted(random.integers(0, len(content), 2))
    match seed % 4:
        case 0:
            for place in random.integers(0, len(content), 200):
                changed[place] = random.integers(256)
        case 1:  # what describes the pictures lies at the beginning or the end
            places = random.integers(0, 2000, 40) * random.choice([1, -1], 40)
            for place in places:
                changed[place] = random.integers(256)
        case 2:
            del changed[start:end]
        case _:
            changed[start:start] = content[start:end]
    return bytes(changed)


@pytest.mark.timeout(120)
def test_no_video_crashes_the_decoder(tmp_path: Path) -> None:
    """Damaged clips are played as far as they go, or refused in one line; none ends the process."""
    content = CLIP.read_bytes()
    paths = [tmp_path / f"{seed}.mp4" for seed in range(24)]
    for seed, path in enumerate(paths):
        path.write_bytes(harm(content, seed))
    command = [sys.executable, "-c", PLAY, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0, done.stderr
    outcomes = dict(line.split() for line in done.stdout.splitlines())
    assert len(outcomes) == len(paths)
    assert "refused" in outcomes.values()
    assert any(outcome.isdigit() and int(outcome) > 0 for outcome in outcomes.values())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("concat.mp4", b"ffconcat version 1.0\nfile '{clip}'\n\0", id="concat script"),
        pytest.param(
            "hls.mp4",
            b"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nfile://{clip}\n#EXT-X-ENDLIST\n\0",
            id="playlist",
        ),
    ],
)
def test_no_script_opens_another_file(tmp_path: Path, name: str, content: bytes) -> None:
    """A script in a video's clothes, which would open a file of its choice, is refused.

    The NUL in it gets past the look for text.
    """
    path = tmp_path / name
    path.write_bytes(content.replace(b"{clip}", str(CLIP).encode()))
    command = [sys.executable, "-c", PLAY, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout.split() == [name, "refused"]
