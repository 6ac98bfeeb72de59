"""A form in somebody's hands: shown, filled in, previewed, kept as a draft or put on record. Nothing typed is lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response

from monitor.bootstrap import Service
from monitor.drafting.draft import LONGEST_REMARK, Author, Content, Draft
from monitor.drafting.drafting import ChangedMeanwhile
from monitor.intake.intake import TooBusy
from monitor.intake.reading import read_draft
from monitor.intake.refusals import IntakeRefusal, InvalidEvents, KeyReused
from monitor.languages.phrases import N_, gettext
from monitor.pages.desk.answering import desk_page, gone_to
from monitor.pages.desk.correction import correction_differences
from monitor.pages.desk.differences import Difference
from monitor.pages.desk.forms.event_json import from_event, to_event
from monitor.pages.desk.forms.field import Form, Typed
from monitor.pages.desk.forms.laid_out import laid_out, names_shown
from monitor.pages.desk.forms.mistakes import Mistake, as_told, mistakes
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
from monitor.staff.account import Staff

Posted = Iterable[tuple[str, str]]

_CHANGED = N_("What you see is not what the preview showed: look at what it would change now, and append it then.")
_NO_PREVIEW = N_("Nothing is on record yet. Look at what it would change, and append it then.")
_BUSY = N_("Nothing is on record: others append at this moment. Try again.")
_SECOND = N_("Nothing is on record: a second person has to look at it first. Keep it as a draft.")
_ON_RECORD = N_("This form is on record already, as it read then. Correct the event there, or begin a new one.")
_TAKEN = N_(
    "Nothing was done: the draft was changed, sent back, appended or withdrawn meanwhile. Keep this as a new one."
)
_SENT_BACK = N_("Nothing is on record: the draft was sent back. Save it, so that it is looked at again.")


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form was filled in with, and what it carries beside that.

    ``once`` is what it was opened under, ``version`` that of the draft it was opened with, ``shown`` what its preview
    gave.
    """

    typed: dict[str, Typed]
    once: str
    note: str = ""
    version: str = ""
    shown: str = ""


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
        typed = from_event(self.form, event)
        if self.draft is None:
            return self._page(Filled(typed, once_of({})), _PLAIN)
        return self._page(Filled(typed, once_of({}), self.draft.note, str(self.draft.version)), _PLAIN)

    def posted(self, pairs: Posted) -> Response:
        """What the button that was pressed asks for."""
        fields = dict(pairs)
        act, typed = fields.get("do", ""), gathered(self.form.root, fields.items())
        if ":" in act:
            changed(self.form.root, typed, act)
            return self._page(_filled(typed, fields), _PLAIN)
        filled = _filled(tidied(self.form.root, typed), fields)
        if self._is_refused(act, filled):
            return self._taken(filled)
        if act in {"draft", "draft-new"}:
            return self._kept(filled, anew=act == "draft-new")
        if act == "append":
            return self._appended(filled)
        return self._page(filled, self._tried(filled.typed))

    def _is_taken(self, filled: Filled) -> bool:
        """Whether the draft is no longer what the form was opened with."""
        return self.draft is not None and filled.version != str(self.draft.version)

    def _is_refused(self, act: str, filled: Filled) -> bool:
        if act == "append" and self.draft is not None and self.draft.append is not None:
            # Pressed twice: its key answers with the append that it became, unless something else is filled in now.
            return False
        return act in {"draft", "append"} and self._is_taken(filled)

    def _taken(self, filled: Filled) -> Response:
        return self._page(filled, Shown(notice=gettext(_TAKEN), status=HTTPStatus.CONFLICT))

    def _tried(self, typed: dict[str, Typed]) -> Shown:
        """What it would change, or what is wrong with it."""
        try:
            content = self._content(typed)
            foretold = foretell(self.service, request_of(self.service, content, self.staff.id))
            return Shown(foretold=foretold, differences=self._differences(typed))
        except IntakeRefusal as error:
            return self._refused(typed, error)

    def _appended(self, filled: Filled) -> Response:
        if self.draft is not None and self.draft.state == "sent-back":
            return self._page(filled, Shown(notice=gettext(_SENT_BACK), status=HTTPStatus.CONFLICT))
        try:
            content = self._content(filled.typed)
            key = key_of_form(filled.once, self.author, content)
            if self.draft is not None:
                key = key_of_draft(self.draft, content)
            # Nobody edits what somebody else wrote, so whoever appends here is no second person.
            number = put(self.service, content, self.author, key, filled.shown, second=False)
        except NotAsShown as error:
            words, status = (_CHANGED, HTTPStatus.CONFLICT) if filled.shown else (_NO_PREVIEW, HTTPStatus.OK)
            return self._page(
                filled, Shown((), error.foretold, self._differences(filled.typed), gettext(words), status)
            )
        except NeedsSecond as error:
            said = Shown((), error.foretold, self._differences(filled.typed), gettext(_SECOND), HTTPStatus.CONFLICT)
            return self._page(filled, said)
        except TooBusy:
            return self._page(filled, Shown(notice=gettext(_BUSY), status=HTTPStatus.SERVICE_UNAVAILABLE))
        except IntakeRefusal as error:
            return self._page(filled, self._refused(filled.typed, error))
        if self.draft is not None:
            self.service.drafting.appended(self.draft, self.author, number)
        return gone_to(self.request, f"/desk/appends/{number}?done=appended")

    def _kept(self, filled: Filled, *, anew: bool) -> Response:
        event = to_event(self.form, filled.typed)
        content, title = Content((event,)), self._title(event)
        if self.draft is None or anew:
            kept = self.service.drafting.keep(title, content, self.author, filled.note)
            return gone_to(self.request, f"/desk/drafts/{kept.id}?done=kept")
        try:
            self.service.drafting.change(self.draft, title, content, self.author, filled.note)
        except ChangedMeanwhile:
            # Between reading it and here: no version is the one that this form was opened with any more.
            return self._taken(replace(filled, version=""))
        return gone_to(self.request, f"/desk/drafts/{self.draft.id}?done=kept")

    def _content(self, typed: dict[str, Typed]) -> Content:
        return Content((read_draft(to_event(self.form, typed)),))

    def _title(self, event: Mapping[str, Any]) -> str:
        title = event.get("title")
        if isinstance(title, str) and title.strip():
            return title[:500]
        return (
            gettext("%(act)s: %(title)s", act=self.heading, title=self.target["title"])[:500]
            if self.target is not None
            else self.heading
        )

    def _differences(self, typed: dict[str, Typed]) -> tuple[Difference, ...] | None:
        if self.original is None:
            return None
        return correction_differences(self.original, to_event(self.form, typed))

    def _refused(self, typed: Mapping[str, Typed], error: IntakeRefusal) -> Shown:
        match error:
            case InvalidEvents():
                found = mistakes(self.form, typed, error.refusals)
                return Shown(found, status=HTTPStatus.UNPROCESSABLE_ENTITY)
            case KeyReused():
                return Shown(notice=gettext(_ON_RECORD), status=HTTPStatus.CONFLICT)
            case _:
                return Shown((as_told(str(error)),), status=HTTPStatus.CONFLICT)

    def _page(self, filled: Filled, shown: Shown) -> Response:
        sections = laid_out(self.form, filled.typed, shown.mistakes)
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
            filled=filled,
            taken=self._is_taken(filled),
            offers=offered(self.service.reader, picks_in(self.form.root.members)),
        )


def _filled(typed: dict[str, Typed], fields: Mapping[str, str]) -> Filled:
    note = fields.get("note", "").strip()[:LONGEST_REMARK]
    return Filled(typed, once_of(fields), note, fields.get("version", ""), fields.get("shown", ""))
