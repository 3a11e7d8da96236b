"""A feed's text to entries."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.errors import FeedError
from monitor.feeds.decode import feed_text
from monitor.feeds.parse import MAX_ENTRIES, FeedEntry, ParsedFeed, parse
from tests.feeds.samples import ATOM, RDF, rss

NOW = datetime(2025, 3, 5, 13, tzinfo=UTC)


def read(text: str, url: str = "https://news.example/feed/", zone: str = "Asia/Damascus", *, arabic: bool = True) -> ParsedFeed:
    return parse(text, url, zone, NOW, arabic=arabic)


def only(item: str, **where: str) -> FeedEntry:
    (entry,) = read(rss(f"<item>{item}</item>"), **where).entries
    return entry


def test_an_rss_feed_is_read_in_its_order() -> None:
    feed = read(rss(count=3))
    assert [entry.url for entry in feed.entries] == [f"https://news.example/{n}" for n in (1, 2, 3)]
    assert (feed.version, feed.title, feed.malformed) == ("rss20", "موقع الخبر", False)


def test_an_entry_carries_what_the_feed_says_in_plain_text() -> None:
    entry = read(rss(count=1)).entries[0]
    assert entry.title == "انفجارات في البلدة 1"
    assert entry.summary == "سمع دوي انفجارات في أطراف البلدة رقم 1 صباح اليوم."
    assert (entry.author, entry.categories) == ("المحرر", ("سوريا", "دير الزور"))
    assert (entry.published, entry.published_flag) == (datetime(2025, 3, 5, 11, 1, tzinfo=UTC), "ok")


def test_an_atom_feed_is_read() -> None:
    entry = read(ATOM).entries[0]
    assert (entry.title, entry.author, entry.categories) == ('قصف "عنيف" على الأطراف', "غرفة الأخبار", ("سوريا",))
    assert entry.content == "سقطت قذائف على أطراف القرية.\nولم ترد أنباء عن إصابات." or entry.summary.startswith("سقطت")
    assert entry.published == datetime(2025, 3, 5, 11, tzinfo=UTC)


def test_a_relative_link_is_resolved_against_the_feed() -> None:
    assert read(ATOM, "https://agency.example/ar/feed").entries[0].url == "https://agency.example/news/1"


def test_an_rdf_feed_is_read() -> None:
    entry = read(RDF).entries[0]
    assert (entry.url, entry.published) == ("https://old.example/7", datetime(2025, 3, 5, 11, tzinfo=UTC))


def test_the_time_to_live_is_given_in_seconds() -> None:
    assert read(rss()).ttl == 1800


@pytest.mark.parametrize("ttl", ["", "soon", "-5", "99999999"])
def test_a_time_to_live_that_makes_no_sense_is_none(ttl: str) -> None:
    assert read(rss(head=f"<ttl>{ttl}</ttl>")).ttl is None


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("قصف &amp; انفجارات", "قصف & انفجارات"),
        ("قصف &amp;amp; انفجارات", "قصف & انفجارات"),
        ("&amp;quot;قصف&amp;quot;", '"قصف"'),
        ("&#1602;&#1589;&#1601;", "قصف"),
        ("<![CDATA[<b>قصف</b> جوي]]>", "قصف جوي"),
        ("<![CDATA[قصف &nbsp; جوي]]>", "قصف جوي"),
        ("&lt;b&gt;قصف&lt;/b&gt; جوي", "قصف جوي"),
        ("  قصف\n   جوي ", "قصف جوي"),
        ("الحصيلة: 5 &lt; 7", "الحصيلة: 5 < 7"),
    ],
)
def test_titles_are_plain_text_on_one_line(markup: str, title: str) -> None:
    assert only(f"<title>{markup}</title><link>https://x.example/1</link>").title == title


def test_scripts_and_styles_in_a_summary_leave_no_trace() -> None:
    markup = "<![CDATA[<style>p{color:red}</style><script>alert('غارة')</script><p>نص</p><img src=x onerror=alert(1)>]]>"
    assert only(f"<title>ع</title><description>{markup}</description>").summary == "نص"


@pytest.mark.parametrize("tail", ["[&amp;#8230;]", "[...]", "اقرأ المزيد", "Read more..."])
def test_the_invitation_to_read_on_is_cut(tail: str) -> None:
    assert only(f"<title>ع</title><description>نص الخبر القصير {tail}</description>").summary == "نص الخبر القصير"


def test_the_whole_text_is_kept_where_the_feed_has_it() -> None:
    item = "<title>ع</title><description>موجز</description><content:encoded><![CDATA[<p>أول.</p><p>ثان.</p>]]></content:encoded>"
    assert only(item).content == "أول.\nثان."


def test_a_content_that_says_no_more_than_the_summary_is_dropped() -> None:
    item = "<title>ع</title><description>موجز طويل هنا</description><content:encoded>موجز</content:encoded>"
    assert only(item).content == ""


def test_an_address_in_the_guid_serves_where_there_is_no_link() -> None:
    assert only("<title>ع</title><guid>https://x.example/9</guid>").url == "https://x.example/9"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "mailto:a@b.example", "file:///etc/passwd", ""])
def test_a_link_that_is_no_web_address_is_none(link: str) -> None:
    assert only(f"<title>ع</title><link>{link}</link>").url == ""


def test_an_entry_without_a_title_takes_the_first_line_of_its_summary() -> None:
    assert only("<description><![CDATA[<p>أول سطر</p><p>ثاني سطر</p>]]></description>").title == "أول سطر"


def test_an_entry_without_anything_is_dropped() -> None:
    assert read(rss("<item></item><item><title>خبر</title></item>")).entries[0].title == "خبر"


def test_one_guid_for_every_entry_identifies_none() -> None:
    items = "".join(f"<item><title>خبر {n}</title><link>https://x.example/{n}</link><guid>same</guid></item>" for n in (1, 2))
    assert len({entry.identity for entry in read(rss(items)).entries}) == 2


def test_a_date_in_the_future_is_flagged_and_not_used() -> None:
    entry = only("<title>ع</title><pubDate>Wed, 05 Mar 2025 18:00:00 GMT</pubDate>")
    assert (entry.published, entry.published_flag, entry.published_raw) == (None, "future", "Wed, 05 Mar 2025 18:00:00 GMT")


def test_a_date_without_a_zone_is_in_the_feeds() -> None:
    entry = only("<title>ع</title><pubDate>2025/03/05 14:00</pubDate>")
    assert (entry.published, entry.published_flag) == (datetime(2025, 3, 5, 11, tzinfo=UTC), "zone_assumed")


def test_an_arabic_date_in_the_feed_is_read() -> None:
    entry = only("<title>ع</title><pubDate>الأربعاء، ٥ آذار ٢٠٢٥ - ٠٢:٠٠ م</pubDate>")
    assert entry.published == datetime(2025, 3, 5, 11, tzinfo=UTC)


def test_the_later_of_two_dates_serves_where_the_first_is_unusable() -> None:
    entry = only("<title>ع</title><pubDate>0000-00-00</pubDate><dc:date>2025-03-05T10:00:00Z</dc:date>")
    assert entry.published is None or entry.published == datetime(2025, 3, 5, 10, tzinfo=UTC)


def test_no_date_is_no_date() -> None:
    entry = only("<title>ع</title>")
    assert (entry.published, entry.published_flag) == (None, "missing")


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: text.rindex("</item>") + 7],
        lambda text: text.replace("</channel></rss>", ""),
        lambda text: text.replace("البلدة 1", "البلدة & البلدة 1"),
        lambda text: text.replace("البلدة 1", "البلدة &nbsp; 1"),
        lambda text: text.replace("البلدة 1", "البلدة <br> 1"),
        lambda text: text.replace(' xmlns:dc="http://purl.org/dc/elements/1.1/"', ""),
        lambda text: text + "<!-- 0.2 s --></p>",
    ],
)
def test_a_feed_that_is_not_well_formed_is_read_all_the_same(damage) -> None:  # type: ignore[no-untyped-def]
    feed = read(damage(rss(count=2)))
    assert [entry.url for entry in feed.entries] == ["https://news.example/1", "https://news.example/2"]
    assert feed.malformed


def test_a_feed_cut_off_in_the_middle_keeps_what_came_before() -> None:
    text = rss(count=5)
    feed = read(text[: len(text) // 2])
    assert feed.entries[0].url == "https://news.example/1"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", "empty"),
        ("  \n ", "empty"),
        ("<!DOCTYPE html><html><head><title>x</title></head><body></body></html>", "an HTML page"),
        ("<html><body>403 Forbidden</body></html>", "an HTML page"),
        ('<?xml version="1.0"?><opml version="2.0"><body><outline text="x"/></body></opml>', "an OPML list"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "JSON"),
        ('<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>', "a sitemap"),
        ('<?xml version="1.0"?><data><x/></data>', "another XML document"),
        ("Too many connections", "plain text"),
    ],
)
def test_what_is_no_feed_is_an_error_that_names_what_it_is(text: str, name: str) -> None:
    with pytest.raises(FeedError, match=name):
        read(text)


def test_a_feed_without_entries_is_a_feed() -> None:
    assert read(rss("<!-- nothing today -->")).entries == ()


def test_a_document_that_names_local_files_reads_none() -> None:
    text = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss("<item><title>a &x; b</title></item>").partition("?>")[2]
    assert "root:" not in read(text).entries[0].title


def test_entities_that_multiply_do_not() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "boom">{levels}]>' + rss("<item><title>&e9;</title></item>").partition("?>")[2]
    assert len(read(text).entries[0].title) < 10_000


def test_a_feed_with_very_many_entries_is_cut() -> None:
    items = "".join(f"<item><title>{n}</title></item>" for n in range(2500))
    assert len(read(rss(items)).entries) == 2000


def test_a_feed_that_is_nothing_but_markup_is_refused() -> None:
    with pytest.raises(FeedError, match="markup"):
        read(rss("<item>" * 400_000))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400))
def test_any_bytes_are_a_feed_or_a_feed_error(data: bytes) -> None:
    with suppress(FeedError):
        assert isinstance(read(feed_text(data)[0]), ParsedFeed)


PIECES = st.sampled_from(
    """<item> </item> <title> </title> <![CDATA[ ]]> & &# &#x; &#55296; <! <!DOCTYPE <? قصف <a href=' \0 <rss </rss> <link /> <pubDate>
    <entry xmlns='x'> xmlns:a='b' <content type='xhtml'> <div> &lt; <!-- --> <enclosure ] [ >""".split()
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | st.text(max_size=5), max_size=30), st.integers(0, 600))
def test_any_damage_to_a_feed_gives_a_feed_or_a_feed_error(pieces: list[str], place: int) -> None:
    text = rss(count=1)
    with suppress(FeedError):
        read(feed_text((text[:place] + "".join(pieces) + text[place:]).encode("utf-8", "replace"))[0])


@pytest.mark.parametrize(
    "slow",
    ["The post " * 400_000, "اقرأ المزيد " * 300_000, "&lt;p " * 300_000, "&lt;!--" * 300_000, "<b>" * 5_000 + "خبر" + "</b>" * 5_000],
)
def test_what_is_made_to_be_slow_to_read_is_read_in_no_time(slow: str) -> None:
    began = time.process_time()
    entry = only(f"<title>خبر</title><link>https://news.example/1</link><description>{slow}</description>")
    assert entry.title == "خبر"
    assert time.process_time() - began < 0.7


def test_the_credit_at_the_end_of_a_long_summary_is_left_out() -> None:
    words = "كلمة " * 1000
    entry = only(f"<title>خبر</title><description>{words}\nThe post عنوان appeared first on منفذ.</description>")
    assert entry.summary == words.strip()


@pytest.mark.parametrize("lead", ["", "<!DOCTYPE rss>"])
@pytest.mark.parametrize("newest_at_the_top", [True, False])
def test_of_a_feed_of_ten_thousand_entries_the_newest_are_read_wherever_they_stand(lead: str, newest_at_the_top: bool) -> None:
    items = [f"<item><title>{number}</title><link>https://x.example/{number}</link></item>" for number in range(10_000)]
    text = rss("".join(items if newest_at_the_top else reversed(items))).replace("<rss", f"{lead}<rss", 1)
    found = {entry.title for entry in parse(text, "https://x.example/feed", "UTC", NOW).entries}
    assert len(found) == MAX_ENTRIES
    assert {str(number) for number in range(MAX_ENTRIES // 2)} <= found
