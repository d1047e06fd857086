"""The process behind the welcome's picture: `python -m sitwell.preview_process`.

Started by the window, which reads its standard output (`commands/preview_wire.py`) and ends it by
closing its standard input. Sealed like `sitwell calibrate`.
"""

# Light ones alone: the landmarker's worker imports this module too.
from sitwell.commands.preview_wire import Cameras, Wish
from sitwell.commands.window_pipe import Ear, Tell, make_parser, serve
from sitwell.errors import BadUsage


def run(tell: Tell) -> None:
    """Show, learn and save until the window closes the pipe."""
    parser = make_parser("sitwell.preview_process")
    parser.add_argument("--profile", default="default")
    given = parser.parse_args()
    if not given.profile or not all(c.isalnum() or c in "-_" for c in given.profile):
        raise BadUsage(f"'{given.profile}' is no profile name; use letters, digits, - and _")

    from sitwell import config, paths
    from sitwell.adapters.frames import list_cameras
    from sitwell.commands import background
    from sitwell.commands.lent_camera import Plan, lend
    from sitwell.commands.preview import PICTURE_S, Preview
    from sitwell.commands.sealing import seal_for

    ear = Ear(Wish)
    settings = config.load(paths.config_file())
    source = given.source or settings.watch.source
    seal_for(settings, [source])
    tell(Cameras(source, [[c.device, c.name] for c in list_cameras()]), b"")
    out = paths.baseline_file(given.profile)
    preview = Preview(settings.posture, out, tell, on_saved=background.reload)
    with lend(Plan(source, PICTURE_S, given.speed == "max"), settings, ear) as lent:
        tell(lent.opened, b"")
        preview.run(lent.source, lent.worker, lent.hear)


if __name__ == "__main__":
    serve(run)
