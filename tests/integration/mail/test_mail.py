"""Subscriptions by mail, from the call that begins one to the letter that arrives, on each engine."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.builders import GOVERNMENT, LAW, PLEDGE, REVIEWER, assessed, bears, grade, legislated, source, stated
from tests.integration.mail.lettered import ANNA, ASKED, BORIS, PUBLIC_URL, Letter, Mailing, mailing
from tests.integration.mail_server import Reluctant, mail_server
from tests.integration.private_pages.mailed import everything

TITLE = "The President signs the law on the media"
STATUTE = source(GOVERNMENT, "government", title="Law No. 545-IV", url="https://adilet.example/545")
REPORT = source(REVIEWER, "osce", title="Third report", url="https://osce.example/3")
WORD = source(GOVERNMENT, "government", title="Our progress")
PNG = b"\x89PNG\r\n\x1a\n"


def told(mail: Mailing, **wishes: Any) -> Letter:
    """The letter to Anna about a law that is signed; somebody else said before how far it goes."""
    mail.subscribe(**wishes)
    mail.sign_the_law(title=TITLE, sources=[STATUTE, REPORT])
    (letter,) = mail.send()
    return letter


def test_nothing_but_the_request_to_confirm_is_sent_until_it_was_answered(mail: Mailing) -> None:
    begun = mail.ask()
    (request,) = mail.send()
    assert (request.to, request.subject) == (ANNA, "Please confirm that you want these messages")
    mail.sign_the_law()
    assert mail.send() == []
    before = everything(mail.api)
    (link,) = request.links("confirm")
    for _ in range(3):
        assert mail.api.get(link).status_code == 200
    assert everything(mail.api) == before, "looking at the link changes nothing"
    mail.confirm(request)
    assert mail.seen_by_staff(begun["id"])["state"] == "active"
    assert mail.send() == [], "only what comes from now on is told"
    mail.api.append(assessed("2021-03-03", grade("partially-implemented")))
    (letter,) = mail.send()
    assert (letter.to, letter.id.partition("_")[0]) == (ANNA, "msg")


def test_the_request_to_confirm_says_what_for_and_cannot_be_left(on_sqlite: Mailing) -> None:
    on_sqlite.ask(filter={"jurisdiction": ["KZ"], "change": ["ruling"]})
    (request,) = on_sqlite.send()
    assert "Kazakhstan: court rulings, at once" in request.text
    assert "The link works once, for 7 days." in request.text
    assert (request.links("u"), request.message["List-Id"], request.message["List-Unsubscribe"]) == ([], None, None)
    assert request.header("Auto-Submitted") == "auto-generated"


def test_the_subject_names_place_actor_act_and_day(on_sqlite: Mailing) -> None:
    assert told(on_sqlite).subject == f"Kazakhstan: {GOVERNMENT}: {TITLE}, 2021-03-01"


def test_the_first_sentence_says_who_says_so_in_which_document(on_sqlite: Mailing) -> None:
    heading, _, opening, *_ = told(on_sqlite).text.split("\n")
    assert heading == f"Kazakhstan: {TITLE}"
    assert opening == f"{GOVERNMENT.capitalize()} states in “Law No. 545-IV”: {TITLE}"
    on_sqlite.api.append(assessed("2021-03-03", grade("partially-implemented"), sources=[REPORT], title="A grade"))
    (graded,) = on_sqlite.send()
    assert graded.text.split("\n")[2] == f"{REVIEWER.capitalize()}, in “Third report”: A grade"


def test_the_present_state_stands_beside_the_change_never_as_a_bare_word(on_sqlite: Mailing) -> None:
    on_sqlite.api.append(assessed("2021-02-01", grade("implemented", GOVERNMENT), sources=[WORD]))
    on_sqlite.subscribe()
    on_sqlite.api.append(assessed("2021-03-03", grade("partially-implemented"), sources=[REPORT]))
    (letter,) = on_sqlite.send()
    graded = f"partially implemented, according to {REVIEWER} (2021-03-03)"
    lines = letter.text.split("\n")
    assert f"  Status: before: no action on record, by the facts on record → after: {graded}" in lines
    now = [line.partition("now: ")[2] for line in lines if line.startswith("  As it stands now")]
    assert now == [
        graded,
        "disputed by duty bearer, by the facts on record",
        f"{GOVERNMENT} states: implemented (2021-02-01)",
    ]


def test_the_sources_are_named_with_publisher_account_and_link(on_sqlite: Mailing) -> None:
    letter = told(on_sqlite)
    for line in (
        f"  - Law No. 545-IV ({GOVERNMENT}; government) https://adilet.example/545",
        f"  - Third report ({REVIEWER}; osce) https://osce.example/3",
    ):
        assert line in letter.text.split("\n")
    assert 'href="https://adilet.example/545"' in letter.html


def test_the_link_leads_to_the_record_exactly_as_it_stands_in_the_letter(on_sqlite: Mailing) -> None:
    letter = told(on_sqlite)
    (view,) = re.findall(rf"{PUBLIC_URL}(/commitments/\S+)", letter.text)
    assert view == f"/commitments/{PLEDGE}?as_of=2021-03-04&known_at=4"
    on_sqlite.api.append(assessed("2021-03-03", grade("not-implemented")))
    assert on_sqlite.api.read(f"/v1{view}")["status"] == "enacted"
    (event,) = re.findall(rf"{PUBLIC_URL}(/events/\S+)", letter.text)
    assert on_sqlite.api.read(f"/v1{event}")["title"] == TITLE
    for page in (view, event):
        assert on_sqlite.api.get(page, Accept="text/html").headers["content-type"].startswith("text/html")


def test_a_picture_shows_the_way_of_the_status_and_says_in_words_what_it_shows(on_sqlite: Mailing) -> None:
    letter = told(on_sqlite)
    words = "No action on record from 1 January 2008; enacted, not assessed from 1 March 2021"
    assert f"[Picture: {words}]" in letter.text
    (picture,) = [part for part in letter.message.walk() if part.get_content_type() == "image/png"]
    assert bytes(picture.get_content()).startswith(PNG)
    name = str(picture["Content-ID"]).strip("<>")
    assert f'<img src="cid:{name}" alt="{words}"' in letter.html


def test_the_note_of_the_subscriber_is_printed(on_sqlite: Mailing) -> None:
    letter = told(on_sqlite, note="For the brief <b>on</b> media")
    assert "Your note:\n> For the brief <b>on</b> media\n" in letter.text
    assert "For the brief &lt;b&gt;on&lt;/b&gt; media" in letter.html


def test_the_headers_file_a_letter_under_its_list_and_end_it_with_one_click(on_sqlite: Mailing) -> None:
    letter = told(on_sqlite)
    lines = letter.raw.partition(b"\r\n\r\n")[0].decode("ascii").split("\r\n")
    named = dict(line.split(": ", 1) for line in lines)
    assert named["List-Id"] == "<immediate.alerts.monitor.example>"
    assert named["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r"<https://monitor\.example/u/[\w-]{22}>", named["List-Unsubscribe"])
    assert len(named["List-Unsubscribe"]) <= 77
    assert named["Message-ID"] == f"<{letter.id}@monitor.example>"
    assert "In-Reply-To" not in named


def test_no_address_stands_in_a_link_or_in_a_line_of_the_log(
    on_sqlite: Mailing, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = told(on_sqlite)
    on_sqlite.leave(letter.one_click)
    assert all("anna" not in link for link in re.findall(r"https?://\S+", letter.text))
    logged = capsys.readouterr()
    assert "anna" not in logged.out + logged.err


def test_one_cause_is_one_letter_whatever_number_of_subscriptions_matches_and_a_link_ends_each(mail: Mailing) -> None:
    first, second = mail.subscribe(), mail.subscribe(filter={"commitment": [PLEDGE], "change": ["stage", "status"]})
    other = mail.subscribe(filter={"change": ["ruling"]})
    mail.sign_the_law()
    (letter,) = mail.send()
    assert letter.links("u") == [*letter.links("u")[:2], letter.one_click], "one for each reason, and one for both"
    assert len(set(letter.links("u"))) == 3

    def states() -> list[str]:
        return [mail.seen_by_staff(one)["state"] for one in (first, second, other)]

    mail.leave(letter.links("u")[0])
    assert sorted(states()[:2]) == ["active", "ended"]
    mail.leave(letter.one_click)
    assert states() == ["ended", "ended", "active"]


def test_everything_that_one_append_brings_is_one_letter(on_sqlite: Mailing) -> None:
    on_sqlite.subscribe(filter={"change": ["status", "stage", "event"]})
    signed = legislated("2021-03-01", "executive-signature", bears_on=[bears("advances")], title=TITLE)
    on_sqlite.api.batch(signed, stated("2021-03-02", title="A speech", bears_on=[bears("neutral")]))
    (letter,) = on_sqlite.send()
    assert {"* A media law in line with the standards", "* A law"} <= set(letter.text.split("\n"))
    assert "A speech" in letter.text


def test_two_addresses_are_told_in_letters_of_their_own(mail: Mailing) -> None:
    for to in (ANNA, BORIS):
        mail.subscribe(to)
    mail.sign_the_law()
    letters = mail.send()
    assert sorted(letter.to for letter in letters) == [ANNA, BORIS]
    assert len({letter.id for letter in letters}) == len({letter.one_click for letter in letters}) == 2


def test_whoever_holds_the_token_of_a_letter_manages_the_subscription_over_http(on_sqlite: Mailing) -> None:
    begun = on_sqlite.ask()
    (request,) = on_sqlite.send()
    on_sqlite.confirm(request)
    on_sqlite.sign_the_law()
    (letter,) = on_sqlite.send()
    token = letter.links("manage")[0].rpartition("/")[2]
    path = f"/v1/subscriptions/{begun['id']}"
    assert on_sqlite.api.send(f"{path}/test", {}, key=None, bearer=token).status_code == 200
    (trial,) = on_sqlite.send()
    assert (trial.to, trial.subject) == (ANNA, "A test message")
    headers = {"Authorization": f"Bearer {token}"}
    (kept,) = on_sqlite.api.client.get(f"{path}/messages", headers=headers).json()["items"]
    assert (kept["id"], kept["seq"], kept["body"]["data"]["items"][0]["status"]) == (letter.id, 1, "enacted")


def test_a_letter_is_handed_over_again_byte_for_byte_under_its_message_id(engine: Engine, tmp_path: Path) -> None:
    recorder = Reluctant()
    with mail_server(recorder) as url, mailing(engine, tmp_path, smtp_url=url) as mail:
        mail.ask()
        mail.send()
        mail.confirm(Letter(recorder.raw.pop()))
        recorder.offered.clear()
        recorder.refusals = ["451 4.7.1 later, please"]
        mail.sign_the_law()
        mail.send()
        mail.state()
        mail.api.clock.at += timedelta(seconds=10)
        mail.send()
    first, second = recorder.raw
    assert first == second
    letter = Letter(first)
    (sender,) = {one.mail_from for one in recorder.offered}
    assert sender is not None
    assert sender.startswith(f"bounces+{letter.id}-"), "where it comes back to says which letter it was"
    seen = mail.staff(f"/v1/messages/{letter.id}")
    assert (seen["state"], [one["code"] for one in seen["attempts"]]) == ("delivered", [451, 250])


def test_statement_29_fifty_requests_in_an_hour_are_three_letters_and_one_answer(mail: Mailing) -> None:
    mail.subscribe(BORIS)
    answers = [mail.ask(to) for _ in range(50) for to in (ANNA, BORIS)]
    assert {tuple(sorted((key, str(value)) for key, value in one.items() if key != "id")) for one in answers} == {
        tuple(sorted((key, str(value)) for key, value in answers[0].items() if key != "id"))
    }
    assert len({one["id"] for one in answers}) == 100
    letters = mail.send()
    assert [letter.to for letter in letters].count(ANNA) == 3
    assert [letter.to for letter in letters].count(BORIS) == 2, "it was asked once before"
    mail.api.clock.at += timedelta(hours=1)
    mail.ask()
    assert len(mail.send()) == 1


def test_statement_29_ten_letters_a_day_ask_an_address_and_no_more(on_sqlite: Mailing) -> None:
    for _ in range(6):
        for _ in range(4):
            on_sqlite.ask()
        on_sqlite.api.clock.at += timedelta(hours=1)
    assert len(on_sqlite.send()) == 10
    on_sqlite.api.clock.at += timedelta(hours=18)
    on_sqlite.ask()
    assert len(on_sqlite.send()) == 1


def test_statement_29_leaving_in_between_makes_no_further_letters(on_sqlite: Mailing) -> None:
    letters = 0
    for _ in range(5):
        begun = on_sqlite.ask()
        for letter in on_sqlite.send():
            letters += 1
            on_sqlite.confirm(letter)
            staff = {"Authorization": f"Bearer {on_sqlite.api.new_key('admin')}"}
            assert on_sqlite.api.client.delete(f"/v1/subscriptions/{begun['id']}", headers=staff).status_code == 200
    assert letters == 3


def test_statement_29_requests_that_come_at_once_are_counted_one_after_the_other(mail: Mailing) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: mail.ask(filter=ASKED), range(16)))
    letters = mail.send()
    assert len(letters) == 3
    for letter in letters:
        mail.confirm(letter)
    mail.sign_the_law(of=LAW)
    assert len(mail.send()) == 1, "they are one destination"
