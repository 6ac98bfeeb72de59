"""A form as its page shows it: every control with its name, what was typed, and what is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from monitor.languages.phrases import gettext
from monitor.pages.desk.forms.field import CLEARED, Control, Field, Form, Group, Option, Placed, Several, Typed
from monitor.pages.desk.forms.mistakes import Mistake
from monitor.pages.desk.forms.typed import TICKED, is_blank, named


@dataclass(frozen=True, slots=True)
class ShownControl:
    """A control. ``choices`` are its options by the words of their group; ``wrong`` says what to mend."""

    name: str
    field: Control
    label: str
    value: str
    wrong: tuple[Mistake, ...]
    choices: tuple[tuple[str, tuple[Option, ...]], ...]
    required: bool
    what: Literal["control"] = "control"


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Controls under one legend; those in ``folded`` are seldom filled in, and ``open`` says that one is."""

    name: str
    label: str
    hint: str
    required: bool
    members: tuple["ShownField", ...]
    folded: tuple["ShownField", ...]
    open: bool
    wrong: tuple[Mistake, ...]
    what: Literal["group"] = "group"


@dataclass(frozen=True, slots=True)
class ShownSeveral:
    """A list: its entries, each with its own name; ``cleared`` is whether it is empty on purpose, where that counts."""

    name: str
    label: str
    one: str
    hint: str
    required: bool
    rows: tuple["ShownField", ...]
    removable: bool
    cleared: bool | None
    wrong: tuple[Mistake, ...]
    what: Literal["several"] = "several"


ShownField = ShownControl | ShownGroup | ShownSeveral


@dataclass(frozen=True, slots=True)
class ShownSection:
    """Fields under one heading; ``open`` where a folded one has to be seen."""

    title: str
    hint: str
    seldom: bool
    open: bool
    fields: tuple[ShownField, ...]


def laid_out(form: Form, typed: Mapping[str, Typed], mistakes: Iterable[Mistake] = ()) -> tuple[ShownSection, ...]:
    """The sections of a form, with what was typed into it and what is wrong with that."""
    wrong: dict[str, tuple[Mistake, ...]] = {}
    for one in mistakes:
        wrong[one.name] = (*wrong.get(one.name, ()), one)
    page = _Page(wrong)
    return tuple(
        ShownSection(
            section.title,
            section.hint,
            section.seldom,
            any(page.matters(*_at(placed, typed)) for placed in section.parts),
            tuple(page.field(*_at(placed, typed)) for placed in section.parts),
        )
        for section in form.sections
    )


def names_shown(fields: Iterable[ShownField]) -> set[str]:
    """The names of all controls, groups and lists among these."""
    found = set()
    for one in fields:
        found.add(one.name)
        match one:
            case ShownGroup():
                found |= names_shown((*one.members, *one.folded))
            case ShownSeveral():
                found |= names_shown(one.rows)
            case ShownControl():
                pass
    return found


def _at(placed: Placed, typed: Mapping[str, Typed]) -> tuple[str, Field, Typed, Mapping[str, Typed]]:
    holder: Mapping[str, Typed] = typed
    for step in placed.inside:
        inner = holder.get(step, {})
        holder = inner if isinstance(inner, dict) else {}
    name = "-".join((*placed.inside, placed.field.name))
    return name, placed.field, holder.get(placed.field.name, ""), holder


@dataclass(frozen=True, slots=True)
class _Page:
    wrong: Mapping[str, tuple[Mistake, ...]]

    def matters(self, name: str, field: Field, typed: Typed, holder: Mapping[str, Typed]) -> bool:
        """Whether anything in a field was typed or is wrong."""
        cleared = bool(holder.get(f"{field.name}{CLEARED}"))
        within = any(one == name or one.startswith(f"{name}-") for one in self.wrong)
        # A row that was asked for is there to be filled in.
        asked = isinstance(typed, list) and len(typed) > 0
        return cleared or within or asked or not is_blank(typed)

    def field(self, name: str, field: Field, typed: Typed, holder: Mapping[str, Typed]) -> ShownField:
        """A field as it is shown."""
        match field:
            case Control():
                return self._control(name, field, typed if isinstance(typed, str) else "")
            case Group():
                return self._group(name, field, typed if isinstance(typed, dict) else {})
            case Several():
                cleared = bool(holder.get(f"{field.name}{CLEARED}")) if field.clearable else None
                return self._several(name, field, typed if isinstance(typed, list) else [], cleared)

    def _control(self, name: str, field: Control, value: str) -> ShownControl:
        options = field.options
        if field.kind == "yes-no":
            options = (Option(TICKED, gettext("yes")), Option("no", gettext("no")))
        if options and value and value not in {one.value for one in options}:
            options = (*options, Option(value, value))
        choices = tuple((group, tuple(found)) for group, found in groupby(options, lambda one: one.group))
        return ShownControl(name, field, field.label, value, self.wrong.get(name, ()), choices, field.required)

    def _group(self, name: str, field: Group, typed: Mapping[str, Typed]) -> ShownGroup:
        words = (field.or_words,) if field.or_words is not None else ()
        placed = [(named(name, one.name), one, typed.get(one.name, ""), typed) for one in (*words, *field.members)]
        folded = [one for one in placed if one[1].name in field.folded]
        # What an object needs is needed once any of it is given.
        needed = field.required or not is_blank(dict(typed))
        return ShownGroup(
            name,
            field.label,
            field.hint,
            field.required,
            tuple(_unless_needed(self.field(*one), needed=needed) for one in placed if one not in folded),
            tuple(self.field(*one) for one in folded),
            any(self.matters(*one) for one in folded),
            self.wrong.get(name, ()),
        )

    def _several(self, name: str, field: Several, typed: list[Typed], cleared: bool | None) -> ShownSeveral:  # noqa: FBT001 - as its field
        rows = tuple(
            replace(self.field(f"{name}-{row}", field.item, one, {}), label=f"{field.one} {row + 1}")
            for row, one in enumerate(typed)
        )
        return ShownSeveral(
            name,
            field.label,
            field.one,
            field.hint,
            field.required,
            rows,
            len(rows) > field.least,
            cleared,
            self.wrong.get(name, ()),
        )


def _unless_needed(shown: ShownField, *, needed: bool) -> ShownField:
    return shown if needed else replace(shown, required=False)
