"""A key kept in a file of the data directory, made by whoever needs it first."""

import os
import secrets
from pathlib import Path


def kept_key(path: Path, length: int) -> bytes:
    """So many random bytes, the same at every call; the file is readable by its owner alone.

    Raises:
        ValueError: the file holds something else, which is left as it is; the error names the file alone.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    if not path.exists():
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(length))
            file.flush()
            os.fsync(file.fileno())
        try:
            # Of several processes the first one's key stays.
            os.link(beside, path)
        except FileExistsError:
            pass
        finally:
            beside.unlink()
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
    except ValueError:
        key = b""  # what else it holds is nobody's business: an error that shows it might end up in a log
    if len(key) != length:
        raise ValueError(f"{path.name} does not hold {length} bytes in hex digits")
    return key
