"""The article in a page."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.canonical import fingerprint
from monitor.errors import BodyError
from monitor.fetch.body import Body, extract_body
from tests.fetch.pages import BREAKING, FOOTER, MENU, PARAGRAPHS, RELATED, article, page

NOW = datetime(2025, 3, 5, 12, tzinfo=UTC)
URL = "https://news.example/2025/03/05/strike"
TITLE = "ضربة بطائرة مسيرة شرقي دير الزور"
WHOLE = "\n".join(PARAGRAPHS)
FOREIGN = ("حلب", "سيارة مفخخة", "مجهولة تقصف", "الكوكيز", "ملفات", "جميع الحقوق", "الرئيسية", "شارك", "فيسبوك", "مدينة أخرى", "المزيد")


def read(html: bytes | str, charset: str | None = None, url: str = URL) -> Body:
    return extract_body(html.encode() if isinstance(html, str) else html, url, charset, NOW)


def ld(**fields: object) -> str:
    stated = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **fields}, ensure_ascii=False)
    return f'<script type="application/ld+json">{stated}</script>'


def test_an_article_is_read_without_what_stands_around_it() -> None:
    body = read(page(article()))
    assert (body.title, body.text) == (TITLE, WHOLE)


def test_the_fingerprint_is_that_of_the_text() -> None:
    assert read(page(article())).fingerprint == fingerprint(WHOLE)


@pytest.mark.parametrize("charset", ["windows-1256", None, "utf-8", "iso-8859-1"])
def test_a_windows_1256_page_is_read_whatever_the_header_says(charset: str | None) -> None:
    html = page(article()).decode().replace('charset="utf-8"', 'charset="windows-1256"').encode("cp1256")
    body = read(html, charset)
    assert (body.text, body.encoding) == (WHOLE, "cp1256")


SHORT = {
    "paragraph in an article": page(article((BREAKING,))),
    "article without a class": page(f"<article><h1>{TITLE}</h1><p>{BREAKING}</p></article>"),
    "text without paragraphs": page(f'<div class="entry-content">{BREAKING}<br></div>'),
    "unknown boxes beside the heading": page(f'<div class="c1"><h1>{TITLE}</h1><div class="c2">{BREAKING}</div></div>'),
    "an article body marked by microdata": page(f'<div itemprop="articleBody">{BREAKING}</div>'),
    "a description only": page('<div id="app"></div>', f'<meta property="og:description" content="{BREAKING}">'),
    "structured data only": page('<div id="app"></div>', ld(headline=TITLE, articleBody=BREAKING)),
    "a layout of tables": page(f"<table><tr><td><a href='/'>الرئيسية</a></td><td><font>{BREAKING}</font></td></tr></table>"),
    "related headlines in boxes without names": page(
        article((BREAKING,)), after=RELATED.replace("related-posts", "x1").replace("<h3>مواضيع ذات صلة</h3>", "") + FOOTER
    ),
    "a menu without names": page(article((BREAKING,)), menu=MENU.replace("nav", "div").replace('class="main-menu"', "")),
    "related headlines with teasers": page(
        article((BREAKING,)),
        after="<div class='b7'>"
        + "".join(
            f"<div><h4><a href='/{n}'>انفجار سيارة مفخخة في سوق المدينة رقم {n}</a></h4>"
            f"<p>قتل عدد من المدنيين وأصيب آخرون في انفجار سيارة مفخخة ضرب سوقا شعبية مكتظة في مدينة حلب رقم {n}.</p></div>"
            for n in range(6)
        )
        + "</div>",
    ),
}


@pytest.mark.parametrize("layout", SHORT)
def test_a_page_of_one_sentence_gives_that_sentence_and_nothing_else(layout: str) -> None:
    assert read(SHORT[layout]).text == BREAKING


@pytest.mark.parametrize(
    "html",
    [
        page(f"<main><article><h1>{BREAKING}</h1></article></main>", title=BREAKING),
        page("<div></div>", title=BREAKING),
        page(f"<h1>{BREAKING}</h1>{RELATED}", title=BREAKING),
    ],
)
def test_a_page_without_a_text_has_its_title_and_never_a_related_headline(html: bytes) -> None:
    body = read(html)
    assert (body.title, body.text) == (BREAKING, "")


INSERTED = [
    '<p>اقرأ أيضاً: <a href="/z">غارات على حلب توقع قتلى وجرحى بينهم أطفال</a></p>',
    '<p><strong>إقرأ أيضا</strong></p><p><a href="/z">غارات على حلب توقع قتلى وجرحى</a></p>',
    "<h4>شاهد أيضاً</h4><p>غارات على حلب توقع قتلى وجرحى</p>",
    '<div class="read-also"><p>غارات على حلب توقع قتلى وجرحى بينهم أطفال ونساء.</p></div>',
    '<blockquote><a href="/z">غارات على حلب توقع قتلى وجرحى بينهم أطفال</a></blockquote>',
    '<div class="newsletter-box"><p>اشترك في نشرتنا البريدية</p></div>',
    '<div class="cookie-bar"><p>نستخدم ملفات تعريف الارتباط لتحسين تجربتك على موقعنا الإلكتروني.</p></div>',
    "<p>شارك هذا الموضوع</p><ul><li>فيسبوك</li><li>واتساب</li></ul>",
    "<script>var a = 'غارة على حلب';</script><style>p{}</style>",
    "<!-- غارة على حلب -->",
]


@pytest.mark.parametrize("inserted", INSERTED)
def test_what_is_inserted_in_the_middle_of_an_article_is_cut_and_the_rest_stays(inserted: str) -> None:
    text = "".join(f"<p>{one}</p>" for one in PARAGRAPHS[:2]) + inserted + "".join(f"<p>{one}</p>" for one in PARAGRAPHS[2:])
    assert read(page(f"<article><h1>{TITLE}</h1><div class='entry-content'>{text}</div></article>")).text == WHOLE


@pytest.mark.parametrize(
    "heading", ["مواضيع ذات صلة", "أخبار ذات صلة:", "الأكثر قراءة", "قد يعجبك أيضاً", "اقرأ المزيد من الأخبار", "التعليقات (3)", "الوسوم"]
)
def test_what_follows_the_heading_of_another_part_is_cut(heading: str) -> None:
    tail = f"<h3>{heading}</h3><p>قتلى في غارات على حلب</p><p>سيارة مفخخة تنفجر وسط المدينة</p>"
    text = read(page(article(extra=tail), after="")).text
    assert text.startswith(PARAGRAPHS[0])
    assert not any(word in text for word in FOREIGN)


@pytest.mark.parametrize("html", [*SHORT.values(), page(article()), page(article(extra=RELATED))])
def test_nothing_of_other_articles_or_of_the_site_gets_into_a_text(html: bytes) -> None:
    text = read(html).text
    assert not any(word in text for word in FOREIGN)


GRAPH = '{"@graph":[{"@type":"WebSite"},{"@type":["NewsArticle"],"datePublished":"2025-03-05T07:00:00Z",}]}'


@pytest.mark.parametrize(
    ("head", "source"),
    [
        (ld(datePublished="2025-03-05T10:00:00+03:00", dateModified="2025-03-05T11:00:00+03:00"), "json_ld"),
        (f'<script type="application/ld+json">{GRAPH}</script>', "json_ld"),
        ('<meta property="article:published_time" content="2025-03-05T10:00:00+03:00">', "meta"),
        ('<meta itemprop="datePublished" content="2025-03-05 10:00">', "meta"),
        ('<meta name="pubdate" content="الأربعاء 5 آذار 2025 - 10:00">', "meta"),
        (ld(datePublished="not a date") + '<meta property="article:published_time" content="2025-03-05T10:00:00+03:00">', "meta"),
    ],
)  # fmt: skip
def test_a_date_is_what_the_page_states(head: str, source: str) -> None:
    body = read(page(f"<article><p>{WHOLE}</p></article>", head))
    assert (body.published, body.published_source) == (datetime(2025, 3, 5, 7, tzinfo=UTC), source)


def test_structured_data_comes_before_meta_and_time() -> None:
    head = ld(datePublished="2025-03-05T06:00:00Z") + '<meta property="article:published_time" content="2025-03-05T09:00:00Z">'
    assert read(page(article(), head)).published == datetime(2025, 3, 5, 6, tzinfo=UTC)


def test_a_time_element_of_the_article_serves() -> None:
    body = read(page(article()))
    assert (body.published, body.published_source) == (datetime(2025, 3, 5, 5, 30, tzinfo=UTC), "time")


@pytest.mark.parametrize(
    "head",
    [
        "",
        ld(dateModified="2025-03-05T10:00:00Z"),
        ld(datePublished="2035-01-01"),
        ld(datePublished="1970-01-01T00:00:00Z"),
        '<script type="application/ld+json">{{{</script>',
    ],
)
def test_a_date_is_never_guessed(head: str) -> None:
    body = read(page(f"<article><p>الأربعاء 5 آذار 2025</p><p>{WHOLE}</p></article>", head))
    assert (body.published, body.published_source) == (None, "")


def test_the_dates_of_other_articles_are_not_the_pages() -> None:
    cards = "".join(f"<li><a href='/{n}'>خبر آخر عن شيء</a> <time datetime='2024-01-0{n}'>x</time></li>" for n in (1, 2, 3))
    assert read(page(f"<div><h1>{TITLE}</h1><p>{WHOLE}</p></div><aside><ul>{cards}</ul></aside>")).published is None


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("", f"<h1>{TITLE}</h1>", TITLE),
        ("", "", TITLE),
        (f'<meta property="og:title" content="{TITLE} | الخبر الافتراضي">', "", TITLE),
        (ld(headline=TITLE), "", TITLE),
        ("", f"<h1>الخبر الافتراضي</h1><h2>{TITLE}</h2>", TITLE),
    ],
)
def test_the_title_is_the_headline_without_the_sites_name(head: str, body: str, title: str) -> None:
    assert read(page(f"{body}<p>{WHOLE}</p>", head)).title == title


@pytest.mark.parametrize(
    ("link", "canonical"),
    [
        ('<link rel="canonical" href="https://news.example/strike?utm_source=x">', "https://news.example/strike"),
        ('<link rel="canonical" href="/strike">', "https://news.example/strike"),
        ('<link rel="canonical" href="https://elsewhere.example/strike">', "https://news.example/2025/03/05/strike"),
        ('<link rel="canonical" href="https://news.example/">', "https://news.example/2025/03/05/strike"),
        ('<link rel="canonical" href="http://[bad">', "https://news.example/2025/03/05/strike"),
        ("", "https://news.example/2025/03/05/strike"),
    ],
)
def test_the_canonical_address_is_believed_on_its_own_site(link: str, canonical: str) -> None:
    assert read(page(article(), link)).canonical_url == canonical


@pytest.mark.parametrize("html", ["", "   ", "<html></html>", "\x00\x01\x02"])
def test_a_page_without_anything_is_an_error(html: str) -> None:
    with pytest.raises(BodyError):
        read(html)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300))
def test_any_bytes_are_a_body_or_a_body_error(data: bytes) -> None:
    try:
        assert read(data).title or read(data).text
    except BodyError:
        assert True


_MARKS = """<article>|</article>|<p>|</p>|<h1>|<table>|<td>|<time datetime=x>|<script type='application/ld+json'>|</script>|[[[[|
<meta charset=x>|<link rel=canonical href='//['>|<div class='share'>|</div>|<![CDATA[|<!--|<?xml|&#xD800;|\x00|<svg>|<body>|قصف|
{"@type":"Article"}"""
MARKS = st.sampled_from(_MARKS.split("|"))


@pytest.mark.parametrize("mark", ["\x08", "\x01", "\x0c", "\x1f", "\ufffe"])
def test_control_characters_in_a_page_are_left_out(mark: str) -> None:
    body = read(page(article()).decode().replace("</p>", f"</p><div class='share'>x</div>{mark}", 1))
    assert body.text == WHOLE


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(MARKS | st.text(max_size=8), max_size=30))
def test_any_markup_is_a_body_or_a_body_error(pieces: list[str]) -> None:
    try:
        assert isinstance(read("".join(pieces).encode("utf-8", "replace")), Body)
    except BodyError:
        assert True
