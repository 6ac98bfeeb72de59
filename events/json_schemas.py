"""Writes the checked-in JSON Schemas anew: ``python -m events.json_schemas``."""

from pathlib import Path

from events.codec import DRAFTS
from events.type_schemas import schema_text

FOLDER = Path(__file__).with_name("schemas")


def checked_in() -> dict[str, str]:
    """The schema of each type as its file holds it now, by wire name."""
    return {path.name.removesuffix(".json"): path.read_text("utf-8") for path in sorted(FOLDER.glob("*.json"))}


def write() -> None:
    """Write the schema of every type, and remove files of types that are no more."""
    FOLDER.mkdir(exist_ok=True)
    for name in checked_in().keys() - DRAFTS.keys():
        (FOLDER / f"{name}.json").unlink()
    for name in DRAFTS:
        (FOLDER / f"{name}.json").write_text(schema_text(name), "utf-8")


if __name__ == "__main__":
    write()
