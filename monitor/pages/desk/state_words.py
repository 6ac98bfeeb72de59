"""What the states of messages, endpoints and subscriptions, and the ways to reach somebody, are called at the desk."""

from typing import Final

from monitor.languages.phrases import N_, Words
from monitor.pages.shown import MESSAGE_STATES as READERS_STATES

STUCK: Final = "stuck"
"""Beside the states of messages: whatever does not come on by itself."""

MESSAGE_STATES: Final = READERS_STATES | {STUCK: N_("stuck")}
"""What readers are told of a message, and what staff look for beside."""

MEANINGS: Final = Words(
    {
        STUCK: N_("given up, held, parked, or waiting for more than ten minutes"),
        "queued": N_("waits for its first attempt"),
        "sending": N_("is being sent"),
        "retrying": N_("failed, and is tried again by itself"),
        "delivered": N_("has arrived"),
        "exhausted": N_("was given up after its last attempt"),
        "held": N_("is kept until its destination takes messages again"),
        "cancelled": N_("was withdrawn"),
        "parked": N_("cannot be put in words; somebody has to look into it"),
    }
)
"""What each state of a message means, said of the message."""

COUNTED: Final = Words(
    {
        "queued": N_("messages queued"),
        "sending": N_("messages sending"),
        "retrying": N_("messages retrying"),
        "held": N_("messages held"),
        "parked": N_("messages parked"),
    }
)
"""What those are called that are counted on the first page."""

ENDPOINT_STATES: Final = Words(
    {
        "pending": N_("pending"),
        "active": N_("active"),
        "paused": N_("paused"),
        "disabled": N_("disabled"),
        "ended": N_("ended"),
    }
)
"""Of endpoints and subscriptions."""

SUPPRESSED_BY: Final = Words(
    {
        "hard": N_("the address or its mailbox takes no mail"),
        "soft": N_("mail to it came back too often"),
        "complaint": N_("its owner complained of our mail"),
    }
)
"""Why an address is mailed nothing."""

CHANNELS: Final = Words({"email": N_("email"), "webhook": N_("webhook"), "canary": N_("canary")})
