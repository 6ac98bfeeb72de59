"""The HTTP application of a service."""

from copy import copy
from functools import cache
from http import HTTPStatus

from fastapi import APIRouter, Depends, FastAPI
from starlette.datastructures import State

from monitor.api import (
    bodies,
    bounces,
    canary,
    commitments,
    compare,
    events,
    exports,
    feeds,
    figures,
    health,
    measures,
    openapi,
    problems,
    reference,
    search,
    sources,
    status,
    stream,
    subscriptions,
    writing,
)
from monitor.api.compressing import Compressed
from monitor.api.credentials import may_ingest, may_read
from monitor.api.every_request import EveryRequest
from monitor.api.openapi import Application
from monitor.api.problems import documented
from monitor.api.strictness import documented_parameters_only
from monitor.bootstrap import Service
from monitor.pages import asset_files, short_links, subscribe
from monitor.pages import routes as pages
from monitor.pages import search as search_page
from monitor.pages.desk import (
    appends,
    drafts,
    endpoints,
    event_on_record,
    importing,
    keys,
    new_event,
    overview,
    people,
    signing_in,
)
from monitor.pages.desk import messages as desk_messages
from monitor.pages.lost import nothing_there
from monitor.pages.reading import routes as reading_pages
from monitor.pages.spoken import Spoken
from monitor.pages.takeaway import embed, oembed
from monitor.pages.takeaway import routes as takeaway
from monitor.streaming.pace import PACE, Pace
from monitor.streaming.watch import Watch

READS: tuple[APIRouter, ...] = (
    commitments.router,
    compare.router,
    stream.router,  # before the events, one of which its path would else name
    events.router,
    measures.router,
    bodies.router,
    figures.router,
    reference.router,
    search.router,
    sources.reads,
    status.router,
    exports.router,
    feeds.router,
)
"""Calls that read the record; they need a key only where reads are not public."""

DESK: tuple[APIRouter, ...] = (
    signing_in.router,
    overview.router,
    # Before the pages of events, one of which could be called "new".
    new_event.router,
    event_on_record.router,
    drafts.router,
    appends.router,
    importing.router,
    desk_messages.router,
    endpoints.router,
    keys.router,
    people.router,
)
"""The pages for staff."""


def make_app(service: Service, pace: Pace = PACE) -> FastAPI:
    """The application that answers for a service; any number of them may live beside each other.

    ``pace`` is that of the stream of events.
    """
    # All of a process share one tree of routes, which takes a second to make, and each has a state of its own.
    app = copy(routes(public=service.settings.reads_public))
    app.state = State()
    app.state.service = service
    app.state.watch = Watch(lambda: service.log.head().position, pace)
    return app


@cache
def routes(*, public: bool) -> FastAPI:
    """The application without its service: every route, and what is said of each in OpenAPI, made once in a process."""
    app = Application(
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
    )
    strict = Depends(documented_parameters_only)
    for router in READS:
        if public:
            app.include_router(router, dependencies=[strict])
        else:
            keyed = documented("unauthorized", "scope-missing")
            app.include_router(router, dependencies=[Depends(may_read), strict], responses=keyed)
    # Before the JSON at the same address, which answers whoever does not ask for a page.
    # What is taken away of a page before the page: an ending of its address names the form.
    taken = (takeaway.router, embed.router, oembed.router, short_links.router)
    for router in (*taken, reading_pages.start, reading_pages.router):
        app.include_router(router, dependencies=[] if public else [Depends(may_read)])
    app.include_router(writing.router, dependencies=[Depends(may_ingest), strict])
    app.include_router(sources.writes, dependencies=[Depends(may_ingest), strict])
    app.include_router(subscriptions.router, dependencies=[strict])
    app.include_router(bounces.router, dependencies=[strict])
    app.include_router(canary.router, dependencies=[strict])
    app.include_router(health.router, dependencies=[strict])
    app.include_router(openapi.router, dependencies=[strict])
    # What mail programs add to a link must not break it.
    app.include_router(pages.router)
    app.include_router(subscribe.router)
    app.include_router(search_page.router)
    for router in DESK:
        app.include_router(router)
    app.include_router(asset_files.router)
    problems.install(app)
    app.add_exception_handler(HTTPStatus.NOT_FOUND, nothing_there)
    app.add_middleware(Compressed)
    app.add_middleware(EveryRequest, public=public)
    app.add_middleware(Spoken)
    app.openapi()
    return app
