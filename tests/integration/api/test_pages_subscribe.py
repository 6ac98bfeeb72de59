"""The page to subscribe: what it says of a filter, what it asks for, and who may post it."""

import re
import shlex
from pathlib import Path
from typing import Any, get_args

import pytest
from sqlalchemy import Engine

from alerts.filters import QUIET
from alerts.notices import What
from alerts.sql import subscription_store
from alerts.wishes import Wishes
from events.strict_json import loads
from monitor.pages.wishing import CHANGES
from tests.builders import LAW, PLEDGE, bears, legislated
from tests.integration.api.served import Api, serve
from tests.integration.mail.lettered import ANNA, MAIL, PUBLIC_URL, Mailing, mailing
from tests.integration.private_pages.mailed import Page, everything, post

KZ = "/subscribe?jurisdiction=KZ"
TICKED = tuple(QUIET)


@pytest.fixture
def api(sqlite_engine: Engine, tmp_path: Path) -> Api:
    """A pledge, and a law by which it is enacted."""
    found = serve(sqlite_engine, tmp_path, **MAIL)
    found.with_pledge()
    found.append(legislated("2021-03-01", "executive-signature", LAW, bears_on=[bears("advances")]))
    return found


def form(api: Api, path: str = KZ, change: tuple[str, ...] = TICKED, headers: Any = None, **fields: str) -> Any:
    """The form posted as browsers do, with the button to subscribe unless another is named."""
    data = {"to": ANNA, "cadence": "immediate", "act": "subscribe", **fields, "change": list(change)}
    return api.client.post(path, data=data, headers=headers or {}, follow_redirects=False)


def wishes_on_record(api: Api) -> list[Wishes]:
    with api.service.engine.connect() as connection:
        ids = [identity for (identity,) in connection.exec_driver_sql("SELECT id FROM subscriptions ORDER BY id")]
        found = [subscription_store.subscription(connection, identity) for identity in ids]
    return [one.wishes for one in found if one is not None]


def marked(page: Page) -> set[str]:
    """The controls that are marked as wrong, by the field that their mistake is about."""
    return {name.removesuffix("-wrong") for name in page.values("id") if name.endswith("-wrong")}


def test_it_says_in_words_what_the_filter_asks_for(api: Api) -> None:
    words = Page(api.get(f"/subscribe?jurisdiction=KZ&commitment={PLEDGE}&change=ruling&match=any")).words
    assert "Kazakhstan, or “A media law in line with the standards”: court rulings" in words


def test_it_says_what_the_filter_would_have_sent_in_the_words_of_the_feed(api: Api) -> None:
    words = Page(api.get(KZ)).words
    assert "this would have sent 1 message:" in words
    assert (
        "A media law in line with the standards: no action on record → enacted, not assessed, by the facts on record"
        in words
    )


def test_it_says_so_where_nothing_would_have_been_sent(api: Api) -> None:
    assert "this would have sent nothing" in Page(api.get("/subscribe?jurisdiction=FR")).words


def test_what_happened_before_the_last_twelve_months_of_the_record_is_not_counted(api: Api) -> None:
    api.clock.at = api.clock.at.replace(year=2022, month=5)
    assert "this would have sent nothing" in Page(api.get(KZ)).words


def test_every_kind_of_change_is_offered_and_those_the_filter_asks_for_are_ticked(api: Api) -> None:
    assert set(CHANGES) == set(get_args(What))
    assert tuple(CHANGES)[: len(QUIET)] == QUIET
    page = Page(api.get(f"{KZ}&change=event&change=ruling"))
    boxes = [one.attributes for one in page.elements if one.attributes.get("name") == "change"]
    assert {one["value"] for one in boxes if "checked" in one} == {"event", "ruling"}


def test_digests_go_by_the_clocks_of_the_jurisdiction_that_is_asked_for(api: Api) -> None:
    for query, zone in (("jurisdiction=KZ", "Asia/Almaty"), ("jurisdiction=KZ&jurisdiction=FR", "UTC"), ("", "UTC")):
        page = Page(api.get(f"/subscribe?{query}"))
        (given,) = (one.attributes["value"] for one in page.elements if one.attributes.get("id") == "timezone")
        assert given == zone


def test_a_get_changes_nothing_whatever_it_is_asked(api: Api) -> None:
    before = everything(api)
    for query in ("", "?jurisdiction=KZ&act=subscribe&to=anna@post.example.org", "?text=law&match=any"):
        assert api.get(f"/subscribe{query}").status_code == 200
    assert everything(api) == before


def test_the_preview_of_what_is_ticked_changes_nothing_and_keeps_what_was_filled_in(api: Api) -> None:
    before = everything(api)
    response = form(api, change=("ruling",), act="preview", cadence="weekly", note="Привет", hour="17")
    page = Page(response)
    assert response.status_code == 200
    assert "Kazakhstan: court rulings" in page.words
    assert "this would have sent nothing" in page.words
    assert ANNA in page.values("value")
    assert "Привет" in page.text
    chosen = {one.attributes["value"] for one in page.elements if "selected" in one.attributes}
    assert {"weekly", "17"} <= chosen
    assert everything(api) == before


def test_whoever_subscribes_is_asked_to_confirm_and_then_told(engine: Engine, tmp_path: Path) -> None:
    with mailing(engine, tmp_path) as mail:
        answer = form(mail.api, note="For the report")
        assert (answer.status_code, answer.headers["location"]) == (303, "/subscribe/asked")
        assert "Look into your mail" in Page(mail.api.get(answer.headers["location"])).words
        (asking,) = mail.send()
        assert asking.to == ANNA
        assert "Kazakhstan: changes of status or stage" in asking.text.replace("\n", " ")
        mail.confirm(asking)
        mail.sign_the_law()
        assert "For the report" in _only(mail).text


def test_letters_are_in_english_whatever_the_page_was_in(sqlite_engine: Engine, tmp_path: Path) -> None:
    with mailing(sqlite_engine, tmp_path) as mail:
        answer = form(mail.api, f"/ru{KZ}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/ru/subscribe/asked")
        (asking,) = mail.send()
        assert "Kazakhstan: changes of status or stage" in asking.text.replace("\n", " ")


def _only(mail: Mailing) -> Any:
    (letter,) = mail.send()
    return letter


def test_the_filter_of_the_address_and_the_form_are_what_is_asked_for(api: Api) -> None:
    path = "/subscribe?jurisdiction=KZ&topic=media&text=law&match=any&change=event"
    asked = {"cadence": "weekly", "hour": "17", "weekday": "4", "timezone": "Europe/Vienna", "language": "en"}
    assert form(api, path, change=("ruling", "status"), **asked).status_code == 303
    (found,) = wishes_on_record(api)
    wanted = {"jurisdiction": ["KZ"], "topic": ["media"], "text": "law", "change": ["ruling", "status"]}
    sent = {"hour": 17, "weekday": 4, "timezone": "Europe/Vienna", "cadence": "weekly", "language": "en"}
    assert found == Wishes.model_validate({"filter": wanted, "match": "any", **sent})


def test_of_messages_at_once_no_hour_is_asked_for(api: Api) -> None:
    form(api, hour="17", timezone="nowhere")
    (found,) = wishes_on_record(api)
    assert {"hour", "weekday", "timezone"}.isdisjoint(found.model_fields_set)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("to", ""),
        ("to", "anna"),
        ("to", "anna@post.example.org, boris@post.example.org"),
        ("to", "anna@post.example.org\r\nBcc: all@post.example.org"),
        ("cadence", "hourly"),
        ("hour", "24"),
        ("hour", "٣"),
        ("weekday", "7"),
        ("timezone", "Almaty"),
        ("timezone", "../../etc/passwd"),
        ("language", "tlh"),
        ("note", "x" * 501),
        ("note", "a\u202eb"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_asked_for(api: Api, field: str, value: str) -> None:
    before = everything(api)
    filled: Any = {"cadence": "weekly", field: value}
    response = form(api, **filled)
    page = Page(response)
    assert response.status_code == 422
    assert marked(page) == {field}
    (control,) = (one.attributes for one in page.elements if one.attributes.get("id") == field)
    assert control["aria-invalid"] == "true"
    assert f"{field}-wrong" in str(control["aria-describedby"]).split()
    assert "alert" in page.values("role")
    assert everything(api) == before


@pytest.mark.parametrize("change", [(), ("dance",), ("status", "dance")])
def test_kinds_of_change_are_ticked_among_those_there_are(api: Api, change: tuple[str, ...]) -> None:
    response = form(api, change=change)
    assert (response.status_code, marked(Page(response))) == (422, {"change"})


def test_everything_that_is_wrong_is_said_at_once(api: Api) -> None:
    page = Page(form(api, to="anna", change=(), note="x" * 501))
    assert marked(page) == {"to", "change", "note"}


@pytest.mark.parametrize(
    "query", ["jurisdiction=kazakhstan", "status_to=done", "change=dance", "match=some", "topic=A%20B", "text=%00"]
)
def test_a_filter_that_cannot_be_is_refused_with_a_page(api: Api, query: str) -> None:
    response = api.get(f"/subscribe?{query}")
    assert response.status_code == 422
    assert query.partition("=")[0] in Page(response).words


def test_a_benchmark_is_refused_since_notices_are_of_whole_commitments(api: Api) -> None:
    response = form(api, f"/subscribe?commitment={PLEDGE}.libel")
    assert response.status_code == 422
    assert "is a benchmark: name its commitment" in Page(response).words
    assert wishes_on_record(api) == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": PUBLIC_URL},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "https://monitor.example.evil.org"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://example.org"},
    ],
)
def test_a_form_of_another_site_is_refused(api: Api, headers: dict[str, str]) -> None:
    before = everything(api)
    assert form(api, headers=headers).status_code == 403
    assert everything(api) == before


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": PUBLIC_URL},
        {"Origin": PUBLIC_URL},
        {"Origin": "http://testserver"},
    ],
)
def test_our_own_form_is_taken_under_every_name_we_are_reached_by(api: Api, headers: dict[str, str]) -> None:
    assert form(api, headers=headers).status_code == 303


def test_the_page_tells_itself_where_it_is_since_its_form_would_else_come_from_nowhere(api: Api) -> None:
    assert api.get(KZ).headers["referrer-policy"] == "same-origin"


def test_an_address_that_is_asked_too_often_gets_the_same_answer(api: Api) -> None:
    answers = [form(api) for _ in range(5)]
    assert {(one.status_code, one.headers["location"]) for one in answers} == {(303, "/subscribe/asked")}
    assert len(wishes_on_record(api)) == 3


def test_a_webhook_is_explained_by_a_call_that_a_shell_understands(api: Api) -> None:
    page = Page(api.get("/subscribe?jurisdiction=KZ&text=Kazakhstan%27s%20law&match=any"))
    (line,) = re.findall(r"curl .*", page.text)
    words = shlex.split(line)
    assert words[1] == f"{PUBLIC_URL}/v1/subscriptions"
    body: Any = loads(words[-1].encode())
    assert body["filter"] == {"jurisdiction": ["KZ"], "text": "Kazakhstan's law"}
    assert body["match"] == "any"
    sent = api.send("/v1/subscriptions/preview", {key: body[key] for key in ("filter", "match")}, bearer=None, key=None)
    assert sent.status_code == 200


def test_the_feeds_beside_it_ask_for_the_same(api: Api) -> None:
    page = Page(form(api, "/subscribe?jurisdiction=KZ&topic=media", change=("event", "ruling"), act="preview"))
    feeds = [url for url in page.values("href", "a") if "/feeds/" in url or "/calendar" in url]
    assert len(feeds) == 3
    for url in feeds:
        assert url.endswith("?jurisdiction=KZ&topic=media&change=event&change=ruling")
        assert api.get(url).status_code == 200


def test_what_people_wrote_is_text(api: Api) -> None:
    hostile = '"><script>alert(1)</script>{{ 7*7 }}'
    for response in (api.get(f"/subscribe?text={hostile}"), form(api, note=hostile, to=hostile, timezone=hostile)):
        assert "<script" not in response.text
        assert hostile in Page(response).text or hostile in Page(response).values("value")


def test_every_control_has_a_name_and_every_reference_leads_somewhere(api: Api) -> None:
    for response in (api.get(KZ), form(api, to="", change=(), note="x" * 501), api.get("/subscribe/asked")):
        page = Page(response)
        ids = page.values("id")
        assert len(set(ids)) == len(ids)
        refers = ("for", "aria-labelledby", "aria-describedby", "list")
        assert {name for kind in refers for value in page.values(kind) for name in value.split()} <= set(ids)
        for one in page.elements:
            if one.name in {"select", "textarea"} or one.attributes.get("type") == "email":
                assert one.attributes["id"] in page.values("for")
        assert {"script", "style"}.isdisjoint(one.name for one in page.elements)


def test_where_reads_need_a_key_so_does_this_page(sqlite_engine: Engine, tmp_path: Path) -> None:
    closed = serve(sqlite_engine, tmp_path, reads_public=False)
    assert closed.get(KZ).status_code == 401
    assert form(closed).status_code == 401
    assert closed.get(KZ, Authorization=f"Bearer {closed.new_key('read')}").status_code == 200


def test_a_form_that_cannot_be_read_is_refused_with_a_page(api: Api) -> None:
    for body, status in ((b"x" * 20_000, 413), (b"&".join(b"a=b" for _ in range(70)), 400), (b"to=\xff", 400)):
        response = post(api, KZ, body)
        assert response.status_code == status
        assert Page(response).values("lang", "html") == ["en"]
