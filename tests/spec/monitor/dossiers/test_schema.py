import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from monitor.dossiers.parsing import parse
from monitor.dossiers.schema import form_schema, schema_text
from monitor.dossiers.written import json_value
from tests.spec.monitor.dossiers.small_dossiers import APPEND, HEAD, PLEDGE

SCHEMA = form_schema()


def refusals(written: str) -> list[str]:
    node, problems = parse(written, "a.yaml")
    assert node is not None
    assert problems == []
    value: Any = json.loads(json.dumps(json_value(node), default=float))
    return [error.json_path for error in Draft202012Validator(SCHEMA).iter_errors(value)]


def test_the_checked_in_schema_is_up_to_date() -> None:
    checked_in = resources.files("monitor.dossiers").joinpath("dossier.schema.json").read_text(encoding="utf-8")
    assert checked_in == schema_text(), "make it anew: docs/dossier-form.md, Schema for editors"


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_both_files_of_a_dossier_satisfy_it() -> None:
    correction = """\
  - key: restated
    type: event-corrected.v1
    data: {target: madrid-media, reason: r, kind: editorial, replacement: {type: milestone, title: T, occurred: 2007,
      sources: [{document: steps, locator: 3}], data: {name: Madrid, kind: meeting}}}
"""
    benchmark = PLEDGE.replace("origin: pledge", "origin: pledge, benchmarks: [{id: .libel, title: L, set_by: rfom}]")
    assert refusals(HEAD) == []
    assert refusals(APPEND + benchmark + "    figures: [{indicator: a, unit: USD, value: 7.5}]\n" + correction) == []


@pytest.mark.parametrize(
    ("written", "path"),
    [
        (HEAD.replace("title: Kaz", "titel: Kaz"), "$"),
        (HEAD.replace("account: government", "account: goverment"), "$.documents.steps.account"),
        (APPEND.replace("language", "langage") + PLEDGE, "$.defaults"),
        (APPEND + PLEDGE.replace("key: madrid-media\n    ", ""), "$.events[0]"),
        (APPEND + PLEDGE.replace("commitment-made", "commitment-mad"), "$.events[0].type"),
        (APPEND + PLEDGE.replace("achieve", "acheive"), "$.events[0].data.commitment.kind"),
        (APPEND + PLEDGE.replace("document: steps,", ""), "$.events[0].sources[0]"),
        (APPEND + "  - 17\n", "$.events[0]"),
    ],
)
def test_an_editor_sees_a_fault_where_it_stands(written: str, path: str) -> None:
    assert path in refusals(written)


def test_the_dossiers_of_the_package_satisfy_it() -> None:
    folder = Path(str(resources.files("monitor.dossiers")))
    for file in folder.glob("*/*.yaml"):
        assert refusals(file.read_text(encoding="utf-8")) == [], file.name
