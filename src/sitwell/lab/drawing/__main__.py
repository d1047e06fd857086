"""`python -m sitwell.lab.drawing`: draw every exercise anew."""

import argparse
from pathlib import Path

from sitwell.lab.drawing.catalogue import draw_all
from sitwell.lab.drawing.svg import write

FOLDER = Path(__file__).parents[2] / "coach" / "drawings"


def main() -> None:
    """Write one file a card and say which."""
    parser = argparse.ArgumentParser(prog="python -m sitwell.lab.drawing", description=main.__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER, help="The folder to write to.")
    folder = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    for scene in draw_all():
        path = folder / f"{scene.id}.svg"
        path.write_text(write(scene), encoding="utf-8", newline="\n")
        print(f"{path}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
