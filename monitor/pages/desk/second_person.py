"""Why something needs a second person, in the words of a preview."""

from monitor.drafting.review import Foreseen, Thresholds, Why
from monitor.languages.phrases import gettext


def why_told(why: Why, foreseen: Foreseen, limits: Thresholds) -> str:
    """One reason of ``needs_review``, in the language that is spoken."""
    match why:
        case "commitments":
            return gettext(
                "It moves the headline of %(number)s commitments, more than %(limit)s.",
                number=len(set(foreseen.moved)),
                limit=limits.commitments,
            )
        case "told":
            return gettext("It tells %(number)s people, more than %(limit)s.", number=foreseen.told, limit=limits.told)
        case "persons":
            return gettext("It names a private person.")
        case "retracts":
            return gettext("It retracts what is on record.")
        case "erases":
            return gettext("It erases text for good.")
