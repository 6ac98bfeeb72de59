"""What is not well with the service, and which work stalls, in the language that is spoken.

It says what the ``warnings`` of ``/readyz`` say in English, from the same signs.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from monitor.languages.phrases import N_, Words
from monitor.languages.phrases import gettext as _
from monitor.watching.signs import LATE_AFTER, REFUSED_WITHIN

PARTS: Final[Mapping[str, str]] = Words(
    {
        "catch-up": N_("catch-up"),
        "index": N_("index"),
        "sweep": N_("sweep"),
        "expand": N_("expand"),
        "digests": N_("digests"),
        "reminders": N_("reminders"),
        "erase": N_("erase"),
        "sign-ins": N_("sign-ins"),
        "silence": N_("silence"),
        "canary": N_("canary"),
        "send": N_("send"),
    }
)
"""What the parts of the work beside the answers are called."""

CHANNELS: Final[Mapping[str, str]] = Words({"email": N_("Mail"), "webhook": N_("Webhook")})

Status = Mapping[str, Any]


def warnings_told(status: Status) -> list[str]:
    """What is not well, a sentence each; ``status`` is that of the service in the shape of the contract."""
    messages = [*_of_messages(status["delivery"]), *_of_refused(status["refused"])]
    return [*_of_parts(status["parts"]), *messages, *_of_canaries(status["canary"])]


def _of_parts(parts: list[Status]) -> Iterator[str]:
    if parts and all(one["stalled"] for one in parts):
        ages = [one["age_s"] for one in parts if one["age_s"] is not None]
        if ages:
            yield _(
                "worker: no process does the work beside the answers, the last one did %(seconds)s s ago; "
                "start `reform-monitor worker`",
                seconds=min(ages),
            )
        else:
            yield _("worker: no process does the work beside the answers, none ever did; start `reform-monitor worker`")
        return
    for one in parts:
        if one["stalled"] and one["age_s"] is not None:
            told = {"part": PARTS[one["part"]], "seconds": one["age_s"]}
            yield _("%(part)s: stalled, its last good look ended %(seconds)s s ago", **told)
        elif one["stalled"]:
            yield _("%(part)s: stalled, it never had a good look", part=PARTS[one["part"]])


def _of_messages(delivery: list[Status]) -> Iterator[str]:
    for one in delivery:
        if one["oldest_s"] is not None and one["oldest_s"] > LATE_AFTER.total_seconds():
            told = {"channel": one["channel"], "seconds": one["oldest_s"]}
            yield _("%(channel)s: a message has been waiting for %(seconds)s s", **told)


def _of_refused(refused: Status | None) -> Iterator[str]:
    if refused is not None and refused["messages"]:
        yield _(
            "email: letters refused for good in the last %(days)s days: %(number)s, the last with %(answer)s",
            days=REFUSED_WITHIN.days,
            number=refused["messages"],
            answer=refused["answer"] or "-",
        )


def _of_canaries(canary: Status | None) -> Iterator[str]:
    if canary is None or not canary["overdue"]:
        return
    if canary["age_s"] is None:
        yield _("canary: none has ever arrived")
    else:
        yield _("canary: none has arrived for %(seconds)s s", seconds=canary["age_s"])
