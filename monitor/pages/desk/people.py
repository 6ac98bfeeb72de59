"""People at the desk: accounts of staff made, disabled, enabled, given another password."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import Query, Request, Response

from events.sql.engines import reading, writing
from monitor.api.problems import Problem
from monitor.api.serviced import Served
from monitor.bootstrap import Service
from monitor.languages.phrases import N_, Words
from monitor.languages.phrases import gettext as _
from monitor.pages.desk.answering import desk_page, gone_to
from monitor.pages.desk.guarding import Admin, desk_router
from monitor.pages.forms import FormPairs, Pairs
from monitor.staff import accounts
from monitor.staff.account import LONGEST_NAME, STAFF_SCOPES, Account, Staff, StaffScope, name_of
from monitor.staff.hashing import TooManySignIns, hashed
from monitor.staff.password import LONGEST, SHORTEST, PasswordRefused, new_password, normalized

_DONE: Final = Words(
    {
        "created": N_("The account is made."),
        "disabled": N_("Nobody can sign in by it any more, and whoever was signed in is so no longer."),
        "enabled": N_("It can be used again, with the password it had."),
        "password": N_("It has another password; whoever was signed in by it is so no longer."),
    }
)

router = desk_router()


@router.get("/people")
def read_people(
    request: Request, service: Served, staff: Admin, done: Annotated[str, Query(max_length=40)] = ""
) -> Response:
    """Every account there ever was, and the form for another."""
    return _page(request, service, staff, notice=_DONE.get(done))


@router.post("/people")
def create_account(request: Request, service: Served, staff: Admin, form: FormPairs) -> Response:
    """Make an account."""
    given, scopes, wrong = dict(form), _scopes(form), dict[str, str]()
    password = _hashed(given.get("password", ""), wrong)
    if not scopes:
        wrong["scope"] = _("Choose what it allows.")
    if password is not None and not wrong:
        try:
            with writing(service.engine) as connection:
                accounts.create(connection, given.get("name", ""), password=password, scopes=scopes, now=service.now())
        except accounts.BadName:
            wrong["name"] = _(
                "That is not possible: a name has up to %(number)s characters that can be seen, and a letter or digit.",
                number=LONGEST_NAME,
            )
        except accounts.NameTaken:
            name = name_of(given.get("name", ""))
            wrong["name"] = _("That is not possible: there is an account %(name)s already.", name=name)
    if wrong:
        return _page(request, service, staff, given=form, wrong=wrong)
    return gone_to(request, "/desk/people?done=created")


@router.post("/people/{account}/disable")
def disable_account(request: Request, service: Served, staff: Admin, account: str) -> Response:
    """Let nobody sign in by an account any more."""
    del staff
    one = _one(service, account)
    with writing(service.engine) as connection:
        accounts.disable(connection, one.id, service.now())
    return gone_to(request, "/desk/people?done=disabled")


@router.post("/people/{account}/enable")
def enable_account(request: Request, service: Served, staff: Admin, account: str) -> Response:
    """Let an account be used again."""
    del staff
    one = _one(service, account)
    with writing(service.engine) as connection:
        accounts.enable(connection, one.id)
    return gone_to(request, "/desk/people?done=enabled")


@router.post("/people/{account}/password")
def change_password(request: Request, service: Served, staff: Admin, account: str, form: FormPairs) -> Response:
    """Give an account another password."""
    one, wrong = _one(service, account), dict[str, str]()
    password = _hashed(dict(form).get("password", ""), wrong)
    if password is None:
        return _page(request, service, staff, wrong={f"password of {one.id}": wrong["password"]})
    with writing(service.engine) as connection:
        accounts.set_password(connection, one.id, password)
    return gone_to(request, "/desk/people?done=password")


def _scopes(form: Pairs) -> list[StaffScope]:
    asked = {value for name, value in form if name == "scope"}
    return [scope for scope in STAFF_SCOPES if scope in asked]


def _hashed(written: str, wrong: dict[str, str]) -> str | None:
    try:
        return hashed(new_password(written))
    except PasswordRefused:
        if len(normalized(written)) < SHORTEST:
            words = _("That is not possible: a password has %(number)s characters or more.", number=SHORTEST)
        else:
            words = _("That is not possible: a password has %(number)s characters at most.", number=LONGEST)
        wrong["password"] = words
    except TooManySignIns as error:
        raise Problem("unavailable", _("too many people sign in at this moment")) from error
    return None


def _one(service: Service, identity: str) -> Account:
    with reading(service.engine) as connection:
        found = accounts.by_id(connection, identity)
    if found is None:
        raise Problem("not-found", _("there is no such account"))
    return found


def _page(
    request: Request,
    service: Service,
    staff: Staff,
    *,
    notice: str | None = None,
    given: Pairs = (),
    wrong: Mapping[str, str] | None = None,
) -> Response:
    with reading(service.engine) as connection:
        found = accounts.every(connection)
    return desk_page(
        request,
        staff,
        "people.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        found=found,
        scopes=STAFF_SCOPES,
        shortest=SHORTEST,
        done=notice,
        # What was typed comes back, but for passwords.
        name=dict(given).get("name", ""),
        chosen=_scopes(given) or ["ingest"],
        wrong=wrong or {},
    )
