"""Where to go after signing in: to a page of the desk, and nowhere else."""

import re
from typing import Final
from urllib.parse import unquote

DESK: Final = "/desk"
"""The path of the desk; every page of it is below."""

SIGN_IN: Final = f"{DESK}/sign-in"

_LONGEST = 2000
# No space, control character or backslash: browsers drop the first ones and read the last one as a slash.
_WITHIN = re.compile(rf"{DESK}(?:[/?][!-\[\]-~]*)?")


def is_desk(path: str) -> bool:
    """Whether a path is that of a page of the desk."""
    return path == DESK or path.startswith(f"{DESK}/")


def within_the_desk(written: str) -> str:
    """The path, with its query, if it is one of a page of the desk other than those of signing in; else ``/desk``."""
    path = written.partition("?")[0]
    steps = unquote(path).replace("\\", "/").split("/")
    if len(written) > _LONGEST or not _WITHIN.fullmatch(written) or {".", ".."} & {*steps} or path.startswith(SIGN_IN):
        return DESK
    return written
