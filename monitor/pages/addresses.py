"""The addresses that hold a token: whoever knows one may do what its page does, so they stay out of logs."""

import re
from typing import Final

TOKEN_PAGES: Final = ("/confirm/", "/u/", "/manage/")
"""What the paths of these pages begin with; the token follows."""

_IN_A_PATH = re.compile(rf"({'|'.join(TOKEN_PAGES)}).+", re.IGNORECASE | re.DOTALL)
# In a line, what follows the address stays: it ends with a space or a quote. A space before the token is no end.
_IN_A_TEXT = re.compile(rf"({'|'.join(TOKEN_PAGES)})\s*[^\s\"'<>?#]+", re.IGNORECASE)
_MASKED = r"\1[masked]"


def is_token_page(path: str) -> bool:
    """Whether a path is that of a page behind a token."""
    return path.startswith(TOKEN_PAGES)


def masked_path(path: str) -> str:
    """A path without its token, however it was mangled on its way: ``/u/[masked]``."""
    return _IN_A_PATH.sub(_MASKED, path)


def without_tokens(text: str) -> str:
    """A text in which every address of such a page ends before its token."""
    return _IN_A_TEXT.sub(_MASKED, text)
