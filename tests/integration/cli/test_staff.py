"""Accounts of staff are made, listed and disabled, and no password is printed."""

from monitor.cli.staff import StaffScopeName
from monitor.staff.account import STAFF_SCOPES
from tests.integration.cli.command import Command

PASSWORD = "correct horse battery"
TYPED = f"{PASSWORD}\n".encode()


def test_an_account_is_made_listed_disabled_and_enabled(sqlite_command: Command) -> None:
    said = sqlite_command.said("staff", "create", "Aigul S.", "--scope", "admin", stdin=TYPED)
    (listed,) = sqlite_command.read("staff", "list")
    assert listed["id"] in said
    assert PASSWORD not in said
    assert (listed["name"], listed["scopes"], listed["disabled_at"]) == ("Aigul S.", ["admin"], None)
    signing_in = sqlite_command.service.signing_in
    token = signing_in.by_password("aigul s.", PASSWORD, "192.0.2.1").token
    sqlite_command.said("staff", "disable", "AIGUL S.")
    assert signing_in.staff_of(token) is None
    assert "disabled on" in sqlite_command.said("staff", "list")
    sqlite_command.said("staff", "enable", "Aigul S.")
    sqlite_command.said("staff", "password", "Aigul S.", stdin=b"another long password\n")
    assert signing_in.by_password("Aigul S.", "another long password", "192.0.2.1").staff.id == listed["id"]


def test_what_cannot_be_is_refused_in_words(sqlite_command: Command) -> None:
    short = sqlite_command.refused("staff", "create", "Aigul", stdin=b"short\n")
    assert short == ["a password has 12 characters or more"]
    sqlite_command.said("staff", "create", "Aigul", stdin=TYPED)
    assert sqlite_command.refused("staff", "create", "AIGUL", stdin=TYPED) == ["there is an account AIGUL already"]
    assert sqlite_command.refused("staff", "disable", "Bota") == ["there is no account Bota"]


def test_the_scopes_that_can_be_asked_for_are_those_there_are() -> None:
    assert tuple(scope.value for scope in StaffScopeName) == STAFF_SCOPES
