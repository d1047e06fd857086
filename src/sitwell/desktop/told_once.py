"""What the windows have told once and need not tell again: an empty file for each."""

import os

from sitwell import paths
from sitwell.guard import files


def tell_once(what: str) -> bool:
    """Say whether to tell it: true the first time on this computer, and where nothing is kept."""
    mark = paths.windows_folder() / f"{what}.told"
    if os.path.lexists(mark):
        return False
    try:
        os.close(files.open_private(mark, os.O_WRONLY))
    except OSError:
        return True  # then it is told again next time, which is the lesser harm
    return True
