"""Staff look at subscriptions and messages, end the ones and send the others again."""

from alerts.wishes import Wishes
from monitor.bootstrap import Service
from monitor.sending import sending
from monitor.settings import Settings
from tests.integration.cli.command import Command
from tests.integration.receiver import receiving


def test_staff_see_what_is_subscribed_to_and_end_it(command: Command) -> None:
    begun = command.service.subscribing.begin_webhook("https://ministry.example/hook", Wishes())
    (listed,) = command.read("subscriptions", "list")["items"]
    assert (listed["id"], listed["state"], listed["to"]) == (
        begun.id, "pending", "https://ministry.example/hook",
    )  # fmt: skip
    assert begun.id in command.said("subscriptions", "list")
    assert begun.manage_token is not None
    assert begun.manage_token not in command.said("subscriptions", "show", begun.id)
    command.said("subscriptions", "end", begun.id, "--reason", "on request")
    shown = command.read("subscriptions", "show", begun.id)
    assert (shown["state"], shown["reason"]) == ("ended", "on request")


def test_what_there_is_none_of_is_said_in_one_line(sqlite_command: Command) -> None:
    for words in (("subscriptions", "show"), ("subscriptions", "end"), ("messages", "show")):
        (line,) = sqlite_command.refused(*words, "nothing")
        assert "there is no" in line


def test_staff_see_every_attempt_at_a_message_and_send_it_again(command: Command) -> None:
    with receiving() as receiver:
        port = receiver.url.partition("127.0.0.1:")[2].partition("/")[0]
        settings = Settings(
            data_dir=command.folder, webhook_allow_cidrs="127.0.0.0/8", webhook_allow_http=True, webhook_ports=port
        )
        service = Service(settings, command.engine)
        service.subscribing.begin_webhook(receiver.url, Wishes())
        with sending(service) as send:
            send.send()
    (message,) = command.read("messages", "list")["items"]
    assert (message["type"], message["state"]) == ("endpoint.verification", "delivered")
    shown = command.read("messages", "show", message["id"])
    assert [one["code"] for one in shown["attempts"]] == [200]
    assert message["id"] in command.said("messages", "show", message["id"])
    (line,) = command.refused("messages", "replay", message["id"])
    assert "cannot be sent again" in line


def test_a_filter_is_tried_out_before_anybody_subscribes_with_it(command: Command) -> None:
    wishes = command.folder / "wishes.json"
    wishes.write_text('{"filter": {"jurisdiction": ["KZ"], "change": ["status"]}, "cadence": "daily"}')
    found = command.read("subscriptions", "preview", str(wishes))["preview"]
    assert set(found) == {"count", "last"}
    assert command.said("subscriptions", "preview", str(wishes)).startswith("Kazakhstan: changes of status")


def test_a_wrong_filter_is_refused_at_its_field(sqlite_command: Command) -> None:
    wishes = sqlite_command.folder / "wishes.json"
    wishes.write_text('{"filter": {"change": ["weather"]}}')
    (line,) = sqlite_command.refused("subscriptions", "preview", str(wishes))
    assert line.startswith("filter/change/0: ")
