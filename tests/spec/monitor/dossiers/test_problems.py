from pathlib import Path

import pytest

from tests.spec.monitor.dossiers.small_dossiers import A_KIND, AN_ID, APPEND, HEAD, PLEDGE, problems, told, written


def test_every_problem_of_every_file_is_told_at_once_in_the_order_of_the_files(tmp_path: Path) -> None:
    head = HEAD.replace("kz-2010", "Kz 2010").replace("[1.yaml]", "[1.yaml, 2.yaml, 3.yaml]")
    folder = written(
        tmp_path, head, one=APPEND + PLEDGE.replace("achieve", "acheive"), two="append: Second\nevents: [\n"
    )
    assert [str(problem) for problem in problems(folder)] == [
        f"dossier.yaml:1:10: dossier: 'Kz 2010' is not {AN_ID}",
        "dossier.yaml:11:27: 3.yaml cannot be read: No such file or directory",
        f"1.yaml:10:72: events.0.data.commitment.kind: 'acheive' is not {A_KIND}; did you mean 'achieve'?",
        "2.yaml:3:1: not YAML: expected the node content, but found '<stream end>'",
    ]


def test_an_unknown_field_is_told_where_it_stands_with_the_nearest_known_one(tmp_path: Path) -> None:
    assert told(tmp_path, PLEDGE.replace("title: Amend", "titel: Amend").replace("occurred", "ocurred")) == [
        "1.yaml:4:5: events.0.occurred: 'occurred' is missing",
        "1.yaml:7:5: events.0.ocurred: unknown field 'ocurred'; did you mean 'occurred'?",
        "1.yaml:10:19: events.0.data.commitment.title: 'title' is missing",
        "1.yaml:10:38: events.0.data.commitment.titel: unknown field 'titel'; did you mean 'title'?",
    ]


def test_an_unknown_document_is_told_once_and_not_as_the_fields_it_would_have_given(tmp_path: Path) -> None:
    assert told(tmp_path, PLEDGE.replace("document: steps", "document: step")) == [
        "1.yaml:8:26: events.0.sources.0.document: unknown document 'step'; did you mean 'steps'?"
    ]


def test_a_fault_of_a_document_is_told_once_at_the_document(tmp_path: Path) -> None:
    folder = written(tmp_path, HEAD.replace("account: government", "account: goverment"), one=APPEND + PLEDGE)
    (problem,) = problems(folder)
    assert (problem.file, problem.line, problem.column, problem.where) == (
        "dossier.yaml",
        8,
        14,
        "documents.steps.account",
    )


def test_a_fault_of_a_default_is_told_once_at_the_default(tmp_path: Path) -> None:
    append = APPEND.replace("KZ", "kz") + PLEDGE + PLEDGE.replace("madrid-media", "other")
    (problem,) = problems(written(tmp_path, one=append))
    assert (problem.line, problem.column) == (2, 26)
    assert "a jurisdiction in capitals" in problem.message


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("id: 3", "1.yaml:2:12: defaults.id: 'id' can have no default"),
        ("langage: en", "1.yaml:2:12: defaults.langage: 'langage' can have no default; did you mean 'language'?"),
    ],
)
def test_only_fields_of_the_envelope_can_have_a_default(tmp_path: Path, wrong: str, message: str) -> None:
    folder = written(tmp_path, one=APPEND.replace("{juris", f"{{{wrong}, juris") + PLEDGE)
    assert [str(problem) for problem in problems(folder)] == [message]


def test_a_key_that_is_taken_names_its_first_place(tmp_path: Path) -> None:
    head = HEAD.replace("[1.yaml]", "[1.yaml, 2.yaml]")
    folder = written(tmp_path, head, one=APPEND + PLEDGE, two=APPEND + PLEDGE)
    assert [str(problem) for problem in problems(folder)] == [
        "2.yaml:4:10: events.0.key: the key 'madrid-media' is taken: 1.yaml, line 4"
    ]


def test_an_event_has_a_key(tmp_path: Path) -> None:
    assert told(tmp_path, PLEDGE.replace("key: madrid-media\n    ", "")) == [
        "1.yaml:4:5: events.0.key: 'key' is missing"
    ]
    assert told(tmp_path, PLEDGE.replace("madrid-media", "Madrid media")) == [
        "1.yaml:4:10: events.0.key: a key is letters and digits, joined by hyphens, full stops or underscores"
    ]


def test_an_unknown_type_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    assert told(tmp_path, PLEDGE.replace("commitment-made", "comitment-made")) == [
        "1.yaml:5:11: events.0.type: 'comitment-made' is no type of event; did you mean 'commitment-made'?"
    ]


def test_a_target_is_an_event_that_comes_earlier(tmp_path: Path) -> None:
    act = "  - {{key: note, type: event-annotated, data: {{target: {target}, note: likely misdated}}}}\n"
    assert told(tmp_path, act.format(target="madrid-media") + PLEDGE) == [
        "1.yaml:4:55: events.0.data.target: 'madrid-media' is not on record yet: it comes later in the dossier"
    ]
    assert told(tmp_path, PLEDGE + act.format(target="madrid-medai")) == [
        "1.yaml:11:55: events.1.data.target: unknown key 'madrid-medai'; did you mean 'madrid-media'?"
    ]
    assert told(tmp_path, act.format(target="note"))[0].endswith("it comes later in the dossier")


def test_an_event_may_resolve_only_what_the_dossier_knows(tmp_path: Path) -> None:
    assert told(tmp_path, PLEDGE + "    resolves: [madrid-media, madrid]\n") == [
        "1.yaml:11:30: events.0.resolves.1: unknown key 'madrid'; did you mean 'madrid-media'?"
    ]


def test_faults_within_a_replacement_are_told_at_their_lines(tmp_path: Path) -> None:
    correction = """\
  - key: restated
    type: event-corrected
    data:
      target: madrid-media
      reason: r
      kind: substantive
      replacement:
        key: another
        type: milestone
        title: T
        occurred: 2009-02-30
        sources: [{document: stops}]
        data: {name: Madrid}
"""
    assert [line.split(": ")[:2] for line in told(tmp_path, PLEDGE + correction)] == [
        ["1.yaml:18:14", "events.1.data.replacement.key"],
        ["1.yaml:21:19", "events.1.data.replacement.occurred"],
        ["1.yaml:22:30", "events.1.data.replacement.sources.0.document"],
        ["1.yaml:23:15", "events.1.data.replacement.data.kind"],
    ]


def test_of_a_field_that_may_be_of_two_kinds_the_nearer_one_is_told(tmp_path: Path) -> None:
    tie = "{to: kz-government, kind: paid-by, source: {document: steps, locater: cover}}"
    body = f"  - {{key: a, type: body-described, data: {{body: {{id: a, name: A, account: media, ties: [{tie}]}}}}}}\n"
    (line,) = told(tmp_path, body)
    assert line.endswith("source.locater: unknown field 'locater'; did you mean 'locator'?")


def test_a_number_in_quotation_marks_is_no_number(tmp_path: Path) -> None:
    assert told(tmp_path, PLEDGE + '    order: "2"\n') == [
        "1.yaml:11:12: events.0.order: a whole number is expected here"
    ]


def test_a_document_of_the_whole_dossier_is_not_declared_again(tmp_path: Path) -> None:
    again = "documents: {steps: {title: S, publisher: P, account: media, language: en}}\n"
    (problem,) = problems(written(tmp_path, one=again + APPEND + PLEDGE))
    assert (problem.line, problem.column, problem.where) == (1, 13, "documents.steps")


def test_a_dossier_does_not_reach_out_of_its_folder(tmp_path: Path) -> None:
    folder = written(tmp_path, HEAD.replace("[1.yaml]", "[1.yaml, ../outside.yaml]"), one=APPEND + PLEDGE)
    (problem,) = problems(folder)
    assert str(problem) == (
        "dossier.yaml:11:19: appends.1: '../outside.yaml' is not the name of a YAML file in the dossier's own folder"
    )


def test_a_folder_without_a_dossier_says_so(tmp_path: Path) -> None:
    assert [str(problem) for problem in problems(tmp_path)] == [
        "dossier.yaml:1:1: dossier.yaml cannot be read: No such file or directory"
    ]


def test_a_file_that_is_not_utf_8_is_refused_at_the_byte(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "1.yaml").write_bytes(b"append: A\nevents: \xe9\n")
    assert [str(problem) for problem in problems(folder)] == [
        "1.yaml:2:9: not UTF-8: byte 0xE9; save the file as UTF-8"
    ]


def test_an_append_holds_events(tmp_path: Path) -> None:
    folder = written(tmp_path, one="append: Empty\nevents: []\n")
    (problem,) = problems(folder)
    assert (problem.line, problem.where) == (2, "events")
    assert [line.split(": ", 1)[1] for line in told(tmp_path, "  - 17\n")] == ["events.0: fields are expected here"]
