"""Sources are watched, listed, looked at and forgotten from the command line."""

from tests.integration.cli.command import Command


def test_a_source_is_watched_listed_looked_at_and_forgotten(command: Command) -> None:
    command.with_pledge()
    words = ["--title", "Press releases [1]", "--every", "7", "--body", "odihr"]
    watched = command.read("sources", "watch", "site", *words)
    assert (watched["name"], watched["every_days"], watched["body"]) == ("site", 7, "odihr")
    assert command.read("sources", "list") == {"items": [watched]}
    assert command.read("sources", "checked", "site")["last_checked"] is not None
    table = command.said("sources", "list")
    assert all(words in table for words in ("site", "7 days", "in time", "Press releases [1]"))
    assert command.said("sources", "forget", "site") == "site is watched no longer.\n"
    assert command.read("sources", "list") == {"items": []}


def test_what_is_done_is_said_in_words(sqlite_command: Command) -> None:
    told = sqlite_command.said("sources", "watch", "site", "--title", "A site", "--every", "7")
    assert told == "site is watched: a word is expected every 7 days.\n"
    assert sqlite_command.said("sources", "checked", "site").startswith("site was last looked at on 2")


def test_something_else_can_be_expected_of_a_source_that_is_watched(sqlite_command: Command) -> None:
    for days in ("7", "30"):
        sqlite_command.said("sources", "watch", "site", "--title", "A site", "--every", days)
    (listed,) = sqlite_command.read("sources", "list")["items"]
    assert listed["every_days"] == 30


def test_what_cannot_be_watched_is_refused(sqlite_command: Command) -> None:
    options = ["--title", "A site", "--every", "7"]
    assert sqlite_command.refused("sources", "checked", "site") == ["no source site is watched"]
    assert sqlite_command.refused("sources", "forget", "site") == ["no source site is watched"]
    assert sqlite_command.refused("sources", "watch", "A site", *options, code=2)[0].startswith("NAME: ")
    wrong = sqlite_command.refused("sources", "watch", "site", "--title", "", "--every", "0", code=2)
    assert [line.partition(":")[0] for line in wrong] == ["--title", "--every"]
    unknown = sqlite_command.refused("sources", "watch", "site", *options, "--body", "odihr")
    assert unknown == ["--body: no body or publisher odihr is on record"]
    assert sqlite_command.read("sources", "list") == {"items": []}
