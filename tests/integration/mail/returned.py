"""Mail that comes back: reports as mail servers and providers write them, about a letter of ours."""

from alerts.mail.verp import bounce_address
from tests.integration.mail.lettered import Letter, Mailing
from tests.spec.alerts.mail.test_bounces import complaint, dsn

MAIL_TYPE = "message/rfc822"


def bounced(mail: Mailing, letter: Letter, status: str, *, action: str = "failed", said: str = "") -> object:
    """A server reports on a letter; what the service made of that."""
    diagnostic = f"smtp; 550 {status} {said or 'no'}"
    return take(mail, dsn(status, action=action, diagnostic=diagnostic, to=where_from(mail, letter)))


def complained(mail: Mailing, letter: Letter) -> object:
    """A provider reports that a letter was marked as unwanted; what the service made of that."""
    return take(mail, complaint(mail_from=where_from(mail, letter)))


def take(mail: Mailing, raw: bytes, query: str = "") -> object:
    """Hands a returned letter over, as a mail server does; the report in the answer."""
    staff = mail.api.new_key("admin")
    response = mail.api.send(f"/v1/bounces{query}", raw, key=None, bearer=staff, media_type=MAIL_TYPE)
    assert response.status_code == 200, response.text
    return response.json()["report"]


def where_from(mail: Mailing, letter: Letter) -> str:
    """The envelope sender of a letter."""
    return bounce_address(letter.id, "monitor.example", mail.api.service.keyring.bounce_keys[0])
