"""The desk as a browser visits it: over https, with the cookie it was given, and saying that a page of ours posts."""

from dataclasses import dataclass, field
from functools import cache

from fastapi.testclient import TestClient
from httpx2 import Response

from events.sql.engines import writing
from monitor.pages.desk.cookie import NAME
from monitor.staff import accounts
from monitor.staff.account import Account, StaffScope
from monitor.staff.hashing import hashed
from monitor.staff.sessions import begin
from tests.integration.api.served import Api
from tests.integration.private_pages.mailed import Page

HOST = "monitor.example"
HERE = f"https://{HOST}"
PASSWORD = "correct horse battery staple"
OWN = {"Sec-Fetch-Site": "same-origin"}


@cache
def hash_of(password: str) -> str:
    """The hash of a password, made once: it takes its time."""
    return hashed(password)


@dataclass
class Desk:
    """One browser at the desk."""

    api: Api
    client: TestClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = TestClient(
            self.api.client.app, base_url=HERE, follow_redirects=False, raise_server_exceptions=False
        )

    def get(self, path: str) -> Response:
        return self.client.get(path)

    def post(self, path: str, fields: dict[str, str] | None = None, headers: dict[str, str] | None = None) -> Response:
        """A form; from a page of ours unless the headers say otherwise."""
        return self.client.post(path, data=fields or {}, headers=OWN if headers is None else headers)

    def page(self, path: str, status: int = 200) -> Page:
        response = self.get(path)
        assert response.status_code == status, response.text
        return Page(response)

    def sign_in(self, name: str = "Aigul", password: str = PASSWORD) -> Response:
        return self.post("/desk/sign-in", {"by": "password", "name": name, "password": password})

    def sign_in_by_key(self, key: str) -> Response:
        return self.post("/desk/sign-in", {"by": "key", "key": key})

    @property
    def token(self) -> str | None:
        return self.client.cookies.get(NAME)

    def is_signed_in(self) -> bool:
        return self.get("/desk").status_code == 200

    def account(self, name: str = "Aigul", *scopes: StaffScope) -> Account:
        """An account with the password of these tests."""
        with writing(self.api.service.engine) as connection:
            return accounts.create(
                connection, name, password=hash_of(PASSWORD), scopes=scopes or ("ingest",), now=self.api.clock()
            )


def signed_in(api: Api, name: str = "Aigul", *scopes: StaffScope) -> Desk:
    """A browser in which somebody of this name is signed in, whose account is made; the password takes its time."""
    desk = Desk(api)
    account = desk.account(name, *scopes)
    with writing(api.service.engine) as connection:
        token = begin(connection, account, api.clock())
    desk.client.cookies.set(NAME, token, domain=HOST, path="/")
    return desk
