"""Events as analysts write them, made into the shape that the log takes: defaults, documents, keys and ids put in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from events.codec import DRAFTS, decode_draft
from monitor.dossiers.checking import check
from monitor.dossiers.keys import Keyed, is_id
from monitor.dossiers.problems import Problem, problem_at
from monitor.dossiers.vocabulary import date_fields, is_record_act, near, wire_name
from monitor.dossiers.written import Fields, Items, Node, Scalar, Step, json_value, text


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the events of one file are read with."""

    dossier: str
    documents: Mapping[str, Node]
    defaults: Fields | None
    keys: Mapping[str, Keyed]


@dataclass(slots=True)
class Expanding:
    """One event on its way into the shape of the log; what is wrong with it gathers in ``problems``."""

    around: Surroundings
    turn: int
    problems: list[Problem] = field(default_factory=list)

    def event(self, written: Fields, where: Sequence[Step]) -> dict[str, Any] | None:
        """The event as JSON, None where it has problems."""
        key = written.get("key")
        name = key.written if isinstance(key, Scalar) else ""
        whole = self._whole(written.without("key"), where)
        if whole is None:
            return None
        whole = self._named(whole, name)
        outcome = check(whole, decode_draft, tuple(DRAFTS.values()), where)
        # What is already told (an unknown document, a key) would be told again as a missing or ill-formed field.
        told = {(one.file, one.line, one.column) for one in self.problems}
        self.problems += [one for one in outcome.problems if (one.file, one.line, one.column) not in told]
        value = json_value(outcome.node)
        return value if isinstance(value, dict) and not self.problems else None

    def _named(self, event: Fields, key: str) -> Fields:
        """The event with the id and external id that its key gives it, unless it brings its own."""
        if key not in self.around.keys:
            return event  # the key is refused already
        place = event.place
        if event.get("id") is None:
            event = event.having("id", text(place, self.around.keys[key].id))
        if event.get("external_id") is None:
            parts = {"scheme": text(place, self.around.dossier), "value": text(place, key)}
            event = event.having("external_id", Fields(place, parts, {}))
        return event

    def _whole(self, written: Fields, where: Sequence[Step]) -> Fields | None:
        """The event with its wire name, defaults, documents and ids; None where its type is unknown."""
        wire = self._wire(written, where)
        if wire is None:
            return None
        event = written.having("type", replace(text(written.fields["type"].place, wire)))
        if self.around.defaults is not None and not is_record_act(wire):
            event = event.over(self.around.defaults)
        event = self._with_sources(event, where)
        event = self._with_ids(event, "resolves", where)
        data = event.get("data")
        return event.having("data", self._data(data, (*where, "data"))) if isinstance(data, Fields) else event

    def _wire(self, written: Fields, where: Sequence[Step]) -> str | None:
        kind = written.get("type")
        if kind is None:
            self.problems.append(problem_at(written.place, (*where, "type"), "'type' is missing"))
            return None
        name = kind.written if isinstance(kind, Scalar) else ""
        found = wire_name(name)
        if found is None:
            message = f"{name!r} is no type of event{near(name, [known.rpartition('.v')[0] for known in DRAFTS])}"
            self.problems.append(problem_at(kind.place, (*where, "type"), message))
        return found

    def _data(self, data: Fields, where: Sequence[Step]) -> Fields:
        data = self._with_id(data, "target", where)
        data = self._with_id(data, "duplicate_of", where)
        replacement = data.get("replacement")
        if isinstance(replacement, Fields):
            new = self._replacement(replacement, data.get("target"), (*where, "replacement"))
            data = data if new is None else data.having("replacement", new)
        body = data.get("body")
        if isinstance(body, Fields) and isinstance(ties := body.get("ties"), Items):
            known = tuple(
                self._with_source(tie, "source", (*where, "body", "ties", n)) if isinstance(tie, Fields) else tie
                for n, tie in enumerate(ties.items)
            )
            data = data.having("body", body.having("ties", replace(ties, items=known)))
        return data

    def _replacement(self, written: Fields, target: Node | None, where: Sequence[Step]) -> Fields | None:
        """The whole event that takes another's place; it needs no key, and may repeat that of the other."""
        key = written.get("key")
        if isinstance(key, Scalar) and isinstance(target, Scalar):
            known = self.around.keys.get(key.written)
            if known is None or known.id != target.value:
                message = "a replacement has no key of its own; leave it out, or repeat that of the target"
                self.problems.append(problem_at(key.place, (*where, "key"), message))
        return self._whole(written.without("key"), where)

    def _with_sources(self, event: Fields, where: Sequence[Step]) -> Fields:
        sources = event.get("sources")
        if not isinstance(sources, Items):
            return event
        known = tuple(
            self._source(source, (*where, "sources", n)) if isinstance(source, Fields) else source
            for n, source in enumerate(sources.items)
        )
        return event.having("sources", replace(sources, items=known))

    def _with_source(self, holder: Fields, name: str, where: Sequence[Step]) -> Fields:
        source = holder.get(name)
        return holder.having(name, self._source(source, (*where, name))) if isinstance(source, Fields) else holder

    def _source(self, source: Fields, where: Sequence[Step]) -> Fields:
        """The source with the fields of its document; its own win. Dates that it ``says`` are texts, ``2009`` too."""
        says = source.get("says")
        if isinstance(says, Fields):
            source = source.having("says", _dates_as_written(says))
        named = source.get("document")
        if named is None:
            return source
        document = self.around.documents.get(named.written) if isinstance(named, Scalar) else None
        if isinstance(document, Fields):
            return source.without("document").over(document)
        name = named.written if isinstance(named, Scalar) else ""
        message = f"unknown document {name!r}{near(name, self.around.documents)}"
        self.problems.append(problem_at(named.place, (*where, "document"), message))
        # Its fields are missing for that one reason; placed with it they are not told again.
        return replace(source.without("document"), place=named.place)

    def _with_ids(self, event: Fields, name: str, where: Sequence[Step]) -> Fields:
        named = event.get(name)
        if not isinstance(named, Items):
            return event
        ids = tuple(self._id_of(one, (*where, name, n), earlier=False) for n, one in enumerate(named.items))
        return event.having(name, replace(named, items=ids))

    def _with_id(self, data: Fields, name: str, where: Sequence[Step]) -> Fields:
        named = data.get(name)
        return (
            data if named is None else data.having(name, self._id_of(named, (*where, name), earlier=name == "target"))
        )

    def _id_of(self, named: Node, where: Sequence[Step], *, earlier: bool) -> Node:
        """The id that a key stands for; ids stay, and so do positions (whole numbers)."""
        if not isinstance(named, Scalar) or named.value is None:
            return named
        known = self.around.keys.get(named.written)
        if known is not None:
            if earlier and known.turn >= self.turn:
                message = f"{named.written!r} is not on record yet: it comes later in the dossier"
                self.problems.append(problem_at(named.place, where, message))
            return replace(named, value=known.id, plain=False)
        if isinstance(named.value, int) or is_id(named.written):
            return named
        message = f"unknown key {named.written!r}{near(named.written, self.around.keys)}"
        self.problems.append(problem_at(named.place, where, message))
        return named


def _dates_as_written(says: Fields) -> Fields:
    for name, node in says.fields.items():
        if name in date_fields() and isinstance(node, Scalar) and node.plain and isinstance(node.value, int):
            says = says.having(name, replace(node, value=node.written))
    return says
