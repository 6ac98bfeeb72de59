"""Which text is the address of one person that mail can be sent to."""

from email_validator import EmailNotValidError, validate_email

from alerts.mail.letter import Address

_LONGEST = 254  # RFC 5321 section 4.5.3.1.3: a path of 256 octets with its angle brackets


class AddressRefused(ValueError):
    """No mail is sent to this text; ``reason`` says why, without the text itself, and can be shown to who gave it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def validated(text: str) -> Address:
    """The address in its one written form: ASCII, the domain in lower case and in Punycode, nothing around it.

    Only the form is looked at (RFC 5321 section 4.1.2 without quoted local parts and domain literals); no resolver is
    asked. Names for special use, such as ``localhost`` and ``.test`` (RFC 6761), are refused.

    Raises:
        AddressRefused: it is not one such address: two with a comma between them, one with a display name, white space
            or a control character anywhere, or a local part that is not ASCII.
    """
    if len(text) > _LONGEST or not text.isprintable() or text != text.strip():
        raise AddressRefused("is not one address: nothing may stand before, after or within it")
    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError as err:
        raise AddressRefused("is not an address that mail can be sent to: write it like name@example.org") from err
    if found.ascii_email is None:
        raise AddressRefused("has a part before the @ that is not ASCII, which not every mail server carries")
    return Address(found.ascii_email)
