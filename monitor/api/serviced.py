"""The service that an application answers for, as its routes ask for it."""

from typing import Annotated

from fastapi import Depends, Request

from monitor.bootstrap import Service


async def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


Served = Annotated[Service, Depends(_service)]
