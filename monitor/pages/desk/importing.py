"""The page that imports a file: checked first, then kept as a draft that is appended with what it would change seen."""

from http import HTTPStatus
from typing import Final

from fastapi import Request, Response

from monitor.api.serviced import Served
from monitor.bootstrap import Service
from monitor.drafting.draft import LONGEST_REMARK, Author
from monitor.intake.refusals import IntakeRefusal
from monitor.languages.language import ENGLISH
from monitor.languages.phrases import gettext as _
from monitor.pages.desk.answering import desk_page, gone_to
from monitor.pages.desk.guarding import SignedIn, desk_router
from monitor.pages.desk.imported_file import Fault, FileRefused, Read, read_file
from monitor.pages.desk.putting import Foretold, foretell, request_of
from monitor.pages.desk.uploads import UploadForm
from monitor.pages.retelling import retold
from monitor.pages.shown import opening
from monitor.staff.account import Staff

MOST_FAULTS: Final = 200
"""So many faults are listed."""

router = desk_router()


@router.get("/import")
def read_import(request: Request, service: Served, staff: SignedIn) -> Response:
    """What can be imported, with the form."""
    return _page(request, service, staff, notify=True)


@router.post("/import")
def import_file(request: Request, service: Served, staff: SignedIn, form: UploadForm) -> Response:
    """Check a file and store nothing, or keep it as a draft as well; which of both, the button says."""
    file, mapping, notify = form.files.get("file"), form.files.get("mapping"), "silent" not in form.fields
    if file is None:
        faults = [Fault("", None, "", _("Choose the file to import."), None)]
        return _page(request, service, staff, notify=notify, faults=faults)
    try:
        read = read_file(service, file, mapping, staff.id, notify=notify)
        foretold = foretell(service, request_of(service, read.content, staff.id))
    except FileRefused as error:
        return _page(request, service, staff, notify=notify, faults=error.faults)
    except IntakeRefusal as error:
        told = retold(str(error))
        language = ENGLISH.code if told == str(error) else None
        faults = [Fault(file.name, None, "", f"{opening(told)}.", language)]
        return _page(request, service, staff, notify=notify, faults=faults)
    if form.fields.get("do") != "keep":
        return _page(request, service, staff, notify=notify, read=read, foretold=foretold)
    note = form.fields.get("note", "").strip()[:LONGEST_REMARK]
    kept = service.drafting.keep(f"Import: {read.title}"[:500], read.content, Author(staff.id, staff.name), note)
    return gone_to(request, f"/desk/drafts/{kept.id}?done=kept")


def _page(
    request: Request,
    service: Service,
    staff: Staff,
    *,
    notify: bool,
    read: Read | None = None,
    foretold: Foretold | None = None,
    faults: object = (),
) -> Response:
    return desk_page(
        request,
        staff,
        "import.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK,
        notify=notify,
        read=read,
        foretold=foretold,
        faults=faults,
        most_faults=MOST_FAULTS,
        most_mib=service.settings.max_batch_bytes // 1024**2,
        most_events=service.settings.max_batch_events,
    )
