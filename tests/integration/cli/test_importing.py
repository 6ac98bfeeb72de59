"""Importing puts each append on record once, whole or not at all, and says by file and line what is wrong."""

from pathlib import Path

import pytest

from monitor.import_plan import plan
from monitor.importing import put_on_record
from tests.integration.cli.command import Command

HEAD = """\
dossier: kz-2010
title: Kazakhstan before its chairmanship
compiled: 2026-11-21
documents:
  steps: {title: Steps taken, publisher: a-journal, account: media, language: en}
appends: [1-bodies.yaml, 2-pledge.yaml]
"""
BODIES = """\
append: Who is who
events:
  - key: government
    type: body-described
    data: {body: {id: kz-government, name: Government of Kazakhstan, account: government, jurisdiction: KZ}}
"""
PLEDGE = """\
append: What was promised
defaults: {jurisdiction: KZ, language: en, account: government}
events:
  - key: madrid-media
    type: commitment-made
    title: Kazakhstan undertakes to amend its media law
    occurred: 2007-12
    sources: [{document: steps}]
    data:
      commitment:
        id: kz-media-law
        title: Amend the media law
        kind: achieve
        origin: pledge
        duty_bearers: [kz-government]
"""
TABLE = "No,Recommendation\n1.1,Ratify the protocol\n1.2,Amend the code\n"
MAPPING = """\
append: Recommendations
dossier: kz-upr
compiled: 2026-11-21
documents:
  report: {title: Report, publisher: un-hrc, account: international, language: en, published: 2014}
document: report
key: "upr-{No}"
templates: {data.commitment.id: "kz-upr-{No:slug}"}
constants:
  occurred: 2014-10-30
  jurisdiction: KZ
  language: en
  account: international
  data.commitment.kind: recommendation
  data.commitment.origin: recommendation
  data.commitment.duty_bearers: [kz-government]
columns: {Recommendation: [title, data.commitment.title]}
ignore: []
"""


def dossier(folder: Path, pledge: str = PLEDGE, bodies: str = BODIES) -> str:
    """The path of a dossier of two appends, the second of which rests on the first."""
    found = folder / "dossier"
    found.mkdir(exist_ok=True)
    for name, content in (("dossier.yaml", HEAD), ("1-bodies.yaml", bodies), ("2-pledge.yaml", pledge)):
        (found / name).write_text(content, encoding="utf-8")
    return str(found)


def test_a_dossier_goes_on_record_append_by_append(command: Command) -> None:
    told = command.said("import", dossier(command.folder))
    assert told.splitlines() == [
        "Who is who: on record at positions 1 to 1",
        "What was promised: on record at positions 2 to 2",
    ]
    assert "no action on record" in command.said("status", "kz-media-law", "--as-of", "2008-01-01")


def test_importing_again_appends_nothing(command: Command) -> None:
    path = dossier(command.folder)
    command.said("import", path)
    assert command.said("import", f"{path}/dossier.yaml").count("already on record") == 2
    assert command.said("import", f"{path}/2-pledge.yaml").count("already on record") == 1
    assert command.head() == 2


def test_an_import_that_was_broken_off_is_completed_by_the_next(command: Command) -> None:
    path = dossier(command.folder)
    importing = put_on_record(command.service, plan(path))
    assert next(importing).record.last_position == 1
    importing.close()
    told = command.said("import", path)
    assert "Who is who: already on record" in told
    assert "What was promised: on record at positions 2 to 2" in told


def test_what_stands_on_record_is_not_rewritten_by_an_edited_file(command: Command) -> None:
    command.said("import", dossier(command.folder))
    edited = dossier(command.folder, PLEDGE.replace("2007-12", "2007-11"))
    for words in (("import", edited), ("import", edited, "--check")):
        (refused,) = command.refused(*words)[-1:] if "--check" in words else command.run(*words).stderr.splitlines()
        assert refused.startswith("2-pledge.yaml of kz-2010 is on record with other content")
    assert command.head() == 2


def test_a_comment_or_another_layout_changes_no_content(command: Command) -> None:
    command.said("import", dossier(command.folder))
    again = dossier(command.folder, f"# Checked twice.\n{PLEDGE}")
    assert command.said("import", again).count("already on record") == 2


def test_a_check_stores_nothing_and_lets_an_append_rest_on_one_before_it(command: Command) -> None:
    told = command.said("import", dossier(command.folder), "--check")
    assert told == "2 events in 2 appends are in order and fit the record; nothing is stored\n"
    assert command.head() == 0


def test_a_check_tells_a_wrong_reference_by_file_line_and_field(command: Command) -> None:
    wrong = dossier(command.folder, PLEDGE.replace("[kz-government]", "[kz-governement]"))
    (told,) = command.refused("import", wrong, "--check")
    assert told == (
        "2-pledge.yaml:15:24: events.0.data.commitment.duty_bearers.0: "
        "no body kz-governement is described; append body-described first"
    )


def test_an_append_cannot_rest_on_one_that_comes_after_it(command: Command) -> None:
    early = BODIES + PLEDGE.partition("events:\n")[2].replace(
        "    occurred", "    jurisdiction: KZ\n    language: en\n    account: government\n    occurred"
    ).replace("[kz-government]", "[kz-parliament]")
    late = BODIES.replace("kz-government", "kz-parliament").replace("key: government", "key: parliament")
    path = dossier(command.folder, pledge=late, bodies=early)
    for words in (("import", path, "--check"), ("import", path)):
        (told,) = command.refused(*words)
        assert told.startswith("1-bodies.yaml:")
        assert told.endswith("no body kz-parliament is described; append body-described first")
    assert command.head() == 0


def test_where_there_is_no_record_a_check_takes_an_empty_one_and_creates_nothing(
    sqlite_command: Command, tmp_path: Path
) -> None:
    nowhere = tmp_path / "nowhere"
    without = Command(sqlite_command.engine, sqlite_command.folder, {"DATABASE_URL": f"sqlite:///{nowhere}/none.db"})
    assert "since there is no record here" in without.said("import", dossier(tmp_path), "--check")
    wrong = dossier(tmp_path, PLEDGE.replace("[kz-government]", "[nobody]"))
    (told,) = without.refused("import", wrong, "--check")
    assert told.startswith("2-pledge.yaml:15:24: ")
    assert not nowhere.exists()


def test_a_fault_of_form_is_told_by_file_and_line_before_anything_is_stored(sqlite_command: Command) -> None:
    wrong = dossier(sqlite_command.folder, PLEDGE.replace("occurred: 2007-12", "occurred: 2007-13"))
    (told,) = sqlite_command.refused("import", wrong)
    assert told.startswith("2-pledge.yaml:7:15: events.0.occurred: ")
    assert sqlite_command.head() == 0


def test_a_table_is_imported_with_its_mapping(command: Command) -> None:
    command.said("import", dossier(command.folder))
    table, mapping = command.file("upr.csv", TABLE), command.file("mapping.yaml", MAPPING)
    assert "2 events in 1 appends" in command.said("import", table, "--mapping", mapping, "--check")
    assert command.said("import", table, "--mapping", mapping) == "Recommendations: on record at positions 3 to 4\n"
    assert "already on record" in command.said("import", table, "--mapping", mapping)


def test_of_a_table_the_event_with_a_wrong_reference_is_named(sqlite_command: Command) -> None:
    table, mapping = sqlite_command.file("upr.csv", TABLE), sqlite_command.file("mapping.yaml", MAPPING)
    told = sqlite_command.refused("import", table, "--mapping", mapping)
    assert [line.partition("no body")[0].split(": ", 2)[2] for line in told] == [
        "event 1 (Ratify the protocol): ",
        "event 2 (Amend the code): ",
    ]


@pytest.mark.parametrize(
    ("name", "mapping", "reason"),
    [
        ("upr.csv", None, "a CSV table needs a mapping of its columns"),
        ("1.yaml", "mapping.yaml", "only a CSV table takes a mapping"),
        ("events.json", None, "neither a dossier's folder nor a file in YAML or CSV"),
    ],
)
def test_a_file_of_another_kind_is_refused(
    sqlite_command: Command, name: str, mapping: str | None, reason: str
) -> None:
    words = ["import", sqlite_command.file(name, ""), *(["--mapping", mapping] if mapping else [])]
    (told,) = sqlite_command.refused(*words)
    assert reason in told


def test_an_unknown_name_is_told_with_those_there_are(sqlite_command: Command) -> None:
    (told,) = sqlite_command.refused("import", "atlantis")
    assert told == "atlantis: no such file or folder, and no dossier is called 'atlantis'; there are kazakhstan"


def test_nobody_is_told_of_an_import_unless_asked(sqlite_command: Command) -> None:
    sqlite_command.said("import", dossier(sqlite_command.folder))
    table, mapping = sqlite_command.file("upr.csv", TABLE), sqlite_command.file("mapping.yaml", MAPPING)
    sqlite_command.said("import", table, "--mapping", mapping, "--notify")
    records = [sqlite_command.service.log.append_record(number) for number in (1, 2, 3)]
    assert [record.notify for record in records if record is not None] == [False, False, True]
