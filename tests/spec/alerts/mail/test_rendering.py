"""What a notification says in its subject, its text and its HTML."""

from html.parser import HTMLParser

import pytest
from pydantic import ValidationError

from alerts.mail.letter import InlineImage
from alerts.mail.notification import (
    Attribution,
    Change,
    Correction,
    Link,
    Notification,
    Reason,
    Reworded,
    Section,
    Source,
    Standing,
    Subject,
)
from alerts.mail.rendering import Rendered, render
from alerts.mail.web_links import leads_to_the_web
from tests.spec.alerts.mail.letters import EARLIER, HOSTILE_TITLES, letter, notification, section

CHART = InlineImage(content_id="chart-1", media_type="image/png", data=b"png", alt="In progress, then enacted")


class Page(HTMLParser):
    """What a mail program finds in the HTML: elements with their attributes, and the text that is shown."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.shown: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.shown.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.shown).split())

    def values(self, attribute: str) -> list[str | None]:
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]


def shown(rendered: Rendered) -> list[str]:
    """The text and what the HTML shows, each with its white space evened out."""
    return [" ".join(rendered.text.split()), Page(rendered.html).text]


def full(title: str, url: str = "https://example.org/") -> Notification:
    """A notification with that title in every place that has a text."""
    standing = Standing(label=title, by=title, given=title)
    item = Section(
        title=title,
        changes=(Change(of=title, before=standing, after=standing),),
        cause=title,
        sources=(Source(title=title, publisher=title, account=title, url=url),),
        present=(standing,),
        links=(Link(words=title, url="https://alerts.example.org/v"),),
        picture=InlineImage(content_id="chart-1", media_type="image/png", data=b"png", alt=title),
        heading=title,
    )
    return Notification(
        subject=Subject(place=title, actor=title, act=title, day="2031-02-11"),
        heading=title,
        opening=Attribution(who=title, said=title, document=title, claim=True),
        sections=(item,),
        corrects=Correction(
            earlier=EARLIER, sent=title, reason=title, texts=(Reworded(of=title, old=title, new=title),)
        ),
        note=title,
        why=(Reason(words=title),),
        manage_url="https://alerts.example.org/manage/x",
        leave_url="https://alerts.example.org/u/x",
    )


def test_the_subject_names_place_actor_act_and_day() -> None:
    assert render(notification()).subject == "Kazakhstan: Parliament passes the media law, 2031-02-11"


def test_a_long_act_is_cut_before_the_day() -> None:
    line = Subject(place="Kazakhstan", actor="Parliament", act="passes " * 40, day="2031-02-11").line()
    assert line.endswith("…, 2031-02-11")
    assert 115 < len(line) <= 120


@pytest.mark.parametrize(
    ("opening", "line"),
    [
        (
            Attribution(who="OSCE Mission", document="Spot report 3", said="the law was passed"),
            "OSCE Mission, in “Spot report 3”: the law was passed",
        ),
        (
            Attribution(who="the government", document="National plan", said="the law was passed", claim=True),
            "The government states in “National plan”: the law was passed",
        ),
        (Attribution(who="the government", said="it is done", claim=True), "The government states: it is done"),
        (Attribution(who="the record", said="the deadline has passed"), "The record: the deadline has passed"),
    ],
)
def test_the_first_line_says_who_says_so_in_which_document(opening: Attribution, line: str) -> None:
    rendered = render(notification(opening=opening))
    assert rendered.text.splitlines()[2] == line
    assert line in Page(rendered.html).text


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (
            Standing(label="implemented", claim=True, given="2031-02"),
            "the government states: implemented (2031-02)",
        ),
        (Standing(label="implemented", by="the ministry", claim=True), "the ministry states: implemented"),
        (Standing(label="not implemented", by="ODIHR", given="2031"), "not implemented, according to ODIHR (2031)"),
        (Standing(label="enacted, not assessed"), "enacted, not assessed, by the facts on record"),
        (None, "nothing on record"),
    ],
)
def test_a_status_never_stands_without_who_says_so(standing: Standing | None, words: str) -> None:
    change = Change(of="status", before=standing, after=standing)
    for text in shown(render(notification(sections=(section(changes=(change,)),)))):
        assert f"status: before: {words} → after: {words}" in text


def test_the_present_state_stands_beside_the_change_with_cause_sources_and_links() -> None:
    item = section(
        changes=(Change(of="status", before=Standing(label="in progress"), after=Standing(label="enacted")),),
        cause="Parliament passes the media law",
        present=(Standing(label="implemented", claim=True),),
        sources=(Source(title="Law 9", publisher="Gazette", account="government", url="https://gazette.example/9"),),
        links=(Link(words="As of 2031-02-11", url="https://monitor.example.org/c?as_of=2031-02-11&known_at=9"),),
    )
    rendered = render(notification(sections=(item,)))
    for text in shown(rendered):
        assert "What happened: Parliament passes the media law" in text
        assert "As it stands now: the government states: implemented" in text
        assert "Law 9 (Gazette; government)" in text
    links = ["https://gazette.example/9", "https://monitor.example.org/c?as_of=2031-02-11&known_at=9"]
    assert Page(rendered.html).values("href") == links
    assert all(link in rendered.text for link in links)


def test_a_correction_names_the_earlier_message_and_puts_old_and_new_side_by_side() -> None:
    texts = (
        Reworded(of="Title", old="The law was passed\non Monday", new="The law was rejected"),
        Reworded(of="Summary", old="All voted for it", new=None),
    )
    corrects = Correction(earlier=EARLIER, sent="2031-02-12", reason="a misreading", texts=texts)
    rendered = render(notification(corrects=corrects))
    for text in shown(rendered):
        assert f"This corrects our message {EARLIER} of 2031-02-12: a misreading" in text
        assert "Withdrawn: nothing stands in its place." in text
    assert "We wrote:\n> The law was passed\n> on Monday\nIt should read:\n> The law was rejected" in rendered.text
    row = rendered.html.partition("The law was passed\non Monday</td>")[2].partition("</tr>")[0]
    assert "The law was rejected" in row


def test_the_reader_is_told_why_and_how_to_change_or_leave() -> None:
    rendered = render(
        notification(
            note="For the chapter\non media",
            why=(Reason(words="Every change in Kazakhstan, at once"), Reason(words="Media, weekly")),
            manage_url="https://alerts.example.org/manage/x",
            leave_url="https://alerts.example.org/u/x",
        )
    )
    for text in shown(rendered):
        assert "Every change in Kazakhstan, at once" in text
        assert "Media, weekly" in text
        assert "For the chapter" in text
    assert Page(rendered.html).values("href") == [
        "https://alerts.example.org/manage/x",
        "https://alerts.example.org/u/x",
    ]
    assert "Leave: stop all of these messages: https://alerts.example.org/u/x" in rendered.text


def test_a_group_of_sections_is_headed_once() -> None:
    late = "Newly recorded, happened earlier"
    items = (section(), section(heading=late), section(heading=late))
    assert [text.count(late) for text in shown(render(notification(sections=items)))] == [1, 1]


def test_a_picture_is_shown_by_its_content_id_and_told_in_words() -> None:
    rendered = render(notification(sections=(section(picture=CHART), section(picture=CHART))))
    page = Page(rendered.html)
    assert rendered.images == (CHART,)
    assert set(page.values("src")) == {"cid:chart-1"}
    assert set(page.values("alt")) == {CHART.alt}
    assert f"[Picture: {CHART.alt}]" in rendered.text


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("kk-Latn", "ltr"), ("ar", "rtl")])
def test_the_page_says_its_language_and_direction(language: str, direction: str) -> None:
    tag, attributes = Page(render(notification(language=language)).html).elements[0]
    assert (tag, attributes) == ("html", {"lang": language, "dir": direction})


def test_a_title_keeps_its_own_language_and_direction() -> None:
    page = Page(render(notification(sections=(section(title="قانون", language="ar"),))).html)
    title = next(attributes for tag, attributes in page.elements if tag == "h3")
    assert (title["lang"], title["dir"]) == ("ar", "auto")


@pytest.mark.parametrize("title", HOSTILE_TITLES.values(), ids=HOSTILE_TITLES.keys())
def test_statement_27_a_hostile_title_adds_no_element_no_link_and_no_line(title: str) -> None:
    rendered, plain = render(full(title)), render(full("Law"))
    page, as_it_should_be = Page(rendered.html), Page(plain.html)
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in as_it_should_be.elements]
    assert [sorted(attributes) for _, attributes in page.elements] == [
        sorted(attributes) for _, attributes in as_it_should_be.elements
    ]
    assert page.values("href") == as_it_should_be.values("href")
    # The quoted texts and the note may have lines of their own; each is marked as quoted.
    unquoted = [line for line in rendered.text.splitlines() if not line.startswith(">")]
    assert len(unquoted) == len([line for line in plain.text.splitlines() if not line.startswith(">")])
    assert not any(line.lower().startswith("bcc") for line in rendered.text.splitlines())
    assert letter(subject=rendered.subject, text=rendered.text, html=rendered.html).html == rendered.html.strip()


def test_statement_27_a_template_in_a_title_is_shown_and_not_run() -> None:
    title = HOSTILE_TITLES["template"]
    for text in shown(render(full(title))):
        assert title in text
        assert "49" not in text


def test_statement_27_markup_in_a_title_is_shown_as_it_was_written() -> None:
    title = HOSTILE_TITLES["script"]
    assert all(title in text for text in shown(render(full(title))))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/",
        "/relative",
        "https:",
        "https://",
        "https:\\\\evil.example",
        "https://bank.example@evil.example/",
        "https://user:pass@evil.example/",
        "https://evil.example/\r\nX: y",
        'https://evil.example/" onclick="x',
        "https://evil.example/<script>",
        "https://evil.example/\u202e",
        "https://[evil",
        "https://evil.example/" + "x" * 2000,
        "",
    ],
)
def test_only_a_plain_web_address_becomes_a_link(url: str) -> None:
    assert not leads_to_the_web(url)
    source = Source(title="Law 9", publisher="Gazette", account="government", url=url)
    rendered = render(notification(sections=(section(sources=(source,)),)))
    assert Page(rendered.html).values("href") == []
    assert "Law 9 (Gazette; government)" in Page(rendered.html).text
    assert "  - Law 9 (Gazette; government)" in rendered.text.splitlines()
    with pytest.raises(ValidationError):
        notification(leave_url=url)


@pytest.mark.parametrize(
    "url", ["https://example.org", "http://example.org:8080/a?b=c&d=e#f", "https://пример.рф/закон", "https://[::1]/"]
)
def test_a_plain_web_address_does(url: str) -> None:
    assert leads_to_the_web(url)
