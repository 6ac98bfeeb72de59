"""The fixed words of a notification, and the sentences that say who says so."""

from dataclasses import dataclass

from alerts.mail.notification import Attribution, Change, Correction, Source, Standing

_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words in one language. ``{...}`` stands for what is filled in."""

    the_duty_bearer: str
    states: str
    states_in: str
    says: str
    says_in: str
    tells: str
    shown: str
    from_to: str
    nothing: str
    because: str
    sources: str
    source: str
    now: str
    picture: str
    corrects: str
    before: str
    after: str
    withdrawn: str
    note: str
    why: str
    matched: str
    manage: str
    leave: str
    leave_one: str


ENGLISH = Phrases(
    the_duty_bearer="the government",
    states="{by} states: {label}",
    states_in="{by} states in “{document}”: {label}",
    says="{label}, according to {by}",
    says_in="{by}, in “{document}”: {label}",
    tells="{by}: {label}",
    shown="{label}, by the facts on record",
    from_to="before: {before} → after: {after}",
    nothing="nothing on record",
    because="What happened",
    sources="Sources",
    source="{title} ({publisher}; {account})",
    now="As it stands now",
    picture="Picture: {alt}",
    corrects="This corrects our message {earlier} of {sent}: {reason}",
    before="We wrote",
    after="It should read",
    withdrawn="Withdrawn: nothing stands in its place.",
    note="Your note",
    why="Why you get this",
    matched="You asked for this with",
    manage="Change what you are sent",
    leave="Leave: stop all of these messages",
    leave_one="stop this one",
)


def standing_in_words(standing: Standing | None, phrases: Phrases) -> str:
    """A status with who says so; a claim is introduced by who states it, "the government states: ..."."""
    if standing is None:
        return phrases.nothing
    if standing.claim:
        words = phrases.states.format(by=standing.by or phrases.the_duty_bearer, label=standing.label)
    elif standing.by is not None:
        words = phrases.says.format(by=standing.by, label=standing.label)
    else:
        words = phrases.shown.format(label=standing.label)
    return words if standing.given is None else f"{words} ({standing.given})"


def change_in_words(change: Change, phrases: Phrases) -> str:
    """What it was and what it is now, each with who says so; what was not there before is told as it is."""
    if change.before is None and change.after is not None:
        return standing_in_words(change.after, phrases)
    return phrases.from_to.format(
        before=standing_in_words(change.before, phrases), after=standing_in_words(change.after, phrases)
    )


def correction_in_words(correction: Correction, phrases: Phrases) -> str:
    """Which message was wrong, and why."""
    return phrases.corrects.format(earlier=correction.earlier, sent=correction.sent, reason=correction.reason)


def opening_in_words(opening: Attribution, phrases: Phrases) -> str:
    """The first line: who says what, in which document."""
    if opening.document is None:
        sentence = phrases.states if opening.claim else phrases.tells
        words = sentence.format(by=opening.who, label=opening.said)
    else:
        sentence = phrases.states_in if opening.claim else phrases.says_in
        words = sentence.format(by=opening.who, document=opening.document, label=opening.said)
    return words[:1].upper() + words[1:]


def source_in_words(source: Source, phrases: Phrases) -> str:
    """A source with its publisher and whose account it is."""
    return phrases.source.format(title=source.title, publisher=source.publisher, account=source.account)


def direction(language: str) -> str:
    """``rtl`` for a language written from right to left, else ``ltr``."""
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"
