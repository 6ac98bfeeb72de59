"""A form in somebody's hands: shown, filled in, previewed, kept as a draft or put on record. Nothing typed is lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response

from monitor.bootstrap import Service
from monitor.drafting.draft import Author, Content, Draft
from monitor.drafting.drafting import ChangedMeanwhile
from monitor.intake.intake import TooBusy
from monitor.intake.reading import read_draft
from monitor.intake.refusals import IntakeRefusal, InvalidEvents, KeyReused
from monitor.pages.desk.answering import desk_page, gone_to
from monitor.pages.desk.differences import Difference, differences
from monitor.pages.desk.forms.event_json import from_event, to_event
from monitor.pages.desk.forms.field import Form, Typed
from monitor.pages.desk.forms.laid_out import laid_out, names_shown
from monitor.pages.desk.forms.mistakes import Mistake, mistakes
from monitor.pages.desk.forms.rows import changed
from monitor.pages.desk.forms.typed import gathered, tidied
from monitor.pages.desk.on_record import offered, picks_in
from monitor.pages.desk.putting import (
    Foretold,
    NeedsSecond,
    NotAsShown,
    foretell,
    key_of_draft,
    key_of_form,
    once_of,
    put,
    request_of,
)
from monitor.pages.shown import opening
from monitor.staff.account import Staff

Posted = Iterable[tuple[str, str]]

_CHANGED = "What you see is not what the preview showed: look at what it would change now, and append it then."
_NO_PREVIEW = "Nothing is on record yet. Look at what it would change, and append it then."
_BUSY = "Nothing is on record: others append at this moment. Try again."
_SECOND = "Nothing is on record: a second person has to look at it first. Keep it as a draft."
_ON_RECORD = "This form is on record already, as it read then. Correct the event there, or begin a new one."
_TAKEN = "Nothing was kept: somebody changed the draft meanwhile, sent it back or appended it. Keep this as a new one."


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page says beside the form: what is wrong, what it would change, what has just happened."""

    mistakes: tuple[Mistake, ...] = ()
    foretold: Foretold | None = None
    differences: tuple[Difference, ...] | None = None
    notice: str = ""
    status: HTTPStatus = HTTPStatus.OK


_PLAIN = Shown()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form with its page.

    ``action`` is the path that it is posted to. ``target`` is the event that is acted upon, ``original`` what it says
    now where it is to be corrected, and ``draft`` what is edited, if anything.
    """

    request: Request
    service: Service
    staff: Staff
    form: Form
    action: str
    heading: str
    lede: str
    target: Mapping[str, Any] | None = None
    original: Mapping[str, Any] | None = None
    withholdable: tuple[tuple[str, str], ...] = ()
    draft: Draft | None = None

    @property
    def author(self) -> Author:
        """Whoever fills it in."""
        return Author(self.staff.id, self.staff.name)

    def opened(self, event: Mapping[str, Any]) -> Response:
        """The form as it is opened, filled in with what an event says."""
        note = self.draft.note if self.draft is not None else ""
        return self._page(from_event(self.form, event), once_of({}), note, _PLAIN)

    def posted(self, pairs: Posted) -> Response:
        """What the button that was pressed asks for."""
        fields = dict(pairs)
        act, once, note = fields.get("do", ""), once_of(fields), fields.get("note", "").strip()
        typed = gathered(self.form.root, fields.items())
        if ":" in act:
            changed(self.form.root, typed, act)
            return self._page(typed, once, note, _PLAIN)
        typed = tidied(self.form.root, typed)
        if act in {"draft", "draft-new"}:
            return self._kept(typed, once, note, anew=act == "draft-new")
        shown = self._tried(typed)
        if act == "append" and shown.foretold is not None:
            return self._appended(typed, once, note, fields.get("shown", ""))
        return self._page(typed, once, note, shown)

    def _tried(self, typed: dict[str, Typed]) -> Shown:
        """What it would change, or what is wrong with it."""
        try:
            content = self._content(typed)
            foretold = foretell(self.service, request_of(self.service, content, self.staff.id))
            return Shown(foretold=foretold, differences=self._differences(content))
        except IntakeRefusal as error:
            return self._refused(typed, error)

    def _appended(self, typed: dict[str, Typed], once: str, note: str, seen: str) -> Response:
        content = self._content(typed)
        key = key_of_form(once, self.author, content)
        second = False
        if self.draft is not None:
            key, second = key_of_draft(self.draft, content), self.draft.may_be_reviewed_by(self.author)
        try:
            number = put(self.service, content, self.author, key, seen, second=second)
        except NotAsShown as error:
            said = Shown((), error.foretold, self._differences(content), _CHANGED if seen else _NO_PREVIEW)
            return self._page(typed, once, note, _with_status(said, HTTPStatus.CONFLICT if seen else HTTPStatus.OK))
        except NeedsSecond as error:
            said = Shown((), error.foretold, self._differences(content), _SECOND, HTTPStatus.CONFLICT)
            return self._page(typed, once, note, said)
        except TooBusy:
            return self._page(typed, once, note, Shown(notice=_BUSY, status=HTTPStatus.SERVICE_UNAVAILABLE))
        except IntakeRefusal as error:
            return self._page(typed, once, note, self._refused(typed, error))
        if self.draft is not None:
            self.service.drafting.appended(self.draft, self.author, number)
        return gone_to(self.request, f"/desk/appends/{number}?done=appended")

    def _kept(self, typed: dict[str, Typed], once: str, note: str, *, anew: bool) -> Response:
        event = to_event(self.form, typed)
        content, title = Content((event,)), self._title(event)
        if self.draft is None or anew:
            return gone_to(self.request, f"/desk/drafts/{self._new_draft(title, content, note).id}?done=kept")
        try:
            self.service.drafting.change(self.draft, title, content, self.author, note)
        except ChangedMeanwhile:
            return self._page(typed, once, note, Shown(notice=_TAKEN, status=HTTPStatus.CONFLICT))
        return gone_to(self.request, f"/desk/drafts/{self.draft.id}?done=kept")

    def _new_draft(self, title: str, content: Content, note: str) -> Draft:
        return self.service.drafting.keep(title, content, self.author, note)

    def _content(self, typed: dict[str, Typed]) -> Content:
        return Content((read_draft(to_event(self.form, typed)),))

    def _title(self, event: Mapping[str, Any]) -> str:
        title = event.get("title")
        if isinstance(title, str) and title.strip():
            return title[:500]
        return f"{self.heading}: {self.target['title']}"[:500] if self.target is not None else self.heading

    def _differences(self, content: Content) -> tuple[Difference, ...] | None:
        if self.original is None:
            return None
        return differences(read_draft(dict(self.original)), content.events[0]["data"]["replacement"])

    def _refused(self, typed: Mapping[str, Typed], error: IntakeRefusal) -> Shown:
        match error:
            case InvalidEvents():
                found = mistakes(self.form, typed, error.refusals)
                return Shown(found, status=HTTPStatus.UNPROCESSABLE_ENTITY)
            case KeyReused():
                return Shown(notice=_ON_RECORD, status=HTTPStatus.CONFLICT)
            case _:
                return Shown((Mistake("", "", f"{opening(str(error))}."),), status=HTTPStatus.CONFLICT)

    def _page(self, typed: Mapping[str, Typed], once: str, note: str, shown: Shown) -> Response:
        sections = laid_out(self.form, typed, shown.mistakes)
        names = {name for section in sections for name in names_shown(section.fields)}
        return desk_page(
            self.request,
            self.staff,
            "event-form.html",
            status=shown.status,
            sheet=self,
            sections=sections,
            shown=shown,
            placed=names,
            once=once,
            note=note,
            offers=offered(self.service.reader, picks_in(self.form.root.members)),
        )


def _with_status(shown: Shown, status: HTTPStatus) -> Shown:
    return Shown(shown.mistakes, shown.foretold, shown.differences, shown.notice, status)
