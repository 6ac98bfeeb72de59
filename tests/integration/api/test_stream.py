"""The stream of events, as listeners hear it from a real server."""

import re
import threading
from dataclasses import replace

import orjson
import pytest
from structlog.testing import capture_logs

from monitor.import_plan import plan
from monitor.importing import put_on_record
from tests.architecture.source_tree import ROOT
from tests.builders import PLEDGE, made, noted, source, stated
from tests.integration.api.listened import BEATING, PATH, PATIENT_S, QUICK, listened
from tests.integration.api.served import Api, places

QUOTE = "words that should not have been quoted"


def test_every_event_comes_in_order_as_the_list_of_events_shows_it(api: Api) -> None:
    api.with_pledge()
    api.batch(*(stated(f"2009-01-{day:02}", title="Қазақ тілі: тіл туралы заң") for day in range(1, 9)))
    with listened(api.service, replace(QUICK, page=3)) as server, server.listening("?after=0") as listener:
        assert listener.response.headers["content-type"].startswith("text/event-stream")
        assert listener.response.headers["cache-control"] == "no-store"
        assert next(listener.said).fields == {"retry": "3000"}
        heard = listener.events(11)
    shown = api.read("/v1/events")["items"]
    assert [one.position for one in heard] == list(range(1, 12))
    assert [list(one.fields) for one in heard] == [["id", "event", "data"]] * 11
    assert [one.fields["event"] for one in heard] == [event["type"] for event in shown]
    assert [one.fields["data"] for one in heard] == [orjson.dumps(event).decode() for event in shown]


def test_who_names_no_position_hears_only_what_comes_from_now_on(api: Api) -> None:
    api.with_pledge()
    with listened(api.service) as server, server.listening() as first, server.listening() as second:
        for day in range(1, 4):
            event = api.append(stated(f"2009-01-0{day}"))["event"]
            assert first.events(1)[0].data == event
            assert second.events(1)[0].data == event


def test_resumed_by_the_last_id_it_misses_and_repeats_nothing_while_others_append(api: Api) -> None:
    api.with_pledge()
    sizes = [1, 7, 2, 30, 1, 1, 12, 4, 1, 25, 3]

    def append() -> None:
        for size in sizes:
            api.batch(*(stated("2009-01-01") for _ in range(size)))

    end = 3 + sum(sizes)
    heard: list[int] = []
    appending = threading.Thread(target=append)
    with listened(api.service, replace(QUICK, page=5)) as server:
        appending.start()
        while len(heard) < end:
            # The address stays, as a browser sends it again; the header says where it was.
            where = {"Last_Event_ID": str(heard[-1])} if heard else {}
            with server.listening("?after=0", **where) as listener:
                heard += [one.position for one in listener.events(min(9, end - len(heard)))]
        appending.join()
    assert heard == list(range(1, end + 1))


def test_it_takes_the_filters_of_the_list_of_events(api: Api) -> None:
    api.with_pledge()
    query = f"?type=osce-statement&type=statement&commitment={PLEDGE}&q=spoken"
    with listened(api.service) as server, server.listening(f"{query}&after=0") as listener:
        api.batch(stated("2009-01-01", title="Spoken"), noted("2009-01-02"), made(commitment="kz-other"))
        wanted = {**noted("2009-01-03"), "title": "Spoken of it"}
        api.append(wanted)
        (heard,) = listener.events(1)
    assert heard.data["title"] == "Spoken of it"


def test_what_was_withheld_since_is_not_heard(api: Api) -> None:
    api.with_pledge()
    api.append(stated("2009-01-01", sources=[source(quote=QUOTE)]))
    data = {"target": 4, "fields": ["quote"], "reason": "A private person asked", "authority": "the editor"}
    with listened(api.service) as server:
        with server.listening("?after=3") as listener:
            assert QUOTE in listener.events(1)[0].fields["data"]
        api.append({"type": "content-withheld.v1", "data": data})
        with server.listening("?after=3") as listener:
            (heard,) = listener.events(1)
    assert QUOTE not in heard.fields["data"]
    assert (heard.data["state"], heard.data["sources"][0].get("quote")) == ("withheld-in-part", None)


@pytest.mark.parametrize("given", ["", "x", "-1", "1.5", "4", "99999999999999999999"])
def test_an_id_that_is_no_position_on_record_is_refused(sqlite_api: Api, given: str) -> None:
    sqlite_api.with_pledge()
    for query, headers, name in (
        ("?after=1", {"Last_Event_ID": given}, "Last-Event-ID"),
        (f"?after={given}", {}, "after"),
    ):
        found = sqlite_api.get(f"{PATH}{query}", **headers)
        assert found.status_code == 422
        assert [place for place, _ in places(found.json())] == [name]


def test_a_parameter_of_lists_alone_is_refused(sqlite_api: Api) -> None:
    found = sqlite_api.get(f"{PATH}?limit=5&known_at=3")
    assert places(found.json()) == [("limit", "unknown_parameter"), ("known_at", "unknown_parameter")]


def test_a_quiet_stream_has_a_heartbeat(sqlite_api: Api) -> None:
    with listened(sqlite_api.service, BEATING) as server, server.listening() as listener:
        said = [next(listener.said).fields for _ in range(4)]
    assert said == [{"retry": "3000"}, *[{"": "heartbeat"}] * 3]


def test_head_answers_the_headers_and_ends(sqlite_api: Api) -> None:
    with listened(sqlite_api.service) as server:
        head = server.get(PATH, "HEAD")
        with server.listening() as listener:
            headers = dict(listener.response.headers)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "cache-control", "x-accel-buffering", "access-control-allow-origin"):
        assert head.headers[name] == headers[name]


def test_a_page_of_another_origin_may_say_where_it_was(sqlite_api: Api) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    allowed = sqlite_api.client.options(PATH, headers=asked).headers["access-control-allow-headers"]
    assert "Last-Event-ID" in allowed.split(", ")


def test_how_long_somebody_listens_is_no_latency(sqlite_api: Api) -> None:
    name = f'request_seconds_sum{{method="GET",route="{PATH}",status="200"}}'
    with listened(sqlite_api.service, BEATING) as server, capture_logs() as lines:
        before = server.counted(name)
        with server.listening() as listener:
            assert len([next(listener.said) for _ in range(5)]) == 5
        server.left.get(timeout=PATIENT_S)
        took_s = server.counted(name) - before
    (served,) = [line for line in lines if line.get("path") == PATH]
    # The answer began before the first of four heartbeats, which are 20 ms apart.
    assert 0 < took_s * 1000 < served["ms"] - 60
    assert [line["event"] for line in lines if line["log_level"] != "info"] == []


def test_the_page_on_the_interface_shows_what_is_heard(sqlite_api: Api) -> None:
    page = (ROOT / "docs/api.md").read_text("utf-8")
    shown = re.search(
        r"^```text\n\$ curl -N \"http://127.0.0.1:8000(\S+)\"\n(.+?)^```$", page, re.MULTILINE | re.DOTALL
    )
    assert shown is not None
    for _ in put_on_record(sqlite_api.service, plan("kazakhstan")):
        pass
    path, lines = shown[1], shown[2].splitlines()
    with listened(sqlite_api.service) as server, server.listening(path.removeprefix(PATH)) as listener:
        heard = [
            f"{name}: {value}"
            for said in [next(listener.said), *listener.events(1)]
            for name, value in said.fields.items()
        ]
    told = [re.escape(line).replace(re.escape("..."), ".*") for line in lines if line]
    assert [re.fullmatch(line, one) is not None for line, one in zip(told, heard, strict=True)] == [True] * 4
