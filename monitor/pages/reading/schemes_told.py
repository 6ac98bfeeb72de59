"""The words of assessment schemes: what the schemes and their grades are called, and what a grade without one says."""

from typing import Final

from monitor.languages.phrases import N_, Words, gettext

NAMES: Final = frozenset(
    {
        N_("Human Rights Committee, follow-up to concluding observations (grades with halves)"),
        N_("Largely satisfactory"),
        N_("Substantive action taken, more information required"),
        N_("Initial action taken, more action required"),
        N_("Actions do not implement the recommendation"),
        N_("Reply not relevant"),
        N_("No reply within the deadline"),
        N_("No reply after reminders"),
        N_("Contrary to the recommendation"),
        N_("Human Rights Committee, follow-up to concluding observations"),
        N_("Partially satisfactory"),
        N_("Not satisfactory"),
        N_("No cooperation with the Committee"),
        N_("Committee of Ministers, supervision of the execution of judgments"),
        N_("Standard procedure"),
        N_("Enhanced procedure"),
        N_("Supervision closed"),
        N_("European Commission, level of preparation in enlargement reports"),
        N_("Early stage of preparation"),
        N_("Some level of preparation"),
        N_("Moderately prepared"),
        N_("Good level of preparation"),
        N_("Well advanced"),
        N_("GRECO, compliance with recommendations"),
        N_("Implemented satisfactorily"),
        N_("Dealt with in a satisfactory manner"),
        N_("Partly implemented"),
        N_("Not implemented"),
        N_("ODIHR, implementation of electoral recommendations"),
        N_("Fully implemented"),
        N_("Mostly implemented"),
        N_("Partially implemented"),
        N_("Open Government Partnership, completion of commitments"),
        N_("Complete"),
        N_("Substantial"),
        N_("Limited"),
        N_("Not started"),
        N_("No evidence available"),
        N_("Plain words"),
        N_("Implemented"),
        N_("Universal Periodic Review, response to recommendations"),
        N_("Supported"),
        N_("Noted"),
    }
)
"""What schemes and their values are called."""


DIRECTIONS: Final = Words({"positive": N_("positive"), "mixed": N_("mixed"), "negative": N_("negative")})


def scheme_told(words: str) -> str:
    """What a scheme says in English, in the language that is spoken."""
    return gettext(words)
