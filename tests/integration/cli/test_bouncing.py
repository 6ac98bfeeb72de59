"""Mail that came back, handed to the program by a mail server."""

from alerts.mail.verp import bounce_address
from monitor.sending import sending
from tests.integration.api.served import Api, Clock
from tests.integration.cli.command import Command
from tests.integration.mail.lettered import ANNA, Mailing
from tests.spec.alerts.mail.test_bounces import complaint, dsn


def asked(command: Command) -> tuple[str, str]:
    """The message that asked an address to confirm, and the envelope sender that it had."""
    api = Api(command.service, Clock())
    with sending(api.service) as found:
        mail = Mailing(api, found)
        mail.ask()
        found.send()
        (letter,) = mail.new()
    return letter.id, bounce_address(letter.id, "monitor.example", api.service.keyring.bounce_keys[0])


def test_it_says_what_it_made_of_it(command: Command) -> None:
    letter, sender = asked(command)
    assert command.said("bounce", stdin=dsn("5.2.2", to=sender)) == f"{letter}: soft 5.2.2\n"
    named = command.said("bounce", "--recipient", sender, stdin=dsn("5.1.1", to=ANNA))
    assert named == f"{letter}: hard 5.1.1\n"
    assert command.said("bounce", stdin=complaint(mail_from=sender)) == f"{letter}: complaint\n"
    (one,) = command.read("subscriptions", "list")["items"]
    assert (one["state"], one["reason"]) == ("ended", "the address complained of our mail")


def test_what_is_no_report_of_ours_changes_nothing_and_is_no_failure(command: Command) -> None:
    letter, _ = asked(command)
    forged = bounce_address(letter, "monitor.example", b"a key of somebody else's")
    for raw in (dsn("5.1.1", to=forged), b"", b"\xff\xfe", b"Subject: away\r\n\r\nuntil Monday"):
        assert command.said("bounce", stdin=raw) == "no report of ours\n"
    (one,) = command.read("subscriptions", "list")["items"]
    assert one["state"] == "pending"


def test_a_suppression_is_listed_and_lifted_by_address_but_a_complaint_is_not(command: Command) -> None:
    _, sender = asked(command)
    command.said("bounce", stdin=dsn("5.1.1", to=sender))
    (one,) = command.read("suppressions", "list")["items"]
    assert (one["to"], one["kind"]) == (ANNA, "hard")
    assert ANNA in command.said("suppressions", "list")
    assert command.said("suppressions", "lift", ANNA).startswith(f"{ANNA} is mailed again; it was not since 20")
    assert command.read("suppressions", "list") == {"items": []}
    assert command.refused("suppressions", "lift", one["endpoint"]) == ["nothing keeps mail from that address"]
    command.said("bounce", stdin=complaint(mail_from=sender))
    (told,) = command.refused("suppressions", "lift", ANNA)
    assert told.startswith("its owner complained of our mail")
