"""What a refusal says on the command line: one line for each thing to put right, and no traceback."""

from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from events.strict_json import MalformedJson
from monitor.answers.reader import NotOnRecord, Retracted
from monitor.answers.views import BadView
from monitor.cli.opening import NoRecord
from monitor.dossiers.problems import DossierError
from monitor.import_plan import NotImportable, WrongReferences
from monitor.intake.intake import TooBusy
from monitor.intake.refusals import IntakeRefusal, InvalidEvents, Refusal
from monitor.logs import masked
from monitor.serving import CannotListen
from monitor.settings import refusals
from monitor.watching.sources import NoSuchSource

REFUSED, USAGE = 1, 2
"""Exit codes: what was asked for cannot be had; it was asked for wrongly."""


class Refused(Exception):
    """A refusal that the command line itself decides on, in words for whoever typed the command."""

    def __init__(self, *lines: str, code: int = REFUSED) -> None:
        super().__init__("\n".join(lines))
        self.lines, self.code = lines, code


EXPECTED = (
    BadView, CannotListen, DBAPIError, DossierError, IntakeRefusal, MalformedJson, NoConnectionFree, NoRecord,
    NoSuchSource, NotImportable, NotOnRecord, OSError, Refused, Retracted, TooBusy, ValidationError,
)  # fmt: skip
"""Errors that are told in lines; any other is a fault of the program."""


def told(error: Exception) -> tuple[list[str], int]:
    """The lines that say what to put right, and the exit code."""
    match error:
        case Refused():
            return list(error.lines), error.code
        case BadView():
            return [f"{_option(error.parameter)}: {error.detail}"], USAGE
        case InvalidEvents():
            return [_line(one) for one in error.refusals], REFUSED
        case WrongReferences() | DossierError():
            return str(error).splitlines(), REFUSED
        case ValidationError():
            return refusals(error), REFUSED
        case DBAPIError():
            return [f"the database refused: {masked(str(error.orig)).splitlines()[0]}"], REFUSED
        case NoConnectionFree():
            return ["the database gave no connection in time; try again later"], REFUSED
        case TooBusy():
            return ["other writers were always first; try again"], REFUSED
        case OSError():
            where = f"{error.filename}: " if error.filename else ""
            return [f"{where}{error.strerror or error}"], REFUSED
        case _:
            return [str(error)], REFUSED


def _option(parameter: str) -> str:
    return parameter if parameter.isupper() else f"--{parameter.replace('_', '-')}"


def _line(refusal: Refusal) -> str:
    place = f"line {refusal.line}: " if refusal.line is not None else ""
    return f"{place}{refusal.pointer or 'the event'}: {refusal.detail}"
