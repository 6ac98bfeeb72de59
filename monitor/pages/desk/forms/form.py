"""The form of each type of event: what is needed first, what is seldom said folded away."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from pydantic import BaseModel

from events.codec import ACT_TYPES, DRAFTS, FACT_TYPES
from events.drafts import RecordDraft
from monitor.languages.phrases import N_, gettext
from monitor.languages.speaking import language
from monitor.pages.desk.forms.field import Field, Form, Group, Placed, Section
from monitor.pages.desk.forms.models import fields_of
from monitor.pages.reading.record_words import type_of

CORRECTION: Final = "event-corrected.v1"

_NOT_ASKED: Final = frozenset({"id", "type", "data"})
_HEAD: Final = ("title", "occurred", "jurisdiction", "account", "language")
_SELDOM: Final = (
    (N_("Assessments"), ("assessments",)),
    (N_("Figures"), ("figures",)),
    (N_("Summary, topics and translations"), ("summary", "topics", "translations")),
    (N_("More about the date"), ("dating_note", "scheduled", "order", "public")),
    (N_("Other events and identifiers"), ("resolves", "identifiers", "external_id")),
)


def form_of(wire_name: str, replacing: str | None = None, target: str | None = None) -> Form:
    """The form of a type of event, in the language that is spoken.

    Args:
        wire_name: such as ``court-ruling.v1``.
        replacing: for a correction, the type of the event that is put in another's place.
        target: the event acted upon, which is then not asked for.

    Raises:
        KeyError: there is no such type, or a correction does not say what it replaces by.
    """
    correction = wire_name == CORRECTION
    root, sections = _asked(wire_name, replacing if correction else None, language().code, acts_on=target is not None)
    fixed: dict[tuple[str, ...], Any] = {("type",): wire_name}
    if target is not None:
        fixed["data", "target"] = target
    if correction:
        fixed["data", "replacement", "type"] = replacing
    return Form(wire_name, root, sections, MappingProxyType(fixed))


def form_for(event: dict[str, Any], target: str | None = None) -> Form:
    """The form in which an event, complete or not, can be edited.

    Raises:
        KeyError: it is of no type that there is.
    """
    data = event.get("data")
    inner = data.get("replacement") if isinstance(data, dict) else None
    replacing = inner.get("type") if isinstance(inner, dict) else None
    return form_of(str(event.get("type")), replacing, target)


def fixed_in(fields: Mapping[str, str]) -> Mapping[str, Any] | None:
    """An event of which only that is said which its form does not ask for, as the form posts it beside what is typed.

    ``form_for`` makes the form again from it. ``None``: it is of no form that there is.
    """
    wire_name, target, replacing = (fields.get(name) for name in ("type", "data-target", "data-replacement-type"))
    if wire_name not in DRAFTS or (wire_name == CORRECTION and replacing not in FACT_TYPES):
        return None
    data: dict[str, Any] = {"target": target} if target is not None else {}
    if wire_name == CORRECTION:
        data["replacement"] = {"type": replacing}
    return {"type": wire_name, "data": data}


@cache
def _asked(wire_name: str, replacing: str | None, code: str, *, acts_on: bool) -> tuple[Group, tuple[Section, ...]]:
    """All that is asked for, and where it stands; of few types and languages, so that it can be kept for good.

    ``code`` is the language that is spoken.
    """
    del code
    without = frozenset({"target"}) if acts_on else frozenset()
    if wire_name != CORRECTION:
        members, sections = _whole(wire_name, (), without)
        return Group("", "", members, required=True), sections
    if replacing not in FACT_TYPES:
        raise KeyError(replacing)
    told = fields_of(_data(CORRECTION), without | {"replacement"})
    members, sections = _whole(replacing, ("data", "replacement"), frozenset())
    whole = Group("replacement", gettext("The whole event as it should be"), members, required=True)
    root = Group("", "", (Group("data", "", (*told, whole), required=True),), required=True)
    why = Section(gettext("Why it is corrected"), tuple(Placed(("data",), one) for one in told))
    return root, (why, *sections)


def _data(wire_name: str) -> type[BaseModel]:
    found: type[BaseModel] = DRAFTS[wire_name].model_fields["data"].annotation  # type: ignore[assignment]
    return found


def _whole(
    wire_name: str, inside: tuple[str, ...], without: frozenset[str]
) -> tuple[tuple[Field, ...], tuple[Section, ...]]:
    draft = DRAFTS[wire_name]
    data = Group("data", "", fields_of(_data(wire_name), without), required=True)
    envelope = {one.name: one for one in fields_of(draft, _NOT_ASKED)}
    placed = {name: Placed(inside, one) for name, one in envelope.items()}
    needed, more = _of_data(data, (*inside, "data"))
    words = type_of(wire_name)
    about = gettext("What is done") if wire_name in ACT_TYPES else f"{words[:1].upper()}{words[1:]}"
    folded = [
        Section(gettext(title), tuple(placed[name] for name in names if name in placed), seldom=True)
        for title, names in _SELDOM
    ]
    sections: tuple[Section, ...]
    if issubclass(draft, RecordDraft):
        rest = tuple(placed.values())
        hint = gettext("All of it follows from the above. Fill in only what should read otherwise.")
        sections = (Section(about, (*needed, *more)), Section(gettext("Anything else"), rest, seldom=True, hint=hint))
    else:
        sections = (
            Section(gettext("What happened"), tuple(placed[name] for name in _HEAD)),
            Section(about, needed),
            Section(
                gettext("Sources"), (placed["sources"],), hint=gettext("Each document that tells it, and where in it.")
            ),
            Section(
                gettext("Effects"),
                (placed["bears_on"],),
                hint=gettext("Which commitments it bears on, according to whom."),
            ),
            *([Section(gettext("More about the %(type)s", type=words), more, seldom=True)] if more else []),
            *folded,
        )
    return (*envelope.values(), data), sections


def _of_data(data: Group, inside: tuple[str, ...]) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
    """What ``data`` needs, and what it may say; of a lone object in it, its members."""
    only = data.members[0]
    if len(data.members) == 1 and isinstance(only, Group):
        return _of_data(only, (*inside, only.name))
    needed = tuple(Placed(inside, one) for one in data.members if one.required)
    return needed, tuple(Placed(inside, one) for one in data.members if not one.required)
