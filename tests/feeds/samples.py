"""Feeds of invented outlets."""

from __future__ import annotations

ITEM = """<item><title>{title}</title><link>https://news.example/{n}</link><guid isPermaLink="false">https://news.example/?p={n}</guid>
<pubDate>Wed, 05 Mar 2025 11:{n:02d}:00 +0000</pubDate><dc:creator><![CDATA[المحرر]]></dc:creator><category><![CDATA[سوريا]]></category>
<category>دير الزور</category><description><![CDATA[<p>سمع دوي انفجارات في أطراف البلدة رقم {n} صباح اليوم.</p>
<p>The post <a href="https://news.example/{n}">خبر</a> appeared first on <a href="/">موقع</a>.</p>]]></description></item>"""


def rss(items: str = "", *, head: str = "<ttl>30</ttl>", count: int = 2) -> str:
    """An RSS 2.0 feed, as WordPress makes them."""
    items = items or "".join(ITEM.format(n=n, title=f"انفجارات في البلدة {n}") for n in range(1, count + 1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>موقع الخبر</title>'
        f"<link>https://news.example/</link>{head}{items}</channel></rss>"
    )


ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>وكالة الخبر</title>
<entry><id>urn:uuid:1</id><title type="html">قصف &amp;quot;عنيف&amp;quot; على الأطراف</title><link rel="self" href="/self/1"/>
<link rel="alternate" href="/news/1"/><updated>2025-03-05T12:00:00Z</updated><published>2025-03-05T14:00:00+03:00</published>
<author><name>غرفة الأخبار</name></author><category term="syria" label="سوريا"/>
<content type="html">&lt;p&gt;سقطت قذائف على أطراف القرية.&lt;/p&gt;&lt;p&gt;ولم ترد أنباء عن إصابات.&lt;/p&gt;</content></entry></feed>"""

RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://old.example"><title>قديم</title></channel>
<item rdf:about="https://old.example/7"><title>خبر قديم</title><link>https://old.example/7</link><dc:date>2025-03-05T14:00+03:00</dc:date></item></rdf:RDF>"""
