"""A notification as subject, text and HTML: three forms of the same values."""

from dataclasses import dataclass
from functools import cache, partial

from jinja2 import Environment, StrictUndefined, Template

from alerts.mail.html_template import HTML_TEMPLATE
from alerts.mail.letter import InlineImage
from alerts.mail.notification import Notification
from alerts.mail.phrases import (
    ENGLISH,
    Phrases,
    change_in_words,
    correction_in_words,
    direction,
    opening_in_words,
    source_in_words,
    standing_in_words,
)
from alerts.mail.text_part import text_of
from alerts.mail.web_links import web_link


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a letter shows. ``images`` are those that the HTML refers to, each once."""

    subject: str
    text: str
    html: str
    images: tuple[InlineImage, ...]


def render(notification: Notification, phrases: Phrases = ENGLISH) -> Rendered:
    """The three forms, with the fixed words of ``phrases``, which should be in the notification's language."""
    pictures = (section.picture for section in notification.sections)
    return Rendered(
        subject=notification.subject.line(),
        text=text_of(notification, phrases),
        html=_template(phrases).render(n=notification, p=phrases),
        images=tuple({picture.content_id: picture for picture in pictures if picture is not None}.values()),
    )


@cache
def _template(phrases: Phrases) -> Template:
    # `autoescape=True` rather than by file name: a name that ends otherwise would switch it off.
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters = {
        "correction": partial(correction_in_words, phrases=phrases),
        "direction": direction,
        "from_to": partial(change_in_words, phrases=phrases),
        "opening": partial(opening_in_words, phrases=phrases),
        "source": partial(source_in_words, phrases=phrases),
        "standing": partial(standing_in_words, phrases=phrases),
        "web_link": web_link,
    }
    return environment.from_string(HTML_TEMPLATE)
