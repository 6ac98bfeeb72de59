"""The kinds of problem that a request can meet, each with an address of its own (RFC 9457 section 3.1.1)."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: what all its occurrences have in common.

    ``advice`` is for whoever follows the address: what it means and what the client can do.
    """

    slug: str
    status: int
    title: str
    advice: str

    @property
    def type(self) -> str:
        """Its address, relative to the service."""
        return f"/problems/{self.slug}"


_KINDS = (
    Kind(
        "malformed-json",
        400,
        "Malformed JSON",
        "The body is not JSON as RFC 8259 has it. Trailing commas, NaN, the same key twice in an object and lone "
        "surrogates are refused too, since readers differ over what they mean. Mend the body and send it again.",
    ),
    Kind(
        "bad-request",
        400,
        "Bad request",
        "The request cannot be read as HTTP has it. The detail says what is wrong.",
    ),
    Kind(
        "idempotency-key-missing",
        400,
        "Idempotency-Key missing",
        "Every call that appends carries an Idempotency-Key header of the client's own choice, so that it can be "
        "repeated when its answer was lost. Choose one for each thing you append and keep it for repeats.",
    ),
    Kind(
        "unauthorized",
        401,
        "No valid API key",
        "The call needs a key: Authorization: Bearer rfm_... The one that came is missing, mistyped, unknown, revoked "
        "or past its last day.",
    ),
    Kind(
        "scope-missing",
        403,
        "The key does not allow this",
        "The key is valid but lacks the scope that the detail names. Ask staff for a key with that scope.",
    ),
    Kind(
        "not-found",
        404,
        "Not found",
        "There is nothing at this address, or nothing was on record at the moment asked for.",
    ),
    Kind(
        "method-not-allowed", 405, "Method not allowed", "The Allow header lists the methods that this address takes."
    ),
    Kind(
        "append-condition",
        409,
        "The condition of the append does not hold",
        "An event that the request excluded is on record; the answer names the first. Read what is new, decide again, "
        "and send the request with the new position and a new Idempotency-Key.",
    ),
    Kind(
        "preview-outdated",
        409,
        "The preview is out of date",
        "Appending now would change something else, or tell other people, than the preview showed. Ask for a new one.",
    ),
    Kind("event-id-taken", 409, "Event id taken", "An event with this id is on record. Ids are given once."),
    Kind(
        "external-id-taken",
        409,
        "External id taken",
        "An event with this external id is on record. To change what it says, correct that event.",
    ),
    Kind(
        "still-running",
        409,
        "The first request with this key is still running",
        "Wait, then repeat the request with the same Idempotency-Key for its answer.",
    ),
    Kind(
        "not-possible",
        409,
        "Not possible in this state",
        "The subscription or its endpoint is in a state in which that cannot be done; the detail says which.",
    ),
    Kind(
        "nothing-to-retract",
        409,
        "Nothing left to retract",
        "Every event of this append is retracted, or is a remark or a withholding, which never are. There is nothing "
        "left to do.",
    ),
    Kind(
        "retracted",
        410,
        "Retracted",
        "What made this commitment was retracted, so it stands no longer; what was said of it stays on record.",
    ),
    Kind(
        "too-large",
        413,
        "Too large",
        "The body, or the number of events in it, is over the limit that the detail names. Send it in parts.",
    ),
    Kind(
        "unsupported-media-type",
        415,
        "Unsupported media type",
        "The body is of a type that this call does not take. The detail names those it takes.",
    ),
    Kind(
        "invalid",
        422,
        "Invalid",
        "The request can be read but not accepted, and nothing of it is stored. Each entry of errors names the "
        "parameter, or the place in the body as a JSON Pointer (RFC 6901), and in a batch the line, from 1.",
    ),
    Kind(
        "idempotency-key-reused",
        422,
        "Idempotency-Key used for another request",
        "The key stands for a request with another body. Choose a new key for a new request.",
    ),
    Kind("rate-limited", 429, "Too many requests", "Wait for as many seconds as the Retry-After header says."),
    Kind(
        "internal",
        500,
        "Internal error",
        "A fault of the service, which its staff can see. What was not confirmed is not stored.",
    ),
    Kind(
        "unavailable",
        503,
        "Unavailable for the moment",
        "The service cannot answer now. Repeat the request, with the same Idempotency-Key if it has one, after as many "
        "seconds as the Retry-After header says.",
    ),
    Kind("http-error", 400, "Refused", "The request was refused with the status that the answer has."),
)

KINDS: Final = MappingProxyType({kind.slug: kind for kind in _KINDS})
"""Every kind by its slug."""

_GENERAL = (
    "bad-request",
    "unauthorized",
    "scope-missing",
    "not-found",
    "method-not-allowed",
    "too-large",
    "unsupported-media-type",
    "invalid",
    "rate-limited",
    "internal",
    "unavailable",
)
_BY_STATUS = {KINDS[slug].status: KINDS[slug] for slug in _GENERAL}


def kind_of_status(status: int) -> Kind:
    """The general kind of a status that comes with no more to say, ``http-error`` where there is none of its own."""
    return _BY_STATUS.get(status, KINDS["http-error"])
