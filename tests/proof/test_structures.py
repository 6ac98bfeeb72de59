"""The structures between which decision 0004 chose can still be compared: they answer alike on both engines."""

import pytest

from tests.bench.generated import Shape
from tests.bench.structures.__main__ import measure

pytestmark = pytest.mark.proof


def test_all_structures_give_the_same_boards() -> None:
    figures = list(measure(Shape(200, commitments=20), None))
    assert {(one.engine, one.parameters["structure"]) for one in figures if one.name == "structure_board"} == {
        ("sqlite", "assertion rows with a reach"),
        ("sqlite", "assertion rows alone"),
        ("sqlite", "rectangles, B-tree"),
        ("sqlite", "rectangles, R*Tree"),
        ("postgresql", "assertion rows with a reach"),
        ("postgresql", "assertion rows alone"),
        ("postgresql", "rectangles, B-tree"),
        ("postgresql", "rectangles, SP-GiST"),
    }
