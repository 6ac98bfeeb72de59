"""The text of a notification: made from the same values as the HTML, never from the HTML."""

from collections.abc import Iterator

from alerts.mail.notification import Correction, Notification, Section
from alerts.mail.phrases import (
    Phrases,
    change_in_words,
    correction_in_words,
    opening_in_words,
    source_in_words,
    standing_in_words,
)
from alerts.mail.web_links import web_link


def text_of(notification: Notification, phrases: Phrases) -> str:
    """The whole text, paragraphs apart by an empty line. Lines are as long as they are: mail programs wrap them."""
    paragraphs = [notification.heading, opening_in_words(notification.opening, phrases)]
    if notification.corrects is not None:
        paragraphs += _correction(notification.corrects, phrases)
    heading = None
    for section in notification.sections:
        if section.heading is not None and section.heading != heading:
            paragraphs.append(f"== {section.heading} ==")
        heading = section.heading
        paragraphs.append("\n".join(_section(section, phrases)))
    paragraphs.append("\n".join(_footer(notification, phrases)))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _section(section: Section, phrases: Phrases) -> Iterator[str]:
    yield f"* {section.title}"
    for change in section.changes:
        yield f"  {change.of}: {change_in_words(change, phrases)}"
    if section.cause is not None:
        yield f"  {phrases.because}: {section.cause}"
    for standing in section.present:
        yield f"  {phrases.now}: {standing_in_words(standing, phrases)}"
    if section.picture is not None:
        yield f"  [{phrases.picture.format(alt=section.picture.alt)}]"
    if section.sources:
        yield f"  {phrases.sources}:"
    for source in section.sources:
        url = web_link(source.url)
        yield f"  - {source_in_words(source, phrases)}" + (f" {url}" if url else "")
    if section.matched:
        yield f"  {phrases.matched}: {'; '.join(section.matched)}"
    for link in section.links:
        yield f"  {link.words}: {link.url}"


def _correction(correction: Correction, phrases: Phrases) -> Iterator[str]:
    yield correction_in_words(correction, phrases)
    for text in correction.texts:
        new = phrases.withdrawn if text.new is None else text.new
        yield "\n".join([text.of, f"{phrases.before}:", _quoted(text.old), f"{phrases.after}:", _quoted(new)])


def _footer(notification: Notification, phrases: Phrases) -> Iterator[str]:
    yield "--"  # without the space behind it, which makes what follows a signature that many programs fold away
    if notification.note is not None:
        yield f"{phrases.note}:"
        yield _quoted(notification.note)
    if notification.why:
        yield f"{phrases.why}:"
    for reason in notification.why:
        yield f"- {reason.words}"
        if reason.leave_url is not None:
            yield f"  {phrases.leave_one}: {reason.leave_url}"
    if notification.manage_url is not None:
        yield f"{phrases.manage}: {notification.manage_url}"
    if notification.leave_url is not None:
        yield f"{phrases.leave}: {notification.leave_url}"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
