"""Which texts may become links: nobody is sent a ``javascript:`` or a link that shows one host and goes to another."""

import re
from urllib.parse import urlsplit

_LONGEST = 2000
# A browser drops or turns what a parser keeps: white space, controls, backslashes. The others end an attribute.
_TREACHEROUS = re.compile(r"""[\s\\<>"'`{}|^\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]""")


def leads_to_the_web(text: str) -> bool:
    """Whether the text is an absolute http or https URL with a host, without user or password, of sane length."""
    if len(text) > _LONGEST or _TREACHEROUS.search(text) is not None:
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def web_link(text: str | None) -> str | None:
    """The text if it may be a link, else None: then it is shown without one, or left out."""
    return text if text is not None and leads_to_the_web(text) else None
