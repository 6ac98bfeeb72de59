"""A search for words finds the same in feeds, in the preview of a subscription, and in what is sent."""

from collections import defaultdict
from datetime import timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest

from monitor.sending import sending
from tests.builders import bears, legislated, source, stated
from tests.integration.api.served import Api
from tests.integration.receiver import Receiver
from tests.integration.webhooks.hooked import subscribe

CHANGES = ("commitment", "status", "event")
PLEDGED, BILL, STATEMENT, RUSSIAN = (f"append:{number}" for number in (1, 2, 3, 4))
BEFORE_ANYBODY_ASKED = {PLEDGED}

FOUND: dict[str, set[str]] = {
    "bill": {BILL},
    "PARLIAMENT bill": {BILL},
    "bill parliament": {BILL},
    "parlia": {BILL},
    "bill reviewer": set(),
    "gazette": {BILL},
    "strasse": {STATEMENT},
    "STRASSE of words": {STATEMENT},
    "ЗАКОН": {RUSSIAN},
    "in line with the standards": {PLEDGED, BILL},
    "in progress": {BILL},
    "a-journal": set(),
    "nowhere": set(),
    "100%_": set(),
}
"""Words, and the causes in which they are printed: in the title of an event, its summary, its source, the title of the
commitment, or the words for its status; a publisher's id is not."""

PARTS = (slice(0, 7), slice(7, 14))  # of these words: a host may have ten endpoints that have not answered yet


class Seen(NamedTuple):
    """The causes that a filter finds: in the feed of changes, in the preview, and by webhook."""

    feed: set[str]
    preview: set[str]
    sent: set[str]


def happen(api: Api) -> None:
    """Three appends, each a minute after the other."""
    bill = legislated("2021-03-01", "introduction", bears_on=[bears("advances")], title="Parliament takes up the bill")
    statement = stated("2021-03-02", title="A statement on the Hauptstraße", summary="Words of a reviewer")
    russian = stated("2021-03-03", title="Закон о средствах массовой информации", language="ru")
    bill["sources"] = [source(title="Gazette of the republic")]
    for event in (bill, statement, russian):
        api.clock.at += timedelta(minutes=1)
        api.append(event)


def in_feed(api: Api, wanted: dict[str, Any]) -> set[str]:
    items = api.read(f"/feeds/changes.json?{urlencode(wanted, doseq=True)}")["items"]
    return {item["id"].partition(":changes/")[2].replace("append/", "append:") for item in items}


def in_preview(api: Api, wanted: dict[str, Any]) -> set[str]:
    response = api.send("/v1/subscriptions/preview", {"filter": wanted}, key=None, bearer=None)
    assert response.status_code == 200, response.text
    preview = response.json()["preview"]
    found = {one["cause"] for one in preview["last"]}
    assert preview["count"] == len(found), "so few that all are shown"
    return found


def seen(api: Api, receiver: Receiver, filters: dict[str, dict[str, Any]]) -> dict[str, Seen]:
    """What each of these filters finds of what happens."""
    with sending(api.service) as worker:
        asked = {subscribe(api, receiver.url, filter=wanted)["id"]: name for name, wanted in filters.items()}
        worker.send()
        assert receiver.types == ["endpoint.verification"] * len(filters)
        receiver.received.clear()
        happen(api)
        api.clock.at += timedelta(seconds=1)
        api.service.expanding.expand()
        worker.send()
    sent = defaultdict(set)
    for one in receiver.received:
        data = one.json["data"]
        (subscription,) = data["subscriptions"]
        sent[asked[subscription]].add(f"append:{data['cause']['append']}")
    return {name: Seen(in_feed(api, wanted), in_preview(api, wanted), sent[name]) for name, wanted in filters.items()}


@pytest.mark.parametrize("part", PARTS, ids=["some", "others"])
def test_words_are_found_in_the_same_causes_wherever_they_are_looked_for(
    api: Api, receiver: Receiver, part: slice
) -> None:
    words = list(FOUND)[part]
    found = seen(api, receiver, {text: {"text": text, "change": CHANGES} for text in words})
    assert found == {text: Seen(FOUND[text], FOUND[text], FOUND[text] - BEFORE_ANYBODY_ASKED) for text in words}


def test_words_and_other_fields_are_joined_in_the_same_way(api: Api, receiver: Receiver) -> None:
    both = {"text": "bill", "event_type": ["statement"], "change": CHANGES}
    found = seen(api, receiver, {"all": both, "any": {**both, "match": "any"}})
    assert found["all"] == Seen(set(), set(), set())
    assert found["any"] == Seen(*[{BILL, STATEMENT, RUSSIAN}] * 3)


def test_every_word_is_in_one_of_the_two_parts() -> None:
    assert [text for part in PARTS for text in list(FOUND)[part]] == list(FOUND)
