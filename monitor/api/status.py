"""The state of the service over HTTP: what its page shows, for programs."""

from fastapi import APIRouter, Request, Response

from monitor.answers.service_status import service_status
from monitor.answers.views import Asked
from monitor.api.answering import read_answer
from monitor.api.asking import view_of
from monitor.api.documentation import plain
from monitor.api.serviced import Served
from monitor.api.status_answers import ServiceStatus

router = APIRouter(tags=["Service"])


@router.get("/v1/status", responses=plain(ServiceStatus, "unavailable"))
def read_status(request: Request, service: Served) -> Response:
    """How fresh each record is, how delivery goes, where log and read model end, and what is not well.

    Unlike `/readyz` it never says 503 because of what it finds, and it tells more.
    """
    return read_answer(request, service_status(service, view_of(service, Asked())))
