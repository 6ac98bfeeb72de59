"""The data of an event as lines; the sources of one."""

from monitor.pages.reading.linked_data import linked_data
from monitor.pages.reading.record_data import record_data
from monitor.pages.reading.source_shown import sources_shown


def test_everything_is_told_however_deep_and_bodies_by_name() -> None:
    data = {
        "court": "kz-council",
        "norms": ["Article 14", "Article 19"],
        "measure": {"id": "kz-law", "replaces": None},
        "provisions": [{"title": "A", "according_to": "odihr"}, {"title": "B"}],
        "last_chamber": False,
        "count": 0,
        "replacement": {"title": "left out"},
    }
    assert [(one.label, one.value) for one in record_data(data, str.upper)] == [
        ("court", "KZ-COUNCIL"),
        ("norms", "Article 14; Article 19"),
        ("measure, id", "kz-law"),
        ("provisions 1, title", "A"),
        ("provisions 1, according to", "ODIHR"),
        ("provisions 2, title", "B"),
        ("last chamber", "no"),
        ("count", "0"),
    ]


def test_a_source_leads_to_the_web_alone() -> None:
    told = {"title": "T", "publisher": "p", "account": "media", "language": "en"}
    (bad,) = sources_shown([{**told, "url": "javascript:alert(1)", "archive_url": "https://example.org/a"}])
    assert (bad.url, bad.archive_url) == (None, "https://example.org/a")


def test_no_text_ends_a_block_of_data() -> None:
    block = linked_data({"name": "</script><!-- & 'x' \"y\" -->"})
    assert not set("<>&") & set(block)
