"""Who asks: API keys as bearer tokens (RFC 6750), and the scope that a call needs."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

import structlog
from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.exc import OperationalError

from events.sql.engines import reading, writing
from monitor import metrics
from monitor.api.problems import Problem
from monitor.api.serviced import Served
from monitor.bootstrap import Service
from monitor.keys.key import ApiKey, Scope
from monitor.keys.store import find, note_use

_log = structlog.stdlib.get_logger("monitor.api")

_bearer = HTTPBearer(
    scheme_name="ApiKey", bearerFormat="rfm_...", description="A key that staff hand out.", auto_error=False
)
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


def _optional_token(request: Request) -> str | None:
    scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
    return credentials.strip() if scheme.casefold() == "bearer" and credentials.strip() else None


OptionalToken = Annotated[str | None, Depends(_optional_token)]
"""A bearer token for a call that needs none: what OpenAPI calls security is always required."""


def needs(scope: Scope) -> Callable[[Request, Served, Bearer], ApiKey]:
    """A dependency that lets only keys with this scope pass, and gives the key."""

    def key_with_scope(request: Request, service: Served, bearer: Bearer) -> ApiKey:
        if bearer is None:
            raise Problem("unauthorized", "this call needs a key: Authorization: Bearer rfm_...")
        now = service.now()
        with reading(service.engine) as connection:
            key = find(connection, bearer.credentials, now)
        if key is None:
            metrics.key_refused()
            raise Problem("unauthorized", "this key does not work: mistyped, unknown, revoked or past its last day")
        request.state.key_id = key.id
        if not key.allows(scope):
            raise Problem("scope-missing", f"the key {key.id} lacks the scope {scope}", more={"scope": scope})
        _note(service, key, now)
        return key

    return key_with_scope


def _note(service: Service, key: ApiKey, now: datetime) -> None:
    if not key.use_is_due_at(now):
        return
    try:
        with writing(service.engine) as connection:
            note_use(connection, key, now)
    except OperationalError as error:
        # Noting a use is a courtesy to staff; no request fails for it.
        _log.warning("key_use_not_noted", key=key.id, error=type(error).__name__)


may_ingest = needs("ingest")
may_read = needs("read")


def may_follow(request: Request, service: Served) -> None:
    """Whoever may read may be told; where reads are public, anybody."""
    if not service.settings.reads_public:
        token = _optional_token(request)
        may_read(request, service, HTTPAuthorizationCredentials(scheme="Bearer", credentials=token) if token else None)


Writer = Annotated[ApiKey, Depends(may_ingest)]
