"""Delivering a message to an address: written, signed, handed over, and what the answer means."""

import asyncio
import time
from dataclasses import dataclass, replace
from datetime import datetime

from alerts.destinations import Destination, Message
from alerts.mail.bounces import classify
from alerts.mail.composing import Sender, compose
from alerts.mail.dkim import Signer
from alerts.mail.handing_over import HandsOver
from alerts.mail.letter import Address
from alerts.mail.letters import Letters
from alerts.mail.smtp import Accepted, Refused
from alerts.posting import STAFF_DESTINATION
from alerts.results import Result, Verdict


@dataclass(frozen=True, slots=True)
class MailDelivery:
    """Makes attempts at addresses. Implements ``alerts.dispatching.Delivers``."""

    letters: Letters
    sender: Sender
    hand_over: HandsOver
    signer: Signer | None = None

    async def __call__(self, to: Destination, message: Message, at: datetime) -> Result:
        """What came of one attempt.

        Raises:
            ValueError: the letter cannot be written.
        """
        del at
        started = time.monotonic()
        address, written = await asyncio.to_thread(self._written, to, message)
        answer = await self.hand_over(written, letter_id=message.id, to=address, at=message.created_at)
        found = result_of(answer, round((time.monotonic() - started) * 1000))
        # Nobody else is told what staff are told, that our mail is refused for one: it is tried until it passes.
        untold = to.id == STAFF_DESTINATION and found.verdict is Verdict.REFUSED
        return replace(found, verdict=Verdict.RETRY) if untold else found

    def _written(self, to: Destination, message: Message) -> tuple[Address, bytes]:
        letter = self.letters.letter(to, message)
        composed = compose(letter, self.sender)
        return letter.to, self.signer.sign(composed) if self.signer is not None else composed


def result_of(answer: Accepted | Refused, duration_ms: int) -> Result:
    """What an answer of the server means.

    No connection, and what is refused before the recipient is named, is our own trouble. Of what is refused for good,
    an address that does not exist is given up (``alerts.mail.bounces.classify``), a full one rests, and a refusal of us
    will be the same each time. Anything else may pass later.
    """
    said = answer.text.encode()[:4096]
    if isinstance(answer, Accepted):
        return Result(Verdict.DELIVERED, duration_ms, answer.code, excerpt=said)
    if answer.code is None:
        return Result(Verdict.POSTPONE, duration_ms, error=answer.text)
    if not answer.permanent:
        found = Verdict.RETRY if answer.code < 500 else Verdict.POSTPONE  # noqa: PLR2004 - 5yz is permanent
        return Result(found, duration_ms, answer.code, excerpt=said)
    kind = classify(answer.status)
    verdicts = {"hard": Verdict.GONE, "blocked": Verdict.REFUSED, "soft": Verdict.REST}
    reasons = {"hard": f"the address takes no mail ({answer.status})", "blocked": answer.status}
    verdict = verdicts.get(kind, Verdict.REFUSED)
    return Result(verdict, duration_ms, answer.code, excerpt=said, reason=reasons.get(kind))
