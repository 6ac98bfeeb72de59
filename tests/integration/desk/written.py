"""Events as staff write them at the desk: the fields that a browser would post, and the buttons."""

from httpx2 import Response

from events.sql.engines import writing
from monitor.keys.store import create
from monitor.pages.desk.forms.event_json import from_event
from monitor.pages.desk.forms.form import form_for
from tests.builders import Event
from tests.integration.api.served import Api
from tests.integration.desk.visited import Desk
from tests.integration.private_pages.mailed import Page
from tests.posted import flat


def at_desk(api: Api, name: str = "Aigul", *, trusted_feed: bool = False) -> Desk:
    """A browser in which somebody is signed in by a key of that name, which is quicker than a password."""
    desk = Desk(api)
    with writing(api.service.engine) as connection:
        _, secret = create(
            connection, scopes=frozenset({"ingest"}), now=api.clock(), label=name, trusted_feed=trusted_feed
        )
    assert desk.sign_in_by_key(secret).status_code == 303
    return desk


def fields_of(event: Event) -> dict[str, str]:
    """The form of an event, filled in."""
    form = form_for(event)
    return dict(flat(from_event(form, event)))


def press(desk: Desk, path: str, act: str, fields: dict[str, str], **more: str) -> Response:
    """The form at an address, posted with one of its buttons."""
    return desk.post(path, {**fields, **more, "do": act})


def hidden_in(page: Page) -> dict[str, str]:
    """What a page carries beside what is filled in, to be sent back with it."""
    found = [one.attributes for one in page.elements if one.attributes.get("type") == "hidden"]
    return {str(one["name"]): str(one["value"]) for one in found}


def shown_by(response: Response) -> dict[str, str]:
    """What a preview gives to be sent back with the append."""
    assert response.status_code == 200, response.text
    found = hidden_in(Page(response))
    assert "shown" in found, Page(response).words
    return found


def append(desk: Desk, path: str, fields: dict[str, str]) -> Response:
    """Preview, then append."""
    return press(desk, path, "append", fields, **shown_by(press(desk, path, "preview", fields)))


def draft(desk: Desk, path: str, fields: dict[str, str], **more: str) -> str:
    """Kept as a draft; its address."""
    response = press(desk, path, "draft", fields, **more)
    assert response.status_code == 303, response.text
    return str(response.headers["location"]).partition("?")[0]


def edited(desk: Desk, path: str, act: str, fields: dict[str, str]) -> Response:
    """The form of a draft, opened, filled in otherwise and posted with one of its buttons."""
    return press(desk, f"{path}/edit", act, fields, **hidden_in(desk.page(f"{path}/edit")))


def decide(desk: Desk, path: str, act: str, **more: str) -> Response:
    """A button on the page of a draft, as it is shown at that moment."""
    return desk.post(path, {**hidden_in(desk.page(path)), **more, "do": act})
