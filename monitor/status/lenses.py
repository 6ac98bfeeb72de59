"""Views that show less than all: what one account or body put on record, and what was public by a day."""

from collections.abc import Iterable

from monitor.status.assessors import Bodies
from monitor.status.facts import Fact, Told


def public_by(facts: Iterable[Fact], day: int) -> tuple[Fact, ...]:
    """What anyone could have known by the end of a day.

    A fact needs to have been public; an effect or a grade also needs its own ``given_on`` or ``given`` by then.
    """
    return tuple(
        fact.kept(
            (one for one in fact.bearings if one.given is None or one.given <= day),
            (one for one in fact.grades if one.day is None or one.day <= day),
            fact.told,
        )
        for fact in facts
        if fact.public <= day or fact.type in _NEVER_SECRET
    )


_NEVER_SECRET = frozenset({"coverage-stated"})


def through_lens(facts: Iterable[Fact], lens: str, bodies: Bodies) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """What an account class or a body put on record, and what lies outside.

    Inside are facts with a source of that class or by that publisher, with the effects and grades it gave itself. The
    definition of a commitment is always inside: without it there would be nothing to look at.
    """
    inside, outside = [], []
    for fact in facts:
        if fact.data is None and not any(_is_of(source, lens) for source in fact.told):
            outside.append(fact)
            continue
        inside.append(
            fact.kept(
                (one for one in fact.bearings if _gave(one.according_to, lens, bodies)),
                (one for one in fact.grades if _gave(one.assessor, lens, bodies)),
                (source for source in fact.told if _is_of(source, lens)) if fact.data is None else fact.told,
            )
        )
    return tuple(inside), tuple(outside)


def _is_of(source: Told, lens: str) -> bool:
    return lens in (source.account, source.publisher)


def _gave(body: str, lens: str, bodies: Bodies) -> bool:
    return lens in (body, bodies.account(body))
