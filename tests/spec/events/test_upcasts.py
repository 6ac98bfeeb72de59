"""Old versions of events are read as the newest."""

import pytest

from events.upcasts import UpcastsForEver, upcast


def test_an_event_in_the_newest_version_is_read_as_it_is() -> None:
    envelope = {"type": "court-ruling.v1", "data": {"court": "a-court"}}
    assert upcast(envelope) is envelope


def test_an_old_event_is_led_step_by_step_to_the_newest_version() -> None:
    steps = {
        "ruling.v1": lambda old: {**old, "type": "ruling.v2", "data": {"court": old["data"]["by"]}},
        "ruling.v2": lambda old: {**old, "type": "ruling.v3", "data": {**old["data"], "norms": []}},
    }
    read = upcast({"type": "ruling.v1", "data": {"by": "a-court"}}, steps)
    assert read == {"type": "ruling.v3", "data": {"court": "a-court", "norms": []}}


def test_a_step_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(UpcastsForEver):
        upcast({"type": "ruling.v1"}, {"ruling.v1": lambda old: old})
