"""The quick way through a plain feed, and feedparser's: they agree on what both can read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.feeds import wellformed
from monitor.feeds.parse import parse
from tests.feeds.samples import ATOM, RDF, rss

NOW = datetime(2025, 3, 5, 13, tzinfo=UTC)

ITEMS = [
    "<title>قصف &amp;amp; انفجارات</title><link>https://x.example/1?a=1&amp;b=2</link><guid>https://x.example/?p=1</guid>",
    "<title><![CDATA[قصف <b>عنيف</b> &amp; انفجارات]]></title><link>\n https://x.example/1 \n</link><guid isPermaLink='false'> 77 </guid>",
    "<title>خبر</title><description>&lt;p&gt;أول&lt;/p&gt;&lt;p&gt;ثان &amp;nbsp; ثالث&lt;/p&gt;</description>",
    "<title>خبر</title><description><p>أول</p><p>ثان</p></description>",
    "<title>خبر</title><description>موجز</description><content:encoded><![CDATA[<p>نص أطول من الموجز بكثير.</p>]]></content:encoded>",
    "<title>خبر</title><dc:creator>المحرر</dc:creator><category>سوريا</category><category><![CDATA[دير الزور]]></category>",
    "<title>خبر</title><pubDate>Wed, 05 Mar 2025 11:00:00 GMT</pubDate>",
    "<title>خبر</title><pubDate>الأربعاء 5 آذار 2025 - 14:00</pubDate>",
    "<title>خبر</title><dc:date>2025-03-05T14:00:00+03:00</dc:date>",
    "<title>خبر</title><link>/relative/1</link>",
    "<title>خبر</title><guid>https://x.example/9</guid>",
    "<description>بلا عنوان</description>",
    "<title>خبر</title><media:content xmlns:media='http://search.yahoo.com/mrss/' url='https://x.example/a.jpg'><media:title>صورة</media:title></media:content>",
    "<title>خبر</title><enclosure url='https://x.example/a.mp3' type='audio/mpeg' length='1'/><link>https://x.example/1</link>",
    "<title>خبر</title><link>http://[</link>",
    "<title></title><link></link>",
]

ENTRIES = [
    "<id>tag:x,1</id><title>خبر</title><link href='https://x.example/1'/><published>2025-03-05T10:00:00Z</published>",
    "<id>1</id><title type='html'>&lt;b&gt;خبر&lt;/b&gt;</title><link rel='alternate' href='/1'/><link rel='self' href='/s'/>",
    "<id>1</id><title>خبر</title><updated>2025-03-05T10:00:00Z</updated>",
    "<id>1</id><title>خمسة &lt; سبعة</title><summary type='html'>&lt;p&gt;موجز&lt;/p&gt;</summary>",
    "<id>1</id><title>خبر</title><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>أول</p><p>ثان</p></div></content>",
    "<id>1</id><title>خبر</title><author><name>فلان</name></author><category term='a' label='سوريا'/><category term='دير الزور'/>",
]

PLAIN = [rss(f"<item>{item}</item>") for item in ITEMS] + [rss(count=9), rss("<!-- none -->")]
PLAIN += [f'<feed xmlns="http://www.w3.org/2005/Atom"><title>وكالة</title><entry>{entry}</entry></feed>' for entry in ENTRIES]


@pytest.mark.parametrize("text", PLAIN)
def test_both_ways_through_a_plain_feed_end_alike(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = parse(text, "https://x.example/feed", "Asia/Damascus", NOW)
    assert wellformed.read(text, 100) is not None
    monkeypatch.setattr(wellformed, "read", lambda *_: None)
    assert quick == parse(text, "https://x.example/feed", "Asia/Damascus", NOW)


@pytest.mark.parametrize(
    "text",
    [
        RDF,
        rss().replace("</channel>", ""),
        rss().replace("البلدة 1", "البلدة &nbsp; 1"),
        '<!DOCTYPE rss [<!ENTITY x "y">]>' + rss().partition("?>")[2],
        ATOM.replace("<entry>", '<entry xml:base="https://y.example/">'),
        "<html></html>",
        "{}",
        "",
    ],
)
def test_what_is_unusual_is_left_to_feedparser(text: str) -> None:
    assert wellformed.read(text, 100) is None
