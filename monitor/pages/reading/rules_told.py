"""The rules and flags as people read them: each text that the code of the rules has in English, in their language."""

from typing import Final

from monitor.languages.phrases import N_, gettext

RULES: Final = frozenset(
    {
        N_("Every measure that advanced it has ended."),
        N_("The latest grade by an assessor other than the duty-bearer."),
        N_("A constitution, law or decree that advances it is signed or in force; nobody external has graded it."),
        N_("A measure that advances it is announced or further, or another act advances it."),
        N_("Nothing on record advances it; that is a statement about the record."),
        N_("The latest external grade is the lowest."),
        N_("A measure that hinders it is alive, or a concern, threat or low grade has not been ended."),
        N_("The latest external grade is the highest."),
        N_("No concern stands on record; that is a statement about the record."),
    }
)

NO_RULE: Final = frozenset(
    {
        N_("It had not been made on that day."),
        N_("This is followed without a promise: it has a record and no status."),
    }
)
"""What is said of why a commitment has no status."""

FLAGS: Final = frozenset(
    {
        N_(
            "A claim of the duty-bearer and an external assessment differ by a grade, "
            "or in direction where one gave none."
        ),
        N_("It is open, and the due day is near or today."),
        N_("It was enacted after the due day; the days are given at least and at most."),
        N_("Nothing on record about it counts from any of the last days."),
        N_("It is open, and the due day has passed."),
        N_("Two external assessments differ by a grade, or in direction where one gave no grade."),
        N_("It is to be achieved, and a measure that hinders it is alive or in force."),
    }
)

EXTERNAL: Final = N_(
    "External is an assessor that neither bears the duty nor belongs to whoever does. Of a body tied to the "
    "duty-bearer or paid by it, a grade of partly or lower counts; a higher one is shown and moves nothing."
)


def rule_told(text: str) -> str:
    """What a rule or a flag says, in the language that is spoken; ``text`` is what its code says."""
    return gettext(text)
