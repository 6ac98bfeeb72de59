from decimal import Decimal
from pathlib import Path

import pytest

from events.codec import decode_draft
from monitor.dossiers.loading import load_append, load_dossier
from monitor.dossiers.problems import DossierInvalid
from tests.spec.monitor.dossiers.small_dossiers import APPEND, HEAD, PLEDGE, loaded, written

MILESTONE = """\
  - key: {key}
    type: milestone
    title: The ministers meet
    occurred: 2007-11
    sources: [{{document: steps}}]
    data: {{name: Madrid, kind: ministerial-meeting}}
"""

CORRECTION = """\
  - key: media-restated
    type: event-corrected
    data:
      target: madrid-media
      reason: The brief tells the terms.
      kind: substantive
      replacement:
        type: commitment-made
        title: Kazakhstan undertakes to amend its media law
        occurred: "[2007-11,2007-12]"
        sources: [{document: steps, says: {occurred: 2007-12}}]
        data:
          commitment: {id: kz-media-law, title: Amend the media law, kind: achieve, origin: pledge, due: 2008}
"""


def test_an_event_gets_defaults_the_fields_of_its_document_an_id_and_an_external_id(tmp_path: Path) -> None:
    dossier = load_dossier(written(tmp_path))
    assert (dossier.name, dossier.title) == ("kz-2010", "Kazakhstan before its chairmanship")
    assert dossier.compiled.isoformat() == "2026-11-21"
    (append,) = dossier.appends
    assert (append.title, append.file) == ("The government's own account", "1.yaml")
    (event,) = append.events
    assert event == {
        "id": event["id"],
        "external_id": {"scheme": "kz-2010", "value": "madrid-media"},
        "type": "commitment-made.v1",
        "title": "Kazakhstan undertakes to amend its media law",
        "occurred": "2007-12",
        "jurisdiction": "KZ",
        "language": "en",
        "account": "government",
        "sources": [
            {
                "title": "Steps taken",
                "publisher": "kz-government",
                "account": "government",
                "language": "en",
                "published": "[2009-02-11..]",
                "locator": "page 1",
            }
        ],
        "data": {
            "commitment": {
                "id": "kz-media-law",
                "title": "Amend the media law",
                "kind": "achieve",
                "origin": "pledge",
            }
        },
    }


def test_the_appends_come_in_the_order_of_the_dossier_and_what_they_hold_can_be_recorded(tmp_path: Path) -> None:
    head = HEAD.replace("[1.yaml]", "[2.yaml, 1.yaml]")
    folder = written(tmp_path, head, one=APPEND + PLEDGE, two=APPEND + MILESTONE.format(key="madrid"))
    appends = load_dossier(folder).appends
    assert [append.file for append in appends] == ["2.yaml", "1.yaml"]
    events = [event for append in appends for event in append.events]
    assert [event["type"] for event in events] == ["milestone.v1", "commitment-made.v1"]
    assert [decode_draft(event).id for event in events] == [event["id"] for event in events]


def test_what_an_event_says_itself_wins_over_the_default_and_a_source_over_its_document(tmp_path: Path) -> None:
    own = PLEDGE.replace("occurred:", "account: media\n    occurred:").replace("steps,", "steps, language: ru,")
    (event,) = loaded(tmp_path, own).appends[0].events
    assert event["account"] == "media"
    assert event["sources"][0]["language"] == "ru"


def test_what_only_the_record_does_takes_no_defaults(tmp_path: Path) -> None:
    body = "  - {key: us, type: body-described, data: {body: {id: us, name: US, account: participating-state}}}\n"
    (event,) = loaded(tmp_path, body).appends[0].events
    assert event.keys() == {"key", "type", "data", "id", "external_id"} - {"key"}


def test_a_key_stands_for_the_id_of_its_event_in_targets_and_in_what_an_event_resolves(tmp_path: Path) -> None:
    ends = MILESTONE.format(key="end") + "    resolves: [madrid-media]\n"
    twice = """\
  - key: twin
    type: event-retracted
    data: {target: end, reason: twice, kind: duplicate, duplicate_of: madrid-media}
"""
    first, second, third = loaded(tmp_path, PLEDGE + ends + twice).appends[0].events
    assert second["resolves"] == [first["id"]]
    assert (third["data"]["target"], third["data"]["duplicate_of"]) == (second["id"], first["id"])


def test_ids_and_positions_may_stand_where_keys_do(tmp_path: Path) -> None:
    by_id = (
        "  - {key: a, type: event-reinstated, data: {target: 01a1fb67-1800-7115-99bf-182558c61278, reason: right}}\n"
    )
    by_position = "  - {key: b, type: event-reinstated, data: {target: 12, reason: right}}\n"
    events = loaded(tmp_path, by_id + by_position).appends[0].events
    assert [event["data"]["target"] for event in events] == ["01a1fb67-1800-7115-99bf-182558c61278", 12]


def test_a_replacement_is_a_whole_event_in_the_same_form(tmp_path: Path) -> None:
    first, correction = loaded(tmp_path, PLEDGE + CORRECTION).appends[0].events
    replacement = correction["data"]["replacement"]
    assert correction["data"]["target"] == first["id"]
    assert correction.keys() == {"type", "data", "id", "external_id"}
    assert replacement["type"] == "commitment-made.v1"
    assert replacement["jurisdiction"] == "KZ"
    assert replacement["sources"][0]["publisher"] == "kz-government"
    assert replacement["data"]["commitment"]["due"] == "2008"
    assert not replacement.keys() & {"key", "id", "external_id", "document"}


def test_the_source_of_a_tie_may_name_a_document(tmp_path: Path) -> None:
    body = """\
  - key: task-force
    type: body-described
    data:
      body:
        id: task-force
        name: The task force
        account: civil-society
        ties: [{to: kz-government, kind: paid-by, source: {document: steps, locator: cover}}]
"""
    (event,) = loaded(tmp_path, body).appends[0].events
    source = event["data"]["body"]["ties"][0]["source"]
    assert (source["title"], source["locator"]) == ("Steps taken", "cover")


def test_a_year_or_a_day_without_quotation_marks_stays_the_text_that_was_written(tmp_path: Path) -> None:
    events = PLEDGE.replace("2007-12", "2007").replace('"page 1"', "3, accessed: 2026-11-20, says: {occurred: 2007}")
    (event,) = loaded(tmp_path, events).appends[0].events
    assert event["occurred"] == "2007"
    assert event["sources"][0]["locator"] == "3"
    assert event["sources"][0]["accessed"] == "2026-11-20"
    assert event["sources"][0]["says"] == {"occurred": "2007"}


def test_amounts_are_exact(tmp_path: Path) -> None:
    figures = """\
    figures:
      - {indicator: dues, unit: USD, value: 7.10, period: 2005}
      - {indicator: size, unit: members, value: 600}
"""
    (event,) = loaded(tmp_path, PLEDGE + figures).appends[0].events
    first, second = (figure["value"] for figure in event["figures"])
    assert (str(first), type(first)) == ("7.10", Decimal)
    assert (second, type(second)) == (600, int)


def test_an_append_that_a_dossier_lists_loads_alone_as_it_does_within_it(tmp_path: Path) -> None:
    folder = written(
        tmp_path, HEAD.replace("[1.yaml]", "[1.yaml, 2.yaml]"), one=APPEND + PLEDGE, two=APPEND + CORRECTION
    )
    assert load_append(folder / "2.yaml") == load_dossier(folder).appends[1]


def test_an_append_of_no_dossier_says_its_dossier_and_day_itself(tmp_path: Path) -> None:
    alone = tmp_path / "alone.yaml"
    documents = "documents: {steps: {title: Steps, publisher: kz-government, account: government, language: en}}\n"
    alone.write_text("dossier: kz-2010\ncompiled: 2026-11-21\n" + documents + APPEND + PLEDGE, encoding="utf-8")
    (event,) = load_append(alone).events
    within = load_dossier(written(tmp_path)).appends[0].events[0]
    assert event["id"] == within["id"]


def test_an_append_of_no_dossier_that_does_not_say_so_is_refused(tmp_path: Path) -> None:
    alone = tmp_path / "alone.yaml"
    alone.write_text(APPEND + PLEDGE.replace("document: steps", "title: T, publisher: P, account: media, language: en"))
    with pytest.raises(DossierInvalid) as refused:
        load_append(alone)
    assert [problem.where for problem in refused.value.problems] == ["dossier", "compiled"]


def test_a_byte_order_mark_and_anchors_change_nothing(tmp_path: Path) -> None:
    shared = PLEDGE.replace('[{document: steps, locator: "page 1"}]', "&where [{document: steps}]")
    again = MILESTONE.format(key="madrid").replace("[{document: steps}]", "*where")
    written(tmp_path, one="\ufeff" + APPEND + shared + again)
    first, second = load_dossier(tmp_path).appends[0].events
    assert first["sources"] == second["sources"]
