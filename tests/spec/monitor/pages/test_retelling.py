"""What was said in English is told again in the language that is spoken."""

import pytest

from monitor.languages.language import ENGLISH, RUSSIAN
from monitor.languages.speaking import Speech, speaking
from monitor.pages.retelling import retold


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("a day is written YYYY-MM-DD", "день записывается в виде YYYY-MM-DD"),
        ("there is no day 2009-02-30", "дня 2009-02-30 не существует"),
        (
            "position 99 is in the future; the log ends at 11",
            "порядковый номер 99 — в будущем; последний номер в журнале: 11",
        ),
        (
            "mail to this address comes back: subscribe again, and confirm from the mail that comes",
            "почта на этот адрес возвращается: нужно подписаться снова и подтвердить по пришедшему письму",
        ),
        # What somebody wrote is no message of ours, whatever it reads like.
        ("there is no day Not found", "дня Not found не существует"),
        ("there is no day %(day)s (.+)", "дня %(day)s (.+) не существует"),
        ("nobody ever says this", "nobody ever says this"),
    ],
)
def test_the_message_is_found_again_with_what_was_filled_in(english: str, russian: str) -> None:
    with speaking(Speech(RUSSIAN)):
        assert retold(english) == russian
    with speaking(Speech(ENGLISH)):
        assert retold(english) == english
