"""The page that tells the rules: printed from the tables that the fold reads, so that it cannot say anything else."""

from collections.abc import Iterable, Mapping, Sequence
from textwrap import fill
from typing import Any, get_args

from events.words import CourtOutcome, ExecutiveClassification, IntergovernmentalOutcome, LegislativeClassification
from monitor.status.rules import EXTERNAL_TEXT, LATEST_RULES, OPEN, RULE_SETS, STATUS_OF_ORDINAL, Rule
from monitor.status.stages import ALIVE, ENACTABLE, ENDED, IN_EFFECT, Move, Way, move_of

Flag = tuple[str, str, int | None]
"""Name, meaning, and the number of days that decides, where one does."""

_WIDTH = 120
_PART = "Article 1"
_ACTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "legislative-action": ("classification", get_args(LegislativeClassification)),
    "executive-action": ("classification", get_args(ExecutiveClassification)),
    "court-ruling": ("outcome", get_args(CourtOutcome)),
    "intergovernmental-decision": ("outcome", get_args(IntergovernmentalOutcome)),
}


def status_rules_page(flags: Sequence[Flag], rules: str = LATEST_RULES) -> str:
    """The whole page as Markdown; ``rules`` names the rule set, such as ``default/1``."""
    blocks = [_head(rules)]
    blocks += [_table_of_kinds(kinds, rows) for kinds, rows in _by_rows(RULE_SETS[rules])]
    blocks += [_grades(), _concerns(), _flags(flags), _stages()]
    blocks += [_acts(kind, field, words) for kind, (field, words) in _ACTS.items()]
    return "\n".join([*blocks, _parts()])


def _head(rules: str) -> str:
    return _prose(
        "# The status rules",
        f"This page is printed from the rules by `make docs`; a test fails where the two differ. `/v1/rules/{rules}` "
        "serves the same table.",
        "A commitment has three axes: the **stage** of its measures (facts), the **status** (what the record says of "
        "the promise, and on whose word), and **flags** beside it. The service grades nothing itself: a row below "
        "either repeats a grade that somebody external gave, or states what is on record.",
        "Facts are read by the day they count from, then by `order`, then by position. What counts before a commitment "
        "was made is context and decides nothing.",
        f"## Status: `{rules}`",
        "The rows of a kind are tried from the top; the first that matches gives the status.",
    )


def _by_rows(kinds: Mapping[str, tuple[Rule, ...]]) -> list[tuple[list[str], tuple[Rule, ...]]]:
    """The tables of rows, each with the kinds that share it."""
    found: list[tuple[list[str], tuple[Rule, ...]]] = []
    for kind, rows in kinds.items():
        shared = next((names for names, table in found if table is rows), None)
        if shared is None:
            found.append(([kind], rows))
        else:
            shared.append(kind)
    return found


def _table_of_kinds(kinds: Sequence[str], rows: Sequence[Rule]) -> str:
    title = f"### {_listed(kinds)}"
    if not rows:
        return _prose(title, "No status: it is followed without a promise, with its record and figures.")
    lines = [(f"`{rule.name}`", f"`{rule.status}`" if rule.status else "that of the grade", rule.text) for rule in rows]
    return f"{title}\n\n{_table(('rule', 'status', 'when'), lines)}"


def _grades() -> str:
    lines = [(str(ordinal), f"`{status}`") for ordinal, status in reversed(list(enumerate(STATUS_OF_ORDINAL)))]
    before = _prose(
        "### Grades",
        "An assessment scheme maps its grades to ordinals, which give the status. The grade as given is kept and "
        "shown; a value without an ordinal is no grade.",
    )
    after = _prose(
        f"{EXTERNAL_TEXT} A claim, the word of whoever bears the duty, is shown and compared and moves nothing. "
        "Which of them an assessment is goes by the day from which it counts: it stays so when the duty is handed on.",
        f"*Open*, a promise still to be kept, is a commitment at {_listed(sorted(OPEN), 'or')}.",
    )
    return "\n".join((before, _table(("ordinal", "status"), lines), after))


def _concerns() -> str:
    lines = [
        ("a measure that hinders, once it is alive", "its end: `averted` where it never applied, else `resolved`"),
        ("an event that is a `concern`, or `hinders` and links no measure", "an event that `resolves` it: `resolved`"),
        ("the same, in a statement whose act is `threat`", "an event that `resolves` it: `averted`"),
        ("an external grade below the highest", "a better grade by the same assessor: `better-grade`"),
    ]
    after = _prose(
        "What was ended before it counts, being known to the month only or planned for a later day, stands on no day: "
        "a concern ends on the day on which it begins, and no stage or part of a measure is set aside."
    )
    return f"### Concerns\n\n{_table(('begins with', 'ends with'), lines)}\n{after}"


def _flags(flags: Sequence[Flag]) -> str:
    lines = [(f"`{name}`", "" if days is None else str(days), text) for name, text, days in flags]
    clock = _prose(
        "Deadlines and dormancy go by a clock that stops where the coverage of the record ends: after that day time "
        "alone sets neither, and a status reads *last known on* it. A later event still counts, and moves that day."
    )
    return f"## Flags\n\n{_table(('flag', 'days', 'when'), lines)}\n{clock}"


def _stages() -> str:
    return _prose(
        "## Stages of a measure",
        f"In their order, all but the first *alive*: {_listed(ALIVE)}. *Down* means earlier in it. `suspended` is "
        "alive as well, stands outside the order and remembers the stage before.",
        f"*Ended*: {_listed(sorted(ENDED))}.",
        "A commitment's stage is the furthest of its alive advancing measures, else that of the one that ended last. "
        f"A {_listed(sorted(ENACTABLE), 'or', mark='')} makes `enacted` once it is "
        f"{_listed([stage for stage in ALIVE if stage in IN_EFFECT], 'or')}; any other measure is then only a start.",
        "An imprecise fact never undoes a precise one. Unless both are known to the day, a fact that may have happened "
        "no later than the one that set the stage cannot leave an end stage or move a measure down: it is set aside as "
        "`order-unknown`. That is of the stage alone: what it says the measure does to a commitment holds from it on, "
        "and what it calls the measure holds where nothing else does.",
    )


def _acts(kind: str, field: str, words: Iterable[str]) -> str:
    """What each act of a type does: acts that do the same on one line, those that do nothing on the last."""
    moves: dict[Move, list[str]] = {}
    for word in words:
        moves.setdefault(move_of(kind, {field: word}), []).append(f"`{word}`")
    still = moves.pop(Move(Way.NONE), [])
    lines = [_act(", ".join(acts), move) for move, acts in moves.items()]
    lines += [_act(act, move_of(kind, data)) for act, data in _OTHERWISE.get(kind, ())]
    if still:
        lines.append(_act(", ".join(still), Move(Way.NONE)))
    return f"### `{kind}`\n\n{_table((f'`{field}`', 'moves its measure', 'stage'), lines)}"


_OTHERWISE: Mapping[str, tuple[tuple[str, Mapping[str, Any]], ...]] = {
    "legislative-action": (
        ("`passage` in the last chamber", {"classification": "passage", "last_chamber": True}),
        ("`passage` in a joint chamber", {"classification": "passage", "chamber": "joint"}),
    )
}


def _act(act: str, move: Move) -> tuple[str, str, str]:
    stage = f"`{move.stage}`" if move.stage else ""
    return act, move.way.value, f"only from {stage}" if move.way is Way.BACK else stage


def _parts() -> str:
    partial = [
        word
        for kind, (field, words) in _ACTS.items()
        for word in words
        if move_of(kind, {field: word, "scope": _PART}).part == _PART
    ]
    return _prose(
        "### Parts",
        f"With a `scope`, {_listed(partial)} are about that part alone. The main stage stays and the part is added to "
        "`parts`: a law can be in force and struck down in part, and shows both.",
    )


def _prose(*paragraphs: str) -> str:
    wrapped = [fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False) for text in paragraphs]
    return "\n\n".join(wrapped) + "\n"


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rows = [head, ["---"] * len(head), *lines]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in rows)


def _listed(words: Sequence[str], last: str = "and", mark: str = "`") -> str:
    *others, final = (f"{mark}{word}{mark}" for word in words)
    return f"{', '.join(others)} {last} {final}" if others else final
