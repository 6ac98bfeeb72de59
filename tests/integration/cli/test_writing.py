"""Writing commands append what HTTP appends, say what it changes, and refuse in lines."""

import json

from events.log import Log
from tests.builders import LAW, PLEDGE, Event, annotated, legislated, stated
from tests.integration.cli.command import Command

SIGNED = legislated("2009-02-28", "executive-signature")


def line(event: Event) -> str:
    return json.dumps(event)


def states(command: Command) -> list[str]:
    """How each event on record stands, by position."""
    exported = command.said("export", "events").splitlines()
    return [json.loads(one)["state"] for one in exported]


def test_an_append_says_what_it_changes_and_where_it_stands(command: Command) -> None:
    command.with_pledge()
    told = command.said("append", command.file("event.json", SIGNED))
    assert f"{PLEDGE}, from 2009-02-28" in told
    assert "was . no action on record" in told
    assert "is  = enacted, not assessed, signed" in told
    assert "at position 4" in told


def test_the_json_of_an_append_holds_the_event_as_it_is_read_from_then_on(command: Command) -> None:
    command.with_pledge()
    answer = command.read("append", "-", stdin=line(SIGNED).encode())
    assert answer["event"]["position"] == answer["view"]["through_position"] == command.head() == 4
    assert answer["event"]["recorded_by"] == "command-line"
    assert answer["event"] == json.loads(command.said("export", "events").splitlines()[-1])
    assert {change["after"]["status"] for change in answer["changes"] if change["current"]} == {"enacted"}


def test_a_dry_run_stores_nothing_and_its_token_appends_the_same(command: Command) -> None:
    command.with_pledge()
    shown = command.read("append", "-", "--dry-run", stdin=line(SIGNED).encode())
    assert command.head() == 3
    assert (shown["event"]["id"], shown["event"]["position"], shown["told"]) == (None, None, 0)
    done = command.read("append", "-", "--preview-token", shown["preview_token"], stdin=line(SIGNED).encode())
    assert [{**one, "cause": None} for one in done["changes"]] == [{**one, "cause": None} for one in shown["changes"]]


def test_a_token_of_what_is_outdated_is_refused(command: Command) -> None:
    command.with_pledge()
    file = command.file("event.json", SIGNED)
    token = command.read("append", file, "--dry-run")["preview_token"]
    command.said("append", file)
    (refused,) = command.refused("append", file, "--preview-token", token)
    assert "preview again" in refused
    assert command.head() == 4


def test_the_same_key_appends_once_and_another_body_under_it_is_refused(command: Command) -> None:
    command.with_pledge()
    file = command.file("event.json", SIGNED)
    first = command.read("append", file, "--key", "k1")
    assert command.read("append", file, "--key", "k1") == first
    assert "already, by this key" in command.said("append", file, "--key", "k1")
    (refused,) = command.refused("append", command.file("other.json", stated("2009-03-01")), "--key", "k1")
    assert "k1" in refused
    assert command.head() == 4


def test_a_batch_is_an_array_or_lines_and_stands_in_one_append(command: Command) -> None:
    command.with_pledge()
    array = command.read("append", "-", "--batch", stdin=json.dumps([SIGNED, stated("2009-03-01")]).encode())
    assert (array["append"], array["first_position"], array["last_position"]) == (2, 4, 5)
    lines = f"\n{line(stated('2009-03-02'))}\n\n{line(stated('2009-03-03'))}\n"
    assert "append 3, positions 6 to 7" in command.said("append", "-", "--batch", stdin=lines.encode())


def test_every_bad_line_of_a_batch_is_named_and_nothing_is_stored(command: Command) -> None:
    command.with_pledge()
    bad = f"{line(SIGNED)}\n{{\n{line({**stated('2009-02-30'), 'colour': 'red'})}\n"
    refused = command.refused("append", "-", "--batch", stdin=bad.encode())
    assert [one.partition(": ")[0] for one in refused] == ["line 2", "line 3", "line 3"]
    assert {one.split(": ")[1] for one in refused[1:]} == {"/colour", "/occurred"}
    unknown = f"{line(SIGNED)}\n\n{line(stated('2009-03-01', by='nobody'))}\n"
    (reference,) = command.refused("append", "-", "--batch", stdin=unknown.encode())
    assert reference.startswith("line 3: /data/speakers/0/body: no body nobody is described")
    assert command.head() == 3


def test_an_empty_batch_and_one_that_is_no_array_are_refused(sqlite_command: Command) -> None:
    assert sqlite_command.refused("append", "-", "--batch", stdin=b"") == ["a batch holds at least one event"]
    assert sqlite_command.refused("append", "-", "--batch", stdin=b"[]") == ["a batch holds at least one event"]
    (refused,) = sqlite_command.refused("append", "-", "--batch", stdin=b"[1")
    assert "line 1" in refused


def test_what_is_no_json_or_no_file_is_refused_in_one_line(sqlite_command: Command) -> None:
    (malformed,) = sqlite_command.refused("append", "-", stdin=b'{"type": "statement.v1",}')
    assert "line 1, column" in malformed
    (missing,) = sqlite_command.refused("append", str(sqlite_command.folder / "none.json"))
    assert missing.endswith("none.json: No such file or directory")


def test_a_wrong_field_is_named_by_its_pointer(sqlite_command: Command) -> None:
    (refused,) = sqlite_command.refused("append", "-", stdin=line({**SIGNED, "language": "english"}).encode())
    assert refused.startswith("/language: ")


def test_a_retraction_by_position_and_by_id_takes_the_change_back(command: Command) -> None:
    command.with_pledge()
    first = command.read("append", "-", stdin=line(SIGNED).encode())["event"]["id"]
    told = command.said("retract", "4", "--reason", "Never signed")
    assert "is  . no action on record" in told
    assert command.refused("retract", first, "--reason", "Again") == [f"/data/target: {first} is retracted"]
    second = command.read("append", "-", stdin=line(SIGNED).encode())["event"]["id"]
    answer = command.read("retract", second.upper(), "--reason", "Twice", "--kind", "duplicate")
    assert answer["event"]["data"] == {"target": second, "reason": "Twice", "kind": "duplicate"}
    assert states(command)[3:] == ["retracted", "current", "retracted", "current"]


def test_a_whole_append_is_retracted_in_one_act(command: Command) -> None:
    command.with_pledge()
    command.put(SIGNED, stated("2009-03-01"), annotated(1))
    shown = command.read("retract", "--append", "2", "--reason", "A false report", "--dry-run")
    assert shown["ids"] == [None, None]
    assert command.head() == 6
    answer = command.read("retract", "--append", "2", "--reason", "A false report", "--key", "r1")
    assert (answer["append"], answer["first_position"], answer["last_position"]) == (3, 7, 8)
    assert command.read("retract", "--append", "2", "--reason", "A false report", "--key", "r1") == answer
    assert command.refused("retract", "--append", "2", "--reason", "x") == ["append 2 holds no event that still stands"]
    assert states(command)[3:6] == ["retracted", "retracted", "current"]


def test_what_cannot_be_retracted_is_refused(sqlite_command: Command) -> None:
    assert sqlite_command.refused("retract", "--append", "9", "--reason", "x") == ["there is no append 9"]
    assert "no event 9" in sqlite_command.refused("retract", "9", "--reason", "x")[0]
    assert "retract what?" in sqlite_command.refused("retract", "--reason", "x", code=2)[0]
    assert "retract what?" in sqlite_command.refused("retract", "1", "--append", "1", "--reason", "x", code=2)[0]
    assert "Missing option '--reason'" in "\n".join(sqlite_command.refused("retract", "1", code=2))


def test_an_append_can_be_told_to_nobody(sqlite_command: Command) -> None:
    sqlite_command.with_pledge()
    sqlite_command.said("append", "-", "--no-notify", stdin=line(SIGNED).encode())
    log: Log = sqlite_command.service.log
    told = [record.notify for number in (1, 2) if (record := log.append_record(number)) is not None]
    assert told == [True, False]


def test_a_preview_names_the_measure_as_the_event_would(sqlite_command: Command) -> None:
    sqlite_command.with_pledge()
    shown = sqlite_command.read("append", "-", "--dry-run", stdin=line(SIGNED).encode())
    assert shown["event"]["data"]["measure"]["id"] == LAW
    assert shown["event"]["touches"] == [PLEDGE]
