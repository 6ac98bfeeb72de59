"""A letter about a subscription or an endpoint itself: a few sentences, and at most one thing to do."""

from typing import Annotated, Literal

from jinja2 import Environment, StrictUndefined
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from alerts.mail.letter import SUBJECT_CHARACTERS, one_subject
from alerts.mail.notification import Line, OwnUrl, Passage

_HTML = """\
<!DOCTYPE html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{ said.heading }}</title>
</head>
<body style="margin: 0; padding: 1em; font: 16px/1.5 sans-serif; overflow-wrap: anywhere;">
<div style="max-width: 40em; margin: 0 auto;">
<h1 style="margin: 0 0 .5em; font-size: 1.4em; line-height: 1.3;">{{ said.heading }}</h1>
{% for paragraph in said.before %}
<p dir="auto" style="margin: 0 0 1em; white-space: pre-line;">{{ paragraph }}</p>
{% endfor %}
{% if url is not none %}
<p style="margin: 0 0 1em;"><a href="{{ url }}" style="display: inline-block; padding: .6em 1em;
 border: 2px solid #888; border-radius: .3em; font-weight: bold;">{{ said.act }}</a></p>
{% endif %}
{% for paragraph in said.after %}
<p dir="auto" style="margin: 0 0 1em; white-space: pre-line;">{{ paragraph }}</p>
{% endfor %}
</div>
</body>
</html>
"""

_TEMPLATE = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(_HTML)


class PlainLetter(BaseModel):
    """What it says, before and after the link; ``to_do`` is what the link is for, ``act`` the words on it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: Annotated[str, AfterValidator(one_subject), Field(max_length=SUBJECT_CHARACTERS)]
    heading: Line
    before: tuple[Passage, ...] = ()
    after: tuple[Passage, ...] = ()
    to_do: Literal["confirm", "manage"] | None = None
    act: Line | None = None


def text_and_html(said: PlainLetter, url: OwnUrl | None, language: str = "en") -> tuple[str, str]:
    """The text and the HTML of a letter whose link goes to ``url``."""
    link = [f"{said.act}: {url}"] if url is not None else []
    text = "\n\n".join([said.heading, *said.before, *link, *said.after])
    return text, _TEMPLATE.render(said=said, url=url, language=language)
