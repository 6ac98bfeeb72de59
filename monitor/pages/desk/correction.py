"""What a correction changes about the event that it corrects."""

from collections.abc import Mapping
from typing import Any

from monitor.intake.reading import read_draft
from monitor.intake.refusals import InvalidEvents
from monitor.pages.desk.differences import Difference, differences
from monitor.pages.desk.forms.event_json import from_event, to_event
from monitor.pages.desk.forms.form import form_for
from monitor.pages.desk.forms.typed import tidied


def correction_differences(original: Mapping[str, Any], correction: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Every place at which a correction reads otherwise, whether or not it could go on record as it is.

    Both are compared as their form writes them: what comes from the log has its amounts as numbers and its defaults
    filled in, what was typed has neither, and that is no difference.

    Args:
        original: what the event says now, as it was sent.
        correction: the event that corrects it, complete or not; without a replacement all is taken away.
    """
    data = correction.get("data")
    found = data.get("replacement") if isinstance(data, Mapping) else None
    replacement: Mapping[str, Any] = found if isinstance(found, Mapping) else {}
    try:
        before, after = read_draft({**original}), read_draft({**replacement})
    except InvalidEvents:
        before, after = {**original}, {**replacement}
    return differences(_as_written(before), _as_written(after))


def _as_written(event: dict[str, Any]) -> Mapping[str, Any]:
    try:
        form = form_for(event)
    except KeyError:  # of no type that there is
        return event
    return to_event(form, tidied(form.root, from_event(form, event)))
