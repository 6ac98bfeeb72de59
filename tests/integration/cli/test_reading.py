"""Reading commands answer what HTTP answers, and print it so that a person can read it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from events.sql.engines import make_engine
from monitor.api.app import make_app
from monitor.import_plan import plan
from monitor.importing import put_on_record
from tests.integration.cli.command import Command

OF_THE_BRIEF = "2009-11-20"
FIRST_APPEND = "54"


@pytest.fixture(scope="module")
def module_sqlite_engine(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    path = tmp_path_factory.mktemp("kazakhstan") / "reform-monitor.db"
    shutil.copyfile(sqlite_template, path)
    engine = make_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="module", params=["module_sqlite_engine", "module_postgres_engine"])
def kazakhstan(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Command:
    """The program on the Kazakhstan record, on each engine in turn; the tests leave no trace."""
    command = Command(request.getfixturevalue(request.param), tmp_path_factory.mktemp("files"))
    assert len(list(put_on_record(command.service, plan("kazakhstan")))) == 2
    return command


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ("status --as-of 2009-11-20", "/v1/commitments?as_of=2009-11-20"),
        (
            "status --as-of 2009-03-01 --jurisdiction KZ --status enacted --flag late --topic media --q law",
            "/v1/commitments?as_of=2009-03-01&jurisdiction=KZ&status=enacted&flag=late&topic=media&q=law",
        ),
        ("status --lens kz-government --as-of 2009-11-20", "/v1/commitments?lens=kz-government&as_of=2009-11-20"),
        ("status kz-media-law --as-of 2009-11-20", "/v1/commitments/kz-media-law?as_of=2009-11-20"),
        ("why kz-media-law", "/v1/commitments/kz-media-law"),
        (
            "why kz-election-law --as-of 2009-12-01 --known-at 54 --rules default/1",
            "/v1/commitments/kz-election-law?as_of=2009-12-01&known_at=54&rules=default/1",
        ),
        (
            "history kz-freedom-of-religion --public-at 2009-11-18",
            "/v1/commitments/kz-freedom-of-religion/history?public_at=2009-11-18",
        ),
        (
            "compare 2008-12-04 2009-03-01 --jurisdiction KZ",
            "/v1/compare?from=2008-12-04&to=2009-03-01&jurisdiction=KZ",
        ),
        (
            "compare --from-known-at 54 --to-known-at 209 --as-of 2009-11-20",
            "/v1/compare?from_known_at=54&to_known_at=209&as_of=2009-11-20",
        ),
    ],
)
def test_json_is_what_http_answers_byte_for_byte(kazakhstan: Command, words: str, url: str) -> None:
    answer = TestClient(make_app(kazakhstan.service)).get(url)
    assert answer.status_code == 200, answer.text
    assert kazakhstan.said(*words.split(), "--json") == f"{answer.text}\n"


@pytest.mark.parametrize("form", ["ndjson", "csv"])
@pytest.mark.parametrize(("what", "view"), [("events", "known_at=54"), ("statuses", "as_of=2009-11-20")])
def test_an_export_is_the_one_of_http(kazakhstan: Command, what: str, form: str, view: str) -> None:
    answer = TestClient(make_app(kazakhstan.service)).get(f"/v1/export/{what}.{form}?{view}")
    assert answer.status_code == 200, answer.text
    name, _, value = view.partition("=")
    words = ["export", what, "--format", form, f"--{name.replace('_', '-')}", value]
    # The runner of the tests turns the line ends of CSV (RFC 4180) into its own; the file has them.
    assert kazakhstan.said(*words) == answer.text.replace("\r\n", "\n")
    output = kazakhstan.folder / f"{what}.{form}"
    assert kazakhstan.said(*words, "--output", str(output)) == ""
    assert output.read_bytes() == answer.content
    assert not list(kazakhstan.folder.glob(".*.part"))


@pytest.mark.parametrize("columns", [50, 95, 96, 200])
def test_a_board_of_any_width_names_every_commitment_in_one_piece(kazakhstan: Command, columns: int) -> None:
    names = [item["id"] for item in kazakhstan.read("status", "--as-of", OF_THE_BRIEF)["items"]]
    shown = kazakhstan.said("status", "--as-of", OF_THE_BRIEF, columns=columns)
    assert len(names) == 30
    assert [name for name in names if name not in shown] == []
    assert ("commitment  " in shown) == (columns >= 96)


def test_a_board_says_each_status_in_words_with_a_mark_beside_its_colour(kazakhstan: Command) -> None:
    board = kazakhstan.said("status", "--as-of", OF_THE_BRIEF)
    assert "~ partially implemented" in board
    assert "= enacted, not assessed" in board
    assert "last known on 2009-11-19" in board
    assert "0 of 3 benchmarks met" in board
    assert "30 commitments" in board
    assert "\x1b" not in board


def test_a_status_that_rests_on_a_possible_fact_says_so(kazakhstan: Command) -> None:
    assert "possibly in progress" in kazakhstan.said("status", "kz-media-law", "--as-of", "2008-12-04")


@pytest.mark.parametrize(
    "words", ["status", "history kz-media-law", "why kz-media-law", "compare 2008-12-04 2009-03-01"]
)
@pytest.mark.parametrize("columns", [50, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal_and_no_id_is_cut(kazakhstan: Command, words: str, columns: int) -> None:
    shown = kazakhstan.said(*words.split(), columns=columns)
    assert [line for line in shown.splitlines() if len(line) > columns] == []
    assert "kz-media-law" in shown


def test_why_names_the_rule_the_deciding_event_its_source_and_what_was_set_aside(kazakhstan: Command) -> None:
    told = kazakhstan.said("why", "kz-media-law", "--as-of", OF_THE_BRIEF, columns=200)
    assert "by csis-ind-task-force, coded by monitor (given 2009-11-19)" in told
    assert "The latest grade by an assessor other than the duty-bearer. (rule achieve/2-graded)" in told
    assert "Grade: The brief finds the media law eased in part and short of the promise" in told
    assert "Source: csis-ind-task-force, “Policy Brief Number Five" in told
    assert "Enacted 32 to 59 days after the deadline." in told
    assert "csis-ind-task-force (civil-society): partially-implemented, given 2009-11-19; paid-by kz-government" in told
    assert "kz-government (government): implemented, given [2009-02-11..]; its own claim" in told
    aside = told.partition("On record and set aside")[2]
    assert "the claim of whoever bears the duty:" in aside
    assert "- The government sets its own account of the four laws against the criticism ([2009-02-11..])" in aside
    assert "Reform Monitor, “Liberalise the media law” (kz-media-law), as of 2009-11-20" in told


def test_why_tells_how_a_threat_ended(kazakhstan: Command) -> None:
    told = kazakhstan.said("why", "kz-freedom-of-religion", "--as-of", "2009-02-12", columns=200)
    assert "until 2009-02-11, averted by: " in told


def test_why_tells_what_may_have_happened_by_that_day(kazakhstan: Command) -> None:
    told = kazakhstan.said("why", "kz-freedom-of-religion", "--as-of", "2009-02-10", columns=200)
    assert "May have happened by that day" in told
    assert "registered ([2009-01-01..2009-11-19]), counts from 2009-11-19" in told


def test_a_corrected_event_is_told_as_corrected(kazakhstan: Command) -> None:
    words = ("why", "kz-local-self-government", "--as-of", "2007-12-31")
    before = kazakhstan.said(*words, "--known-at", FIRST_APPEND, columns=200)
    assert "2007-12, position" in before
    assert "[2007-11,2007-12], position" in kazakhstan.said("why", "kz-media-law", *words[2:], columns=200)


def test_a_commitment_not_yet_made_on_the_day_says_when_it_counts(kazakhstan: Command) -> None:
    told = kazakhstan.said("why", "kz-legal-policy-concept", "--as-of", "2008-01-01")
    assert "Not yet made: it counts from" in told


def test_history_marks_the_period_of_the_day(kazakhstan: Command) -> None:
    lines = kazakhstan.said("history", "kz-media-law", "--as-of", "2009-03-01", columns=160).splitlines()
    (marked,) = (line for line in lines if line.startswith("* 2"))
    assert marked.startswith("* 2009-02-28 2009-")
    assert "enacted, not assessed; signed; late" in marked
    assert "The amendments to the media law are signed" in marked
    assert any(" on  " in line and "partially implemented" in line for line in lines)


def test_a_comparison_shows_both_sides_and_counts_the_rest(kazakhstan: Command) -> None:
    told = kazakhstan.said("compare", "2008-12-04", "2009-03-01", "--jurisdiction", "KZ", "--q", "media")
    assert "was > possibly in progress, passed [due-soon, no-recent-record]" in told
    assert "is  = enacted, not assessed, signed [late]" in told
    assert "1 changed, 0 unchanged" in told


def test_a_comparison_of_knowledge_shows_what_was_not_on_record(kazakhstan: Command) -> None:
    words = ("compare", "--from-known-at", FIRST_APPEND, "--to-known-at", "209", "--as-of", OF_THE_BRIEF)
    assert "was not made, or not on record" in kazakhstan.said(*words)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("status kz-nothing", "no commitment kz-nothing is on record at that moment"),
        ("history kz-odihr-mandate --known-at 54", "no commitment kz-odihr-mandate is on record at that moment"),
    ],
)
def test_what_is_not_on_record_is_refused_in_one_line(kazakhstan: Command, words: str, line: str) -> None:
    assert kazakhstan.refused(*words.split()) == [line]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("status --as-of 2009-02-30", "--as-of"),
        ("status --as-of yesterday", "--as-of"),
        ("why kz-media-law --known-at 999999", "--known-at"),
        ("why kz-media-law --known-at 2999-01-01", "--known-at"),
        ("history kz-media-law --public-at 2009", "--public-at"),
        ("history kz-media-law --rules default/9", "--rules"),
        ("status --lens A_B", "--lens"),
        ("compare 2009 2010-01-01", "FROM"),
        ("compare 2009-01-01 2010", "TO"),
        ("compare 2009-01-01", "two sides"),
        ("compare", "compare what?"),
        ("compare 2009-01-01 2009-02-01 --as-of 2009-01-01", "--as-of"),
        ("compare --from-known-at 1 --to-known-at 999999", "--to-known-at"),
        ("compare --from-known-at 1 --to-known-at 2 --known-at 3", "--known-at"),
        ("compare --to-known-at 2", "two sides"),
        ("status kz-media-law --jurisdiction KZ", "without filters"),
    ],
)
def test_a_view_that_cannot_be_asked_for_names_the_option_and_ends_as_wrong_usage(
    kazakhstan: Command, words: str, named: str
) -> None:
    (line,) = kazakhstan.refused(*words.split(), code=2)
    assert named in line


def test_an_unknown_option_ends_as_wrong_usage(kazakhstan: Command) -> None:
    assert "No such option" in "\n".join(kazakhstan.refused("status", "--as-off", "2009-01-01", code=2))
