"""CSV (RFC 4180, UTF-8) that no spreadsheet runs."""

import csv
import io
from collections.abc import Iterable

RUNNING = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - the full-width forms, which spreadsheets take for the plain ones
"""What a cell must not begin with, for a spreadsheet would take it for a formula."""


def csv_rows(rows: Iterable[Iterable[object]]) -> bytes:
    """Rows of cells as bytes, each ended by CR LF.

    None is an empty cell, lists are joined by a blank, true and false are words. A text that a spreadsheet would run
    gets an apostrophe in front; numbers never do.
    """
    written = io.StringIO()
    csv.writer(written).writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue().encode()


def view_line(permanent: str) -> str:
    """What a table of a view begins with: one cell, a comment that names the permanent link.

    Comments begin with ``#`` by the default dialect of the W3C's Model for Tabular Data (section 8). The line holds
    neither commas nor quotes, so that it reads the same as data.
    """
    return f"# view: {permanent.replace(',', '%2C').replace(chr(34), '%22')}"


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    text = " ".join(str(part) for part in value) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.startswith(RUNNING) else text
