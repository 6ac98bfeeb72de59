import pytest

from alerts.destinations import DestinationChannel
from alerts.results import Result, Verdict
from alerts.settling import waits_on


@pytest.mark.parametrize(
    ("verdict", "channel", "ours"),
    [
        (Verdict.POSTPONE, "email", True),
        (Verdict.RETRY, "email", True),
        (Verdict.REST, "email", False),
        (Verdict.POSTPONE, "webhook", True),
        (Verdict.RETRY, "webhook", False),
        (Verdict.THROTTLED, "webhook", False),
        (Verdict.RETRY, "canary", False),
    ],
)
def test_a_delay_is_ours_unless_an_endpoint_fails_or_an_address_rests(
    verdict: Verdict, channel: DestinationChannel, *, ours: bool
) -> None:
    assert waits_on(Result(verdict), channel) is ours
