"""The process that counts for the window of exercises: `python -m sitwell.mat_process`.

Started by the window, which reads its standard output (`commands/mat_wire.py`) and ends it by
closing its standard input. Sealed like `sitwell exercise --camera`.
"""

# Light ones alone: the landmarker's worker imports this module too.
from sitwell.commands.mat_wire import MatWish
from sitwell.commands.window_pipe import Ear, Tell, make_parser, serve


def run(tell: Tell) -> None:
    """Show the mat and count until the window closes the pipe."""
    parser = make_parser("sitwell.mat_process")
    parser.add_argument("--card", required=True)
    given = parser.parse_args()

    from sitwell import config, paths
    from sitwell.commands.counting import find_parts
    from sitwell.commands.exercise import find
    from sitwell.commands.lent_camera import Plan, lend
    from sitwell.commands.mat_view import MatView
    from sitwell.commands.mat_watch import INTERVAL_S
    from sitwell.commands.sealing import seal_for

    ear = Ear(MatWish)
    settings = config.load(paths.config_file())
    view = MatView(find_parts(find(given.card)), tell)
    source = given.source or settings.watch.source
    seal_for(settings, [source])
    with lend(Plan(source, INTERVAL_S, given.speed == "max"), settings, ear) as lent:
        tell(lent.opened, b"")
        view.run(lent.source, lent.worker, lent.hear)


if __name__ == "__main__":
    serve(run)
