"""Accounts side by side: what each assessor says, in its own grade, with who it is, when and on whose behalf."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from events.schemes import SchemeError, find_scheme
from monitor.answers.shape import Shape
from monitor.languages.phrases import N_, Words, gettext
from monitor.pages.reading.labels import Mark, account_of, mark, tied
from monitor.pages.reading.schemes_told import DIRECTIONS, scheme_told
from monitor.status.rules import STATUS_OF_ORDINAL

_WITHOUT_GRADE = Words(
    {
        "positive": N_("positive, no grade"),
        "mixed": N_("mixed, no grade"),
        "negative": N_("negative, no grade"),
    }
)
_ARROWS = {"positive": "↑", "mixed": "↕", "negative": "↓", None: "–"}  # noqa: RUF001 - a dash of its own


@dataclass(frozen=True, slots=True)
class AccountShown:
    """What one assessor says of a commitment or benchmark.

    ``grade`` is the original one in the words of its scheme; ``mark`` only places it among ours. ``ties`` are phrases
    such as *paid by the government*. ``given_before`` is the event that it cannot know of.
    """

    body: str
    who: str
    account: str
    claim: bool
    states: str
    mark: Mark
    grade: str
    scheme: str | None
    scheme_title: str | None
    given: str
    undated: bool
    coded: bool
    ties: tuple[str, ...]
    given_before: str | None
    event: str


def accounts_shown(accounts: Iterable[Shape], name: Callable[[str], str]) -> tuple[AccountShown, ...]:
    """The accounts of an item, in their order; ``name`` says what a body is called."""
    return tuple(_shown(one, name) for one in accounts)


def _shown(one: Shape, name: Callable[[str], str]) -> AccountShown:
    account = account_of(one["account"])
    grade, title = grade_in_words(one)
    return AccountShown(
        body=one["body"],
        who=name(one["body"]),
        account=account,
        claim=one["claim"],
        states=_states(one, account),
        mark=mark_of(one),
        grade=grade,
        scheme=one["scheme"],
        scheme_title=title,
        given=one["given"],
        undated=not one["certain"],
        coded=one["graded_by"] == "monitor",
        ties=tuple(tied(tie["kind"], name(tie["to"])) for tie in one["ties"]),
        given_before=one["given_before"],
        event=one["event"],
    )


def grade_in_words(one: Shape) -> tuple[str, str | None]:
    """A grade in the words of its scheme, and what that is called; of words without a grade their direction."""
    if one["value"] is None:
        direction = one["direction"]
        return _WITHOUT_GRADE.get(direction) or gettext("no direction given, no grade"), None
    try:
        scheme = find_scheme(one["scheme"])
        return scheme_told(scheme.value(one["value"]).label), scheme_told(scheme.title)
    except SchemeError:  # of a version that is not known here
        return one["value"], one["scheme"]


def _states(one: Shape, account: str) -> str:
    # The word for what bears the duty is the same for all of them: it states, and others assess.
    if one["claim"]:
        return gettext("The %(account)s states", account=account)
    return gettext("Assessed") if one["value"] else gettext("Said, without a grade")


def mark_of(one: Shape) -> Mark:
    """How what an account says is shown: by the status that its grade stands for, or by the direction of its words."""
    if one["ordinal"] is not None:
        return mark(STATUS_OF_ORDINAL[one["ordinal"]])
    label = DIRECTIONS.get(one["direction"]) or gettext("no direction")
    return Mark("none", _ARROWS.get(one["direction"], "–"), label)  # noqa: RUF001
