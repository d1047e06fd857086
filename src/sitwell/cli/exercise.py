"""The command line of `sitwell exercise`."""

import sys
import time
from functools import partial
from importlib.resources import as_file
from typing import Annotated

import typer

from sitwell import paths
from sitwell.adapters.clock import now
from sitwell.adapters.keys import open_keyboard
from sitwell.cli.options import Source, load_settings
from sitwell.coach import card_page
from sitwell.coach.cards import Card
from sitwell.coach.drawings import find_drawing
from sitwell.commands import exercise
from sitwell.commands.browsing import open_page
from sitwell.commands.diary import Diary, read, save
from sitwell.commands.exercise import Wish
from sitwell.commands.exercise_list import list_cards, list_cards_as_json
from sitwell.commands.guiding import Setting
from sitwell.commands.speaking import give, say
from sitwell.core.pacing import Tempo
from sitwell.core.records import ExerciseOutcome, ExerciseRecord
from sitwell.errors import BadUsage

app = typer.Typer(rich_markup_mode=None)

QUESTION = "Start? [Enter = start, s = skip, n = not for me] "


@app.command("exercise")
def exercise_(  # noqa: PLR0913, PLR0917 (one for each option)
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Which one; part of its name will do.")
    ] = None,
    repetitions: Annotated[
        int | None,
        typer.Option("--reps", metavar="N", min=1, max=100, help="So many on each side."),
    ] = None,
    sets: Annotated[
        int, typer.Option("--sets", metavar="N", min=1, max=5, help="So many sets.")
    ] = 1,
    lifts_on_exhale: Annotated[
        bool, typer.Option("--exhale-up", help="Breathe out on the way up, in on the way down.")
    ] = False,
    is_plain: Annotated[
        bool, typer.Option("--plain", help="No moving line: a line of words for each breath.")
    ] = False,
    has_sound: Annotated[
        bool, typer.Option("--sound", help="Ring the terminal's bell at each turn of the breath.")
    ] = False,
    shows_all: Annotated[
        bool, typer.Option("--show", help="Show all of the card, and begin nothing.")
    ] = False,
    is_picture: Annotated[
        bool, typer.Option("--picture", help="Open its drawing, and begin nothing.")
    ] = False,
    has_camera: Annotated[
        bool, typer.Option("--camera", help="Count with a camera beside the mat (Locust).")
    ] = False,
    source: Source = None,
    is_done: Annotated[
        bool, typer.Option("--done", help="Log a set that you did without a guide.")
    ] = False,
    is_declined: Annotated[
        bool, typer.Option("--not-for-me", help="Do not suggest this one.")
    ] = False,
    is_wanted: Annotated[bool, typer.Option("--for-me", help="Take back --not-for-me.")] = False,
    wants_list: Annotated[bool, typer.Option("--list", help="List the exercises.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The list as JSON.")] = False,
) -> None:
    """Be guided through a small exercise, breath by breath.

    Without a name it lists them and suggests one. Ctrl-C ends a set and logs what was done.

    Example: sitwell exercise locust
    """
    wants_list = wants_list or as_json
    is_about_one = shows_all or is_picture or is_done or is_declined or is_wanted
    if sum((shows_all, is_picture, is_done, is_declined, is_wanted, wants_list)) > 1:
        raise BadUsage("choose one of --show, --picture, --done, --not-for-me, --for-me and --list")
    if source is not None and not has_camera:
        raise BadUsage("--source says which camera counts; add --camera")
    if has_camera and (name is None or is_about_one):
        raise BadUsage("--camera counts a set that you do now: sitwell exercise locust --camera")
    if name is not None and wants_list:
        raise BadUsage(f"the list is of all exercises; leave out '{name}'")
    if name is None:
        if is_about_one:
            raise BadUsage("name the exercise; 'sitwell exercise' lists them")
        _list(as_json=as_json)
        return
    card, wish = exercise.find(name), Wish(repetitions, sets, lifts_on_exhale)
    acts = (
        (shows_all, _show),
        (is_picture, _open_drawing),
        (is_done, partial(_log_done, wish=wish)),
        (is_declined, _decline),
        (is_wanted, _undo_declining),
    )
    act = next((act for is_asked, act in acts if is_asked), None)
    if act is not None:
        act(card)
        return
    camera = _find_camera(card, source) if has_camera else None
    if camera is None or not _count_recording(card, camera):
        _guide(card, wish, camera, is_plain=is_plain, has_sound=has_sound)


def _show(card: Card) -> None:
    give(card_page.show_whole_card(card))


def _open_drawing(card: Card) -> None:
    with as_file(find_drawing(card.id)) as drawing:
        give(open_page(drawing, what="drawing"))


def _find_camera(card: Card, source: str | None) -> str:
    """Give the source that is to count, if it can count this card."""
    from sitwell.commands.counting import find_parts

    find_parts(card)
    return source or load_settings().watch.source


def _count_recording(card: Card, text: str) -> bool:
    """Count in a recording, if it is one; nothing is logged, since it was done another day."""
    from sitwell.adapters.frames import find_kind
    from sitwell.commands import counting, mat_watch
    from sitwell.core.status import SourceKind

    if find_kind(text) is not SourceKind.RECORDING:
        return False
    with mat_watch.open_mat(text, load_settings()) as (source, worker):
        give(counting.count_recording(source, worker, counting.find_parts(card)))
    return True


def _list(*, as_json: bool) -> None:
    history = Diary(paths.store_file(), say).history
    coach = load_settings().coach
    give((list_cards_as_json if as_json else list_cards)(history, now(), coach))


def _log_done(card: Card, wish: Wish) -> None:
    records = exercise.make_done(card, wish, now())
    save(paths.store_file(), records)
    give(card_page.describe_log(card, len(records), sum(r.repetitions for r in records)))


def _decline(card: Card) -> None:
    declined = ExerciseRecord(now(), card.id, ExerciseOutcome.DECLINED)
    save(paths.store_file(), (declined,))
    give(card_page.describe_leaving(card, declined.outcome))


def _undo_declining(card: Card) -> None:
    if records := exercise.undo_declining(card, read(paths.store_file())):
        save(paths.store_file(), records)
    give(f"{card.name} may be suggested again.")


def _guide(card: Card, wish: Wish, camera: str | None, *, is_plain: bool, has_sound: bool) -> None:
    """Show the card, ask on a terminal, and lead through the set."""
    from sitwell.reporting.live_pacer import make_pacer

    diary = Diary(paths.store_file(), say)
    give(exercise.show_card(card, diary.history) + "\n")
    tempo, cues = exercise.plan(card, wish)
    with open_keyboard(sys.stdin) as keyboard:
        if sys.stdin is not None and sys.stdin.isatty():
            print(QUESTION, end="", file=sys.stderr, flush=True)
            left = exercise.ask_to_begin(keyboard)
            say("")
            if left is not None:
                give(exercise.leave(card, left, diary, now()))
                return
            give(card_page.how_to_use(card, has_sound=has_sound))
        pacer = make_pacer(cues, is_plain=is_plain, has_sound=has_sound)
        setting = Setting(keyboard, pacer, time.monotonic, now)
        if camera is None:
            exercise.guide(card, tempo, setting, diary, give)
        else:
            _guide_watched(card, tempo, setting, diary, camera)


def _guide_watched(card: Card, tempo: Tempo, setting: Setting, diary: Diary, text: str) -> None:
    """Lead through the set once somebody rests before the camera, which counts along."""
    from sitwell.commands.counting import find_parts
    from sitwell.commands.mat_watch import SETUP, MatWatch, open_mat

    with (
        open_mat(text, load_settings()) as (source, worker),
        MatWatch(source, worker, find_parts(card), now) as watch,
    ):
        say(SETUP)
        if watch.await_rest(setting.keyboard, say):
            exercise.guide(card, tempo, setting, diary, give, watch.attest)
        else:
            give(exercise.leave(card, ExerciseOutcome.SKIPPED, diary, now()))
