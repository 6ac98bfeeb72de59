"""What other parts of the program said in English, told again in the language that is spoken.

Why a view cannot be shown or a field is wrong is said once, for programs and people: by pure modules that know of no
language. Pages find the message that it was made of and say that; what was made of none stays as it is.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from monitor.languages.language import ENGLISH
from monitor.languages.phrases import N_, gettext
from monitor.languages.speaking import language

_MESSAGES: Final = (
    # Kinds of problem: monitor/api/problem_kinds.py.
    N_("Malformed JSON"),
    N_("Bad request"),
    N_("No valid API key"),
    N_("The key does not allow this"),
    N_("Not found"),
    N_("Method not allowed"),
    N_("Not possible in this state"),
    N_("Too large"),
    N_("Unsupported media type"),
    N_("Invalid"),
    N_("Too many requests"),
    N_("Unavailable for the moment"),
    N_("Refused"),
    # Keys, bodies and queries: monitor/api/*.py.
    N_("this call needs a key: Authorization: Bearer rfm_..."),
    N_("this key does not work: mistyped, unknown, revoked or past its last day"),
    N_("the key %(key)s lacks the scope %(scope)s"),
    N_("the query asks for what cannot be"),
    N_("the query has parameters that this call does not take"),
    N_("this parameter is given once"),
    N_("this holds the character U+0000"),
    N_("the cursor cannot be used"),
    N_("this is no cursor of this list: take `next` from the page before and keep the other parameters"),
    N_("the body is over the limit of %(number)s bytes"),
    N_("the connection ended before the body did"),
    N_("there is nothing at this address"),
    N_("%(commitment)s is a benchmark: name its commitment, whose notices tell of it"),
    N_("%(status)s is no status; there are %(known)s"),
    # Forms: monitor/pages/forms.py.
    N_("this address takes a form"),
    N_("the form cannot be read"),
    # Views: monitor/answers/views.py, monitor/api/{asking,events}.py, monitor/pages/reading/{asked,compare,timemap}.py.
    N_("there is no rule set %(rules)s; there is %(known)s"),
    N_("a lens is an account class or the id of a body"),
    N_("a day is written YYYY-MM-DD"),
    N_("days are asked about from 1000-01-01 to 2999-12-31"),
    N_("there is no day %(day)s"),
    N_("there is no instant %(instant)s"),
    N_("position %(position)s is in the future; the log ends at %(head)s"),
    N_("%(moment)s is in the future"),
    N_("give a position, an RFC 3339 instant with its zone, or a day YYYY-MM-DD"),
    N_("give an RFC 3339 instant with its zone, or a day YYYY-MM-DD"),
    N_("this holds a character that no text on record has"),
    N_("give at most %(number)s characters"),
    N_("there is no status %(status)s; there is %(known)s"),
    N_("there is no flag %(flag)s; there is %(known)s"),
    N_("there is no kind %(kind)s; there is %(known)s"),
    N_("two are compared: give %(first)s and %(second)s"),
    N_("give the path of a page, such as /board or /commitments/kz-media-law"),
    # Long work: monitor/answers/turns.py.
    N_("as many views are being worked out as may be at once; ask again in a few seconds"),
    # What is not on record: monitor/answers/reader.py.
    N_("no commitment %(id)s is on record at that moment"),
    N_("no measure %(id)s is on record at that moment"),
    N_("no event %(id)s is on record at that moment"),
    N_("no body %(id)s is on record at that moment"),
    N_("no page at this address is on record at that moment"),
    N_("no view under the short link %(id)s is on record at that moment"),
    N_("the making of %(id)s was retracted"),
    # Fields: Pydantic, alerts/{filters,wishes}.py, alerts/mail/address.py, events/text.py.
    N_("Field required"),
    N_("Input should be %(known)s"),
    N_("Input should be greater than or equal to %(number)s"),
    N_("Input should be less than or equal to %(number)s"),
    N_("Input should be a valid integer, unable to parse string as an integer"),
    N_("String should have at least %(number)s character"),
    N_("String should have at least %(number)s characters"),
    N_("String should have at most %(number)s characters"),
    N_("String should match pattern '%(pattern)s'"),
    N_("Tuple should have at most %(most)s items after validation, not %(number)s"),
    N_("name a kind of change, or leave the field out for the usual ones"),
    N_("unknown type; known are %(known)s"),
    N_("is not one address: nothing may stand before, after or within it"),
    N_("is not an address that mail can be sent to: write it like name@example.org"),
    N_("has a part before the @ that is not ASCII, which not every mail server carries"),
    N_("holds a tab or a line break: keep it on one line, with spaces"),
    N_("holds a control character"),
    N_("holds a bidirectional control"),
    N_("holds half of a surrogate pair"),
    N_("holds a byte order mark"),
    N_("holds a noncharacter"),
    # Why a subscription cannot be changed, has ended, or is not served: monitor/alerting/subscribing.py, alerts/*.py.
    N_("it is active"),
    N_("it is paused"),
    N_("it is pending"),
    N_("it is disabled"),
    N_("it is ended"),
    N_("%(reason)s: subscribe again, and confirm from the mail that comes"),
    N_("ended by its owner"),
    N_("ended by staff"),
    N_("left by the link in a letter"),
    N_("not in use"),
    N_("mail to this address comes back"),
    N_("the address complained of our mail"),
    N_("the address takes no mail (%(status)s)"),
    N_("the endpoint said that it is gone (410)"),
    N_("it takes nothing more"),
    N_("every attempt failed for %(number)s days"),
)

_FILLED: Final = re.compile(r"%\((\w+)\)s")


def retold(english: str) -> str:
    """What was said in English, in the language that is spoken; what is known as no message stays as it is."""
    if language() == ENGLISH:
        return english
    if english in _MESSAGES:
        return gettext(english)
    for message, pattern in _patterns().items():
        found = pattern.fullmatch(english)
        if found is not None:
            return gettext(message, **_told(found))
    return english


def _told(found: re.Match[str]) -> dict[str, str]:
    """The values of a message: a reason is a message of its own, the others are what somebody wrote."""
    return {name: retold(value) if name == "reason" else value for name, value in found.groupdict().items()}


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """What a message that takes values reads like once they are filled in."""
    return {message: re.compile(_pattern(message), re.DOTALL) for message in _MESSAGES if _FILLED.search(message)}


def _pattern(message: str) -> str:
    words, names = _FILLED.split(message)[::2], _FILLED.findall(message)
    values = [f"(?P<{name}>.+)" for name in names]
    return "".join(f"{re.escape(said)}{value}" for said, value in zip(words, [*values, ""], strict=True))
