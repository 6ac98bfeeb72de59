"""What all pages that read the record have in common."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Engine

from monitor.charts.palette import DARK, LIGHT, Palette
from monitor.pages.asset_files import asset
from monitor.pages.reading.labels import STATUS_ORDER
from tests.builders import PLEDGE
from tests.integration.api.served import Api, serve
from tests.integration.pages.record import CORRECTION, GRADED, HOSTILE, HTML, PAGES, SIGNED, WRONG, page

TAKEN_AWAY = r"\.(docx|md|bib|ris)(\?|$)|^/s/"
STYLE = asset("reading.css").content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_script_or_style_inline_and_loads_nothing_from_elsewhere(read: Api, path: str) -> None:
    found = page(read, path)
    assert {"style", "iframe", "object"}.isdisjoint(one.name for one in found.elements)
    scripts = [one.attributes for one in found.elements if one.name == "script"]
    assert {one.get("type") for one in scripts} <= {"application/ld+json", "module"}
    assert all((one.get("src") or "").startswith("/assets/") for one in scripts if one.get("type") == "module")
    names = {name for one in found.elements for name in one.attributes}
    assert [name for name in names if name == "style" or name.startswith("on")] == []
    named = [*found.values("src"), *found.values("srcset"), *found.values("href", "link")]
    loaded = [url.removeprefix("http://127.0.0.1:8000") for url in named]
    assert [url for url in loaded if not url.startswith("/")] == []


@pytest.mark.parametrize("path", PAGES)
def test_what_people_wrote_is_text(read: Api, path: str) -> None:
    source = page(read, path).source
    assert "<script>alert" not in source
    assert "<img src=x" not in source
    assert HOSTILE not in source


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_one_heading_and_every_control_and_reference_is_sound(read: Api, path: str) -> None:
    found = page(read, path)
    names = [one.name for one in found.elements]
    assert [names.count(name) for name in ("html", "title", "h1", "main", "header", "footer")] == [1] * 6
    ids = found.values("id")
    assert len(set(ids)) == len(ids)
    refers = [value for name in ("for", "aria-labelledby", "aria-describedby") for value in found.values(name)]
    assert set(refers) <= set(ids)
    labelled = set(found.values("for"))
    controls = [one for one in found.elements if one.name in {"select", "input"}]
    assert {one.attributes.get("id") for one in controls if one.attributes.get("type") != "hidden"} <= labelled
    levels = [int(name[1]) for name in names if re.fullmatch("h[1-6]", name)]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), levels


def test_every_link_leads_somewhere(read: Api) -> None:
    todo, seen = [*PAGES], set(PAGES)
    while todo and len(seen) < 400:
        path = todo.pop()
        answer = read.get(path, Accept=HTML)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        for link in page(read, path).links:
            where = link.partition("#")[0]
            # Another day of each page is another page like it; what is taken away is looked at elsewhere.
            if where not in seen and not where.startswith("/subscribe") and not re.search(TAKEN_AWAY, where):
                seen.add(where)
                todo.append(where)
    assert {"/method", f"/commitments/{PLEDGE}", "/board"} <= {one.partition("?")[0] for one in seen}


@pytest.mark.parametrize("path", [*PAGES, f"/commitments/{PLEDGE}?as_of=2009-01-01&known_at=8&rules=default/1"])
def test_a_page_is_tagged_and_asked_for_anew(read: Api, path: str) -> None:
    first = read.get(path, Accept=HTML)
    assert first.headers["cache-control"] == "no-cache"
    policy = first.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    again = read.get(path, Accept=HTML, If_None_Match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_as_known_at_a_moment_is_a_memento(read: Api) -> None:
    path = f"/commitments/{PLEDGE}"
    headers = read.get(f"{path}?as_of=2009-05-01&known_at={GRADED}", Accept=HTML).headers
    assert headers["memento-datetime"] == "Thu, 04 Mar 2021 12:00:00 GMT"
    assert f'<http://127.0.0.1:8000{path}?as_of=2009-05-01>; rel="original"' in headers["link"]
    timemap = re.search(r'<http://127\.0\.0\.1:8000([^>]+)>; rel="timemap"', headers["link"])
    assert timemap is not None
    listed = read.get(timemap[1])
    assert listed.headers["content-type"] == "application/link-format"
    memento = f"{path}?as_of=2009-05-01&known_at={GRADED}"
    assert f'{memento}>; rel="memento"; datetime="Thu, 04 Mar 2021 12:00:00 GMT"' in listed.text
    assert f'<http://127.0.0.1:8000{path}?as_of=2009-05-01>; rel="original"' in listed.text
    assert 'rel="first memento"' in listed.text
    assert 'rel="last memento"' in listed.text
    assert "memento-datetime" not in read.get(path, Accept=HTML).headers


def test_a_page_that_follows_another_is_a_memento_of_itself(read: Api) -> None:
    link = read.get(f"/board?topic=media&after=a&known_at={GRADED}", Accept=HTML).headers["link"]
    assert '<http://127.0.0.1:8000/board?topic=media&after=a>; rel="original"' in link
    assert "/timemap?of=%2Fboard%3Ftopic%3Dmedia%26after%3Da>" in link


@pytest.mark.parametrize("path", PAGES)
def test_a_page_with_versions_leads_to_a_list_of_them_and_one_without_to_none(read: Api, path: str) -> None:
    link = read.get(f"{path}{'&' if '?' in path else '?'}known_at=11", Accept=HTML).headers.get("link", "")
    timemap = re.search(r'<http://127\.0\.0\.1:8000([^>]+)>; rel="timemap"', link)
    assert (timemap is None) == (path in {"/method", "/status"})
    if timemap is not None:
        listed = read.get(timemap[1])
        assert listed.status_code == 200
        mementos = re.findall(r'<http://127\.0\.0\.1:8000([^>]+)>; rel="[a-z ]*memento"', listed.text)
        for each in (mementos[0], mementos[-1]):
            shown = read.get(each, Accept=HTML)
            assert (shown.status_code, "memento-datetime" in shown.headers) == (200, True)


@pytest.mark.parametrize("of", [f"/events/{SIGNED}", f"/events/{WRONG}"])
def test_versions_of_an_event_are_those_that_acted_upon_it(read: Api, of: str) -> None:
    listed = read.get(f"/timemap?of={of}").text
    known = [int(one) for one in re.findall(r"known_at=(\d+)>", listed)]
    assert known == ([SIGNED, CORRECTION] if of.endswith(str(SIGNED)) else [WRONG, WRONG + 1])


def test_what_a_mail_program_adds_to_a_link_does_not_break_it(read: Api) -> None:
    assert "1 of 2" in page(read, "/board?utm_source=mail&utm_source=mail").words


def test_where_reads_are_not_public_pages_need_a_key_and_programs_still_find_the_start(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    api = serve(sqlite_engine, tmp_path, reads_public=False)
    for path in ("/", "/board", "/method", "/events/1", "/timemap?of=/board", "/board.docx", "/embed/board", "/s/0"):
        refused = api.get(path, Accept=HTML)
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"] == "Bearer"
        assert refused.headers["content-type"].startswith("text/html")
    assert api.read("/")["openapi"] == "/openapi.json"
    allowed = api.get("/board", Accept=HTML, Authorization=f"Bearer {api.new_key('read')}")
    assert (allowed.status_code, allowed.headers["vary"]) == (200, "Authorization, Accept-Encoding, Accept-Language")


def style_colours(palette: Palette) -> dict[str, str]:
    found = {"s-none": palette.unknown.fill, "on-none": palette.unknown.ink, "track": palette.track}
    for status, tint in palette.statuses.items():
        found |= {f"s-{status}": tint.fill, f"on-{status}": tint.ink}
    return found


@pytest.mark.parametrize(("palette", "part"), [(LIGHT, 0), (DARK, 2)])
def test_a_status_has_the_colour_that_charts_give_it(palette: Palette, part: int) -> None:
    block = STYLE.partition("@media (prefers-color-scheme: dark)")[part]
    found = dict(re.findall(r"^\s*--([\w-]+): (#[0-9a-f]{6});$", block[: block.index("}")], re.MULTILINE))
    assert found == style_colours(palette)


def test_every_status_has_a_class_and_a_shape_of_its_own_kind() -> None:
    assert set(STATUS_ORDER) == set(LIGHT.statuses)
    for status in ("none", *STATUS_ORDER):
        assert f".s-{status} {{" in STYLE
        assert f".f-{status} {{" in STYLE
