"""What the answers of a mail server mean."""

import pytest

from alerts.mail.delivery import result_of
from alerts.mail.smtp import Accepted, Refused
from alerts.results import Result, Verdict


def refused(code: int | None, status: str | None = None, *, permanent: bool = True) -> Refused:
    return Refused(code, status, f"{status or ''} said so".strip(), permanent=permanent)


def test_what_the_server_took_over_is_delivered() -> None:
    assert result_of(Accepted(250, "2.0.0 queued"), 12) == Result(Verdict.DELIVERED, 12, 250, excerpt=b"2.0.0 queued")


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (refused(None, permanent=False), Verdict.POSTPONE),
        (refused(550, "5.7.0", permanent=False), Verdict.POSTPONE),
        (refused(535, "5.7.8", permanent=False), Verdict.POSTPONE),
        (refused(421, permanent=False), Verdict.RETRY),
        (refused(450, "4.7.1", permanent=False), Verdict.RETRY),
        (refused(452, "4.2.2", permanent=False), Verdict.RETRY),
        (refused(550, "5.1.1"), Verdict.GONE),
        (refused(553, "5.1.3"), Verdict.GONE),
        (refused(550, "5.4.4"), Verdict.GONE),
        (refused(552, "5.2.2"), Verdict.REST),
        (refused(554, "5.0.0"), Verdict.REST),
        (refused(550), Verdict.REST),
        (refused(550, "5.7.1"), Verdict.REFUSED),
        (refused(550, "5.7.26"), Verdict.REFUSED),
        (refused(553, "5.1.8"), Verdict.REFUSED),
    ],
)
def test_a_refusal_is_about_us_about_the_moment_or_about_the_address(answer: Refused, verdict: Verdict) -> None:
    found = result_of(answer, 7)
    assert (found.verdict, found.code, found.duration_ms) == (verdict, answer.code, 7)


def test_why_an_address_is_given_up_names_the_status_and_not_the_address() -> None:
    found = result_of(Refused(550, "5.1.1", "5.1.1 <anna@example.org> unknown", permanent=True), 7)
    assert found.reason == "the address takes no mail (5.1.1)"
    assert result_of(refused(552, "5.2.2"), 7).reason is None


def test_without_an_answer_there_is_an_error_and_no_excerpt() -> None:
    found = result_of(Refused(None, None, "no connection", permanent=False), 7)
    assert (found.error, found.excerpt) == ("no connection", b"")


def test_only_so_much_of_an_answer_is_kept() -> None:
    assert len(result_of(Accepted(250, "x" * 10_000), 7).excerpt) == 4096
