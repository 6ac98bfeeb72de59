"""Keys are made, listed and revoked; their text is shown once."""

import json

from fastapi.testclient import TestClient

from monitor.api.app import make_app
from monitor.cli.asking import ScopeName
from monitor.keys.key import SCOPES
from tests.builders import GOVERNMENT, described
from tests.integration.cli.command import Command


def appends(command: Command, key: str) -> int:
    """The status of an append over HTTP with this key."""
    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": key[-8:]}
    with TestClient(make_app(command.service)) as client:
        return client.post("/v1/events", json=described(GOVERNMENT, "government"), headers=headers).status_code


def test_a_key_made_here_works_over_http_until_it_is_revoked(command: Command) -> None:
    made = command.read("keys", "create", "--scope", "ingest")
    assert set(made) == {"id", "key"}
    assert appends(command, made["key"]) == 201
    assert made["id"] in command.said("keys", "revoke", made["id"])
    assert appends(command, made["key"]) == 401


def test_without_a_scope_a_key_allows_to_append_and_no_more(command: Command) -> None:
    command.read("keys", "create")
    (listed,) = command.read("keys", "list")
    assert (listed["scopes"], listed["trusted_feed"], listed["expires_on"]) == (["ingest"], False, None)


def test_every_option_of_a_key_is_kept_and_listed_without_its_text(command: Command) -> None:
    words = ["--scope", "read", "--scope", "ingest", "--trusted-feed", "--expires", "2999-12-31", "--label", "Feed [1]"]
    made = command.read("keys", "create", *words)
    (listed,) = command.read("keys", "list")
    assert listed["id"] == made["id"]
    assert (listed["scopes"], listed["trusted_feed"]) == (["ingest", "read"], True)
    assert (listed["expires_on"], listed["label"]) == ("2999-12-31", "Feed [1]")
    assert (listed["revoked_at"], listed["last_used_at"]) == (None, None)
    table = command.said("keys", "list")
    assert all(
        words in table for words in (made["id"], "ingest, read (trusted feed)", "works to 2999-12-31", "Feed [1]")
    )
    assert made["key"] not in table + json.dumps(listed)


def test_a_key_is_shown_whole_in_words_too(sqlite_command: Command) -> None:
    told = sqlite_command.said("keys", "create", "--scope", "admin", columns=20)
    assert appends(sqlite_command, told.splitlines()[-1]) == 201


def test_a_key_that_cannot_be_made_or_revoked_is_refused(sqlite_command: Command) -> None:
    assert "2020-01-01 has passed" in sqlite_command.refused("keys", "create", "--expires", "2020-01-01", code=2)[0]
    assert "--expires" in sqlite_command.refused("keys", "create", "--expires", "soon", code=2)[0]
    assert "'all' is not one of" in "\n".join(sqlite_command.refused("keys", "create", "--scope", "all", code=2))
    assert sqlite_command.refused("keys", "revoke", "key_none") == ["there is no key key_none"]
    assert sqlite_command.read("keys", "list") == []


def test_the_scopes_that_can_be_asked_for_are_those_there_are() -> None:
    assert tuple(scope.value for scope in ScopeName) == SCOPES
