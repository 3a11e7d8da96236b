"""When two addresses, or two texts, are the same story."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.canonical import canonical_url, fingerprint

SAME = """
https://news.example/a/1
http://news.example/a/1
https://www.news.example/a/1
https://m.news.example/a/1
https://amp.news.example/a/1
HTTPS://NEWS.EXAMPLE/a/1
https://news.example:443/a/1
http://news.example:80/a/1
https://news.example/a/1/
https://news.example//a/1
https://news.example/a/1#comments
https://news.example/a/1?utm_source=rss&utm_medium=feed
https://news.example/a/1?fbclid=IwAR0
https://news.example/a/1?gclid=x&ref=home
https://news.example/a/1/amp
https://news.example/a/1/amp/
https://news.example/amp/a/1
https://news.example/a/1?amp=1
https://news.example/a/1?outputType=amp
https://news-example.cdn.ampproject.org/c/s/news.example/a/1
https://www.google.com/amp/s/news.example/a/1
https://news.example./a/1
"""


@pytest.mark.parametrize("url", SAME.split())
def test_forms_of_one_address_are_one_article(url: str) -> None:
    assert canonical_url(url) == "https://news.example/a/1"


def test_an_escaped_path_and_one_in_letters_are_one() -> None:
    escaped = "https://news.example/%d8%ae%D8%A8%d8%b1"
    assert canonical_url(escaped) == canonical_url("https://news.example/خبر") == "https://news.example/%D8%AE%D8%A8%D8%B1"


def test_an_arabic_host_and_its_ascii_form_are_one() -> None:
    assert canonical_url("https://أخبار.مثال/1") == canonical_url("https://" + "أخبار.مثال".encode("idna").decode() + "/1")


def test_the_order_of_a_query_does_not_matter() -> None:
    assert canonical_url("https://n.example/?a=1&b=2") == canonical_url("https://n.example/?b=2&a=1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://n.example/a/1", "https://n.example/a/2"),
        ("https://n.example/news.php?id=1", "https://n.example/news.php?id=2"),
        ("https://n.example/?p=1", "https://n.example/"),
        ("https://n.example/a", "https://o.example/a"),
        ("https://ar.n.example/a", "https://en.n.example/a"),
        ("https://n.example:8080/a", "https://n.example/a"),
        ("https://n.example/A", "https://n.example/a"),
        ("https://n.example/ample", "https://n.example/"),
        ("https://m.example/a", "https://example/a"),
    ],
)
def test_different_articles_stay_apart(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize("text", ["", "not an address", "mailto:a@b.example", "http://[::1", "ftp://x.example/"])
def test_what_is_no_address_comes_back_as_it_is(text: str) -> None:
    assert canonical_url(text) == text


@given(st.text(max_size=60))
def test_a_canonical_address_is_its_own(text: str) -> None:
    once = canonical_url("https://n.example/" + text)
    assert canonical_url(once) == once


TEXT = "أعلنت فرق الدفاع المدني انتشال 5 جثث من تحت أنقاض منزل استهدفته غارة جوية في بلدة هجين شرقي دير الزور، بعد عمل استمر ساعات طويلة."


@pytest.mark.parametrize(
    "copy",
    [
        TEXT.replace("،", ",").replace(".", ""),
        TEXT.replace("أ", "ا").replace("ة", "ه"),
        TEXT.replace("5", "٥"),
        "  " + TEXT.replace(" ", "\n"),
        TEXT.replace("غارة", "غَارَةٌ").replace("جوية", "جـــوية"),
    ],
)
def test_a_syndicated_copy_has_the_same_fingerprint(copy: str) -> None:
    assert fingerprint(copy) == fingerprint(TEXT)


def test_a_new_toll_is_a_new_text() -> None:
    assert fingerprint(TEXT.replace("5", "7")) != fingerprint(TEXT)


def test_no_words_have_no_fingerprint() -> None:
    assert fingerprint(" .،! ") == ""
