"""`sitwell data`: what is kept of a person is theirs to see, to take along, and to erase."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from sitwell import paths
from sitwell.adapters.clock import now
from sitwell.adapters.lock import hold
from sitwell.adapters.store import open_store
from sitwell.commands.holdings import find_holdings, find_profiles
from sitwell.commands.report import write_report
from sitwell.commands.retention import read_before
from sitwell.config import PrivacySettings
from sitwell.core.records import Records
from sitwell.errors import BadUsage, SitwellError, StoreUnusable
from sitwell.guard import files
from sitwell.reporting import holdings
from sitwell.reporting.phrases import a_day
from sitwell.reporting.programs import json_export

LARGEST_BYTES = 1_000_000
"""Of a baseline or a config that is exported; real ones are about 5 kB."""

KEPT = "Nothing was erased."

_EVER = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))

Ask = Callable[[str], bool]


def show(privacy: PrivacySettings) -> str:
    """Give the page that says what is kept; creates nothing."""
    found = find_holdings()
    try:
        record = holdings.record_words(_read_all()) if _has_store() else ""
    except StoreUnusable as error:
        record = f"It cannot be read: {error}."
    allowed = privacy.allow_mediapipe_telemetry
    return holdings.render(found, record, privacy.keep_days, telemetry_allowed=allowed)


def export() -> str:
    """Give all that is kept as one JSON object.

    Raises:
        StoreUnusable: The record is locked or damaged.
        SitwellError: A file cannot be read.
    """
    baselines = {profile: _read(path) for profile, path in find_profiles().items()}
    pause, settings = (
        _read(path) if os.path.lexists(path) else None
        for path in (paths.wish_file(), paths.config_file())
    )
    return json_export.render(_read_all(), baselines, pause, settings, now())


def write_export(target: Path) -> None:
    """Write all that is kept into a new file, for its owner alone.

    Raises:
        BadUsage: There is something of that name.
        StoreUnusable, SitwellError: As `export` says, or the file cannot be written.
    """
    if os.path.lexists(target):
        raise BadUsage(f"{target} is already there and stays as it is; name a new file")
    write_report(export(), target)


def erase_all(ask: Ask) -> str:
    """Erase all that is kept of the person, and give the words for what became of it.

    What only says how they wish Sitwell to be, the config, stays. A record that cannot be opened is
    deleted as it is, and a link is deleted without touching what it leads to.

    Raises:
        AlreadyRunning: A monitor is at work.
        SitwellError: A file cannot be deleted; all others are.
    """
    doomed = [holding.shown for holding in find_holdings() if holding.is_personal]
    if not doomed:
        return "Nothing of you is kept."
    with hold(paths.lock_file()):
        if not ask("\n".join(("These files:", *doomed, "Erase them? This cannot be undone."))):
            return KEPT
        _scrub_store()
        _delete([Path(found.file) for found in find_holdings() if found.is_personal])
    stays = f" Your settings stay: {paths.config_file()}." if paths.config_file().exists() else ""
    return f"Erased all that was kept of you.{stays}"


def erase_before(day: date, ask: Ask) -> str:
    """Erase the record of the days before one, and give the words for what became of it.

    A running monitor goes on meanwhile.

    Raises:
        BadUsage: The day is still to come, and a running monitor would go on filling those before.
        StoreUnusable: The record is in use, damaged or cannot be written.
    """
    if day > now().date():
        raise BadUsage(f"{day} is still to come; name today or an earlier day")
    named, nothing = a_day(day), f"Nothing from before {a_day(day)} is kept."
    if not _has_store():
        return nothing
    with open_store(paths.store_file()) as store:
        doomed = read_before(store, day)
        words = holdings.count_words(doomed)
        is_empty = doomed == Records()
        if not is_empty and not ask(f"Erase {words} from before {named}? This cannot be undone."):
            return KEPT
        store.erase(day)  # where nothing is left, too: an erasure may have been stopped half-way
        _delete([paths.report_page()])  # which may be about these days
    return nothing if is_empty else f"Erased {words} from before {named}."


def _has_store() -> bool:
    return os.path.lexists(paths.store_file())


def _read_all() -> Records:
    if not _has_store():
        return Records()
    with open_store(paths.store_file()) as store:
        return store.read(*_EVER)


def _read(path: Path) -> str:
    try:
        return files.read(path, LARGEST_BYTES).decode("utf-8", errors="replace")
    except OSError as error:
        raise SitwellError(
            f"cannot read {path} ({error.strerror}); move it elsewhere and export again"
        ) from None


def _scrub_store() -> None:
    """Empty the record before its file goes, so that its bytes are not merely without a name."""
    path = paths.store_file()
    if path.is_file():
        # One that is damaged or a link is refused, and can only be deleted.
        with suppress(StoreUnusable), open_store(path) as store:
            store.erase()


def _delete(doomed: list[Path]) -> None:
    faults = []
    for path in doomed:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            faults.append(f"{path} ({error.strerror})")
    if faults:
        raise SitwellError(
            f"could not erase {', '.join(faults)}; make sure that it is yours and try again"
        )
