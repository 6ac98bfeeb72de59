"""The shape in which answers give a thing, as the contract has it."""

from typing import Any

Shape = dict[str, Any]
"""Its fields by name. Parts of it may be shared between answers: whoever changes something makes a new one."""
