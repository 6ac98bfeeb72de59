"""References to test with."""

from dataclasses import replace
from datetime import date
from typing import Any

from monitor.takeaway.reference import Issued, Reference

_DOCUMENT = Reference(
    key="brief", kind="document", title="A brief", author="A & B {Ltd}", publisher="A & B {Ltd}",
    issued=Issued(2009, 11, 19), url="https://example.org/a_b?c={d}", seen=None, language="en", note="100% of it",
)  # fmt: skip


def reference(**changed: Any) -> Reference:
    """A document, with some of it changed."""
    return replace(_DOCUMENT, **changed)


def view(**changed: Any) -> Reference:
    """A page of ours."""
    us = "Reform Monitor"
    return reference(kind="view", author=us, publisher=us, seen=date(2026, 11, 22), **changed)
