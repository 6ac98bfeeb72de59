"""Where letters go while no mail server is configured: a directory, one ``.eml`` file each. Nobody is mailed."""

import os
from datetime import UTC, datetime
from pathlib import Path

_ENDING = ".eml"


def keep(letter: bytes, directory: Path, *, letter_id: str, at: datetime) -> Path:
    """The file that now holds the bytes; whole or not there, whenever the process ends.

    Its name sorts by ``at`` to the microsecond, UTC, then by id. The same letter at the same instant takes the same
    name and replaces itself. The directory is made if need be, for its owner alone: letters name people.

    Raises:
        ValueError: the id is not a plain name, or ``at`` has no zone.
        OSError: the directory cannot be written to.
    """
    if at.tzinfo is None:
        raise ValueError("the instant has no zone")
    if not letter_id or letter_id.startswith(".") or not all(c.isalnum() or c in "_.-" for c in letter_id):
        raise ValueError("the letter's id is not a plain name")
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = directory / f"{at.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}-{letter_id}{_ENDING}"
    unfinished = target.with_suffix(f".{os.getpid()}.part")
    with unfinished.open("wb") as file:
        file.write(letter)
        file.flush()
        os.fsync(file.fileno())
    return unfinished.replace(target)


def kept(directory: Path) -> tuple[Path, ...]:
    """The letters in the directory, newest first; none where there is no directory. Unfinished files are left out."""
    return tuple(sorted(directory.glob(f"*{_ENDING}"), key=lambda path: path.name, reverse=True))
