"""How the accounts of a commitment diverge: what each said from when on; as a chart, in words, and as CSV."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from monitor.answers.accounts import is_claim
from monitor.answers.csv_text import csv_rows
from monitor.charts.accounts_over_time import Account, Said, accounts_in_words, accounts_over_time, in_order
from monitor.charts.lanes import height_of
from monitor.charts.rendering import svg
from monitor.charts.stretches import Stretch
from monitor.pages.reading.account_rows import Rows, account_rows, definition_of
from monitor.pages.reading.account_shown import grade_in_words
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.strips import Span, span_of

COLUMNS: Final = (
    "commitment", "body", "name", "claim", "from", "scheme", "value", "ordinal", "direction", "graded_by", "given",
    "event", "as_of", "through_position", "public_at", "lens",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Diverging:
    """The accounts by their bodies, a claim where the last word was one, and the days to show them on.

    ``bearers`` bear the duty on the day of the view.
    """

    accounts: dict[str, Account]
    rows: Rows
    bearers: Sequence[str]
    span: Span


def diverging(shown: Shown, commitment: str) -> Diverging:
    """What each account said by the day of the view.

    Raises:
        NotOnRecord: it is not on record at that moment.
    """
    definition = definition_of(shown.reader, shown.view, commitment)
    rows = account_rows(shown.reader, shown.view, commitment)
    bearers = definition["content"].get("duty_bearers", [])
    accounts = {
        body: Account(
            shown.name(body),
            is_claim(body, said[-1][1], bearers, shown.bodies),
            tuple(_said(day, one) for day, one in said),
        )
        for body, said in rows.items()
    }
    covered = definition["covers_to"]
    # An assessment after the end of the coverage is on record all the same.
    ends = [covered if covered is not None else shown.today.toordinal(), *(said[-1][0] for said in rows.values())]
    known = min(shown.view.as_of, date.fromordinal(max(ends)))
    begins = [definition["made_day"], *(said[0][0] for said in rows.values())]
    first = Stretch(min(date.fromordinal(min(begins)), known), None, None, "")
    span = span_of([[first]], known)
    return Diverging(accounts, rows, bearers, Span(span.first, known, known) if known >= shown.today else span)


def accounts_values(shown: Shown, commitment: str) -> dict[str, Any]:
    """What the template takes."""
    found = diverging(shown, commitment)
    path = f"/commitments/{commitment}/accounts"
    return {
        "accounts": in_order(list(found.accounts.values())),
        "words": accounts_in_words(list(found.accounts.values())),
        "height": height_of(len(found.accounts)),
        "known": found.span.known,
        "pale": found.span.last > found.span.known,
        "picture": shown.to.page(f"{path}.svg"),
        "picture_dark": shown.to.page(f"{path}.svg", [("dark", "1")]),
        "csv": shown.to.page(f"{path}.csv"),
    }


def accounts_image(shown: Shown, commitment: str, *, dark: bool) -> bytes:
    """The chart as SVG.

    Raises:
        NotOnRecord: it is not on record at that moment.
    """
    found = diverging(shown, commitment)
    span = found.span
    return svg(accounts_over_time(list(found.accounts.values()), span.first, span.known, span.last, dark=dark))


def accounts_csv(shown: Shown, commitment: str) -> bytes:
    """Every assessment as CSV, by body and day, each row with the view that it is of.

    Raises:
        NotOnRecord: it is not on record at that moment.
    """
    return csv_rows([COLUMNS, *_cells(shown, commitment)])


def _cells(shown: Shown, commitment: str) -> Iterator[list[object]]:
    found, view = diverging(shown, commitment), shown.view
    clocks = [view.as_of.isoformat(), view.through, view.public_at.isoformat() if view.public_at else None, view.lens]
    for body, account in found.accounts.items():
        for day, one in found.rows[body]:
            told = [one[name] for name in ("scheme", "value", "ordinal", "direction", "graded_by", "given", "event")]
            since = date.fromordinal(day).isoformat()
            claim = is_claim(body, one, found.bearers, shown.bodies)
            yield [commitment, body, account.who, claim, since, *told, *clocks]


def _said(day: int, one: Any) -> Said:  # noqa: ANN401 - a row of the read model
    return Said(date.fromordinal(day), one["ordinal"], grade_in_words(one)[0], undated=not one["certain"])
