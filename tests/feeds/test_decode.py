"""A feed's bytes to a document that a strict parser can take."""

from __future__ import annotations

import pytest

from monitor.feeds.decode import feed_text

WORDS = "قصف في الريف الشرقي على أطراف المدينة"


def document(words: str = WORDS, encoding: str = "utf-8") -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>{words}</title></channel></rss>'


def test_the_declaration_says_utf8_after_decoding() -> None:
    text, encoding = feed_text(document(encoding="windows-1256").encode("cp1256"))
    assert (text, encoding) == (document(), "cp1256")


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "windows-1256", "no-such-thing"])
def test_a_wrong_declaration_does_no_harm(declared: str) -> None:
    assert feed_text(document(encoding=declared).encode("cp1256"))[0] == document()


def test_the_charset_of_the_header_counts_when_nothing_is_declared() -> None:
    data = f"<rss><channel><title>{WORDS}</title></channel></rss>".encode("iso8859-6")
    assert WORDS in feed_text(data, "iso-8859-6")[0]


@pytest.mark.parametrize(
    "junk", ["\n\n  ", "\ufeff", "\ufeff\n\ufeff", "<br />\n<b>Warning</b>: something in line 3<br />\n", "HTTP cache miss\n"]
)
def test_what_stands_before_the_document_is_dropped(junk: str) -> None:
    assert feed_text((junk + document()).encode())[0] == document()


def test_a_web_page_that_shows_a_feed_is_not_taken_for_one() -> None:
    page = f"<!DOCTYPE html><html><body><pre>{document()}</pre></body></html>"
    assert feed_text(page.encode())[0].startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    "bad",
    ["\x00", "\x08", "\x0b", "\x1f", "\x7f", "\ufffe", "\uffff", "&#0;", "&#x1F;", "&#31;", "&#xD800;", "&#x110000;", "&#99999999999;"],
)
def test_what_xml_forbids_is_dropped(bad: str) -> None:
    assert feed_text(document(f"قصف{bad}جوي").encode())[0] == document("قصفجوي")


@pytest.mark.parametrize("good", ["\t", "&#10;", "&#1575;", "&#x627;", "&amp;#0;", "&#x1F4A5;", "💥"])
def test_what_xml_allows_stays(good: str) -> None:
    assert feed_text(document(f"قصف{good}جوي").encode())[0] == document(f"قصف{good}جوي")
