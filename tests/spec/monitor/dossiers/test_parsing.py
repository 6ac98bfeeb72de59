from decimal import Decimal
from typing import Any

import pytest

from monitor.dossiers.parsing import DEEPEST, parse
from monitor.dossiers.written import json_value, place_of


def read(written: str) -> Any:
    node, problems = parse(written, "a.yaml")
    assert problems == []
    assert node is not None
    return json_value(node)


def faults(written: str) -> list[str]:
    return [str(problem) for problem in parse(written, "a.yaml")[1]]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2009-02-11", "2009-02-11"),
        ("2009", 2009),
        ("-3", -3),
        ("7.50", Decimal("7.50")),
        ("1e5", "1e5"),
        ("007", "007"),
        ("0x1F", "0x1F"),
        (".inf", ".inf"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("no", "no"),
        ("true", True),
        ("~", None),
        ("'2009'", "2009"),
        ('"true"', "true"),
        ("[2008-03-01..2009-02-10]", ["2008-03-01..2009-02-10"]),
    ],
)
def test_a_scalar_is_text_unless_it_is_a_number_as_json_writes_it_a_truth_value_or_nothing(
    written: str, value: object
) -> None:
    found = read(f"a: {written}")["a"]
    assert found == value
    assert type(found) is type(value)


def test_a_block_of_text_loses_its_last_line_break_and_a_folded_one_becomes_one_line() -> None:
    assert read("a: >\n  one\n  two\nb: |\n  three\n") == {"a": "one two", "b": "three"}


def test_a_text_over_several_lines_is_refused_where_its_line_breaks_would_stay() -> None:
    (fault,) = faults("a: |\n  one\n  two\n")
    assert fault.startswith("a.yaml:1:4: ")
    assert "a line break" in fault


def test_every_value_and_every_name_knows_its_place() -> None:
    node, _ = parse("a:\n  - b: 1\n    cd: 2\n", "a.yaml")
    assert node is not None
    value, name = place_of(node, ("a", 0, "cd")), place_of(node, ("a", 0, "cd"), name=True)
    assert (value.line, value.column) == (3, 9)
    assert (name.line, name.column) == (3, 5)


def test_text_is_normalised_and_hidden_characters_are_refused() -> None:
    assert read("a: Almaty\u0301") == {"a": "Almaty\u0301".replace("y\u0301", "\u00fd")}
    assert faults('a: "x\\u202Ey"') == ["a.yaml:1:4: the text holds a bidirectional control (U+202E)"]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("a: 1\nb: 2\na: 3\n", "a.yaml:3:1: 'a' stands twice; the first is on line 1"),
        ("a: !!str 3", "a.yaml:1:4: the tag tag:yaml.org,2002:str has no meaning here; leave it out"),
        (
            "a: !!python/object:os.system {}",
            "a.yaml:1:4: the tag tag:yaml.org,2002:python/object:os.system has no meaning here; leave it out",
        ),
        ("a: &x [*x]", "a.yaml:1:8: *x stands before &x is complete, or there is none"),
        ("a: 1\n---\nb: 2\n", "a.yaml:2:1: a second document begins here; one file holds one"),
        ("", "a.yaml:1:1: the file is empty"),
        ("# nothing\n", "a.yaml:1:1: the file is empty"),
        ("? [a]\n: b\n", "a.yaml:1:3: the name of a field is a text"),
        ("a: b: c", "a.yaml:1:5: not YAML: mapping values are not allowed here"),
        ("a: 1\nb: \x01\n", "a.yaml:2:4: not YAML: special characters are not allowed"),
        ("a: 'x", "a.yaml:1:6: not YAML: found unexpected end of stream"),
    ],
)
def test_what_the_form_does_not_allow_is_told_where_it_stands(written: str, fault: str) -> None:
    assert fault in faults(written)


def test_nesting_has_a_limit() -> None:
    deep = "[" * DEEPEST + "]" * DEEPEST
    assert faults(deep) == []
    assert faults(f"[{deep}]") == [f"a.yaml:1:{DEEPEST + 1}: nested deeper than {DEEPEST} levels"]


def test_a_few_anchors_cannot_stand_for_billions_of_values() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    (fault,) = faults("\n".join(lines))
    assert "more than 1,000,000 values" in fault
