"""Which texts are addresses that mail is sent to."""

import pytest

from alerts.mail.address import AddressRefused, validated


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("reader@example.org", "reader@example.org"),
        ("First.Last+alerts@EXAMPLE.org", "First.Last+alerts@example.org"),
        ("o'brien@example.org", "o'brien@example.org"),
        ("reader@пример.рф", "reader@xn--e1afmkfd.xn--p1ai"),
    ],
)
def test_an_address_comes_back_in_its_one_ascii_form(text: str, address: str) -> None:
    assert validated(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "reader",
        "reader@",
        "@example.org",
        "reader@example",
        " reader@example.org",
        "reader@example.org\r\nBcc: all@example.org",
        "reader@example.org\n",
        "reader@example.org,all@example.org",
        "reader@example.org;all@example.org",
        "reader@example.org>,<all@example.org",
        "reader@example.org\x00",
        "reader@example.org\u2028",
        "reader@exa\u202emple.org",
        "Reader <reader@example.org>",
        "<reader@example.org>",
        '"reader, all"@example.org',
        '"a\r\nRCPT TO:<all@example.org>"@example.org',
        "reader@[127.0.0.1]",
        "reader@127.0.0.1",
        "reader@localhost",
        "reader(comment)@example.org",
        "reader@all@example.org",
        "читатель@example.org",
        "x" * 65 + "@example.org",
        "reader@" + "x" * 250 + ".org",
    ],
)
def test_anything_but_one_plain_address_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        validated(text)
    assert "reader" not in refused.value.reason
    assert "all@" not in refused.value.reason
