"""Property 5: what is encoded decodes to an equal event, whatever the vocabulary can make; old versions still read."""

from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from events.canonical import canonical
from events.codec import DRAFTS, decode_draft, encode_draft
from events.recorded import Recorded
from events.strict_json import loads
from events.upcasts import STEPS, UpcastsForEver, upcast
from monitor.intake.reading import read_draft
from tests.builders import legislated, recorded
from tests.property.drafts import draft_of


@pytest.mark.parametrize("wire_name", sorted(DRAFTS))
@given(data=st.data())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_property_5_what_is_encoded_decodes_to_an_equal_event(wire_name: str, data: st.DataObject) -> None:
    value = data.draw(draft_of(DRAFTS[wire_name]))
    draft = decode_draft(value)
    encoded = encode_draft(draft)
    assert decode_draft(encoded) == draft
    assert encode_draft(decode_draft(encoded)) == encoded
    # As it comes back from the log: canonical bytes, read as strictly as a request.
    assert decode_draft(loads(canonical(encoded))) == draft
    assert read_draft(value) == encoded


@pytest.mark.parametrize("wire_name", sorted(DRAFTS))
def test_every_type_on_record_reads_as_the_newest_version_of_itself(wire_name: str) -> None:
    envelope = {"type": wire_name, "data": {}}
    assert upcast(envelope) == envelope
    assert wire_name not in STEPS


@given(st.integers(1, 6), st.integers(1, 6))
def test_property_5_every_old_version_reads_as_the_newest(written: int, newest: int) -> None:
    assume(written <= newest)

    def step(envelope: dict[str, Any]) -> dict[str, Any]:
        name, _, version = envelope["type"].rpartition(".v")
        return {**envelope, "type": f"{name}.v{int(version) + 1}", "steps": [*envelope.get("steps", []), int(version)]}

    steps = {f"court-ruling.v{version}": step for version in range(1, newest)}
    read = upcast({"type": f"court-ruling.v{written}"}, steps)
    assert read["type"] == f"court-ruling.v{newest}"
    assert read.get("steps", []) == list(range(written, newest))


def test_a_step_that_leads_nowhere_is_an_error_and_does_not_run_for_ever() -> None:
    with pytest.raises(UpcastsForEver):
        upcast({"type": "court-ruling.v1"}, {"court-ruling.v1": lambda envelope: envelope})


def test_what_is_read_from_a_leaf_is_what_was_written() -> None:
    (record,) = recorded(legislated("2008-02-01", "passage"))
    assert isinstance(record, Recorded)
    assert record.envelope == loads(record.leaf)
