"""Whatever event the vocabulary can make: its form, filled in with it and posted, gives the same event."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.codec import DRAFTS
from monitor.intake.reading import read_draft
from monitor.pages.desk.forms.event_json import from_event, to_event
from monitor.pages.desk.forms.field import CLEARED
from monitor.pages.desk.forms.form import form_for
from monitor.pages.desk.forms.laid_out import laid_out, names_shown
from monitor.pages.desk.forms.typed import gathered, tidied
from tests.posted import flat
from tests.property.drafts import draft_of


def asked_for(event: dict[str, Any]) -> dict[str, Any]:
    """The event as far as a form asks for it: no id, nothing empty but lists; a person alone has a name."""
    told = without_empty_objects({name: value for name, value in event.items() if name != "id"})
    data = dict(told["data"])
    if "persons" in data:
        data["persons"] = [{"name": one} if isinstance(one, str) else one for one in data["persons"]]
    if "replacement" in data:
        data["replacement"] = asked_for(data["replacement"])
        return {"type": told["type"], "data": data}
    return {**told, "data": data}


def without_empty_objects(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_empty_objects(one) for name, one in value.items() if one != {}}
    return [without_empty_objects(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("wire_name", sorted(DRAFTS))
@given(data=st.data())
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_fields_of_an_event_read_back_to_the_same_event(wire_name: str, data: st.DataObject) -> None:
    event = read_draft(data.draw(draft_of(DRAFTS[wire_name])))
    form = form_for(event)
    typed = from_event(form, event)
    posted = gathered(form.root, flat(typed))
    assert asked_for(read_draft(to_event(form, tidied(form.root, posted)))) == asked_for(event)
    # A browser posts what is shown, and nothing else.
    shown = {name for section in laid_out(form, typed) for name in names_shown(section.fields)}
    assert {name for name, _ in flat(typed) if not name.endswith(CLEARED)} <= shown
