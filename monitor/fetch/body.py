"""The article in a page: title, text, publication date. The only trafilatura import.

Policy: what is not the article is cut out of the page before and after trafilatura reads it (with ``favor_precision``). A
text of under 250 characters is not believed as it comes, for there trafilatura falls back to the whole page: the shortest
articles ("breaking") are read from what the page states of itself, its article element or its description, and end as
title and one sentence. When nothing remains the text is empty and the title stands alone; a related headline never does.
The date is the page's own statement or nothing, never a guess.

This has no time-out of its own and can be slow on hostile pages: call it inside a job with a time limit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice

import lxml.etree
import lxml.html
import trafilatura
from lxml.html import HtmlElement

from monitor.canonical import fingerprint
from monitor.charset import decode
from monitor.dates import Judged, judge
from monitor.errors import BodyError
from monitor.fetch.boilerplate import plain, without_boilerplate
from monitor.fetch.metadata import Metadata, metadata

ENOUGH = 250
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DROPPED_TAGS = (
    "script",
    "style",
    "noscript",
    "nav",
    "footer",
    "aside",
    "form",
    "iframe",
    "svg",
    "template",
    "button",
    "select",
    "figure",
    "video",
)
_NO_XML = {code: " " if code in (0x0B, 0x0C) else None for code in (*range(0x20), 0xFFFE, 0xFFFF) if code not in (0x09, 0x0A, 0x0D)}
_JUNK = re.compile(
    r"(?:^|[\s_-])(?:related|sidebar|side-bar|share|sharing|social|comments?|respond|cookies?|consent|gdpr|newsletter|subscribe|breadcrumbs?|menu|"
    r"navbar|navigation|nav|tags|tag-links|tag-list|tagcloud|most-read|mostread|popular|trending|ticker|read-?also|see-?also|recommended|recommendations|advert\w*|ads|banner|"
    r"widgets?|popup|modal|footer|pagination|author-box|more-news|latest|breaking-news-bar|byline|copyright)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CONTENT_CLASSES = (
    "entry-content",
    "article-body",
    "article__body",
    "article-content",
    "post-content",
    "news-content",
    "story-body",
    "news-text",
)
_CONTAINERS = (
    "//*[@itemprop='articleBody']",
    *(f"//*[contains(@class, '{name}')]" for name in _CONTENT_CLASSES),
    "//article[.//h1 or count(//article) = 1]",  # a card among several is another article's
    "//main",
)
_HOLDS_ARTICLE = (
    "self::html or self::body or self::main or self::article or .//h1 or .//main or .//article[.//p] or .//*[@itemprop='articleBody']"
)
_LAYOUT = {"table": "div", "tbody": "div", "tr": "div", "td": "div", "th": "div", "center": "div"}
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "tr", "blockquote", "section", "article", "header", "time", "ul"}
)


@dataclass(frozen=True, slots=True)
class Body:
    """An article as read from its page. ``published`` is in UTC; ``published_source`` is ``json_ld``, ``meta``, ``time`` or empty."""

    title: str
    text: str
    canonical_url: str
    fingerprint: str
    published: datetime | None = None
    published_raw: str = ""
    published_source: str = ""
    published_flag: str = "missing"
    text_source: str = ""  # extracted, json_ld, container, description; empty for no text
    encoding: str = ""


def extract_body(
    page: bytes, url: str, header_charset: str | None, now: datetime, *, zone: str = "Asia/Damascus", arabic: bool = True
) -> Body:
    """Read a page. ``now`` is when it was fetched: a publication after that is not believed. Raises ``BodyError``."""
    declared = _DECLARED.search(page, 0, 4096)
    html, encoding = decode(page, (header_charset, declared.group(1).decode("ascii") if declared else None))
    tree = _tree(html, url)
    about = metadata(tree, url)
    text, source = _text(tree, about, url)
    if not (text or about.title):
        raise BodyError(f"the page has neither a title nor a text: {url}")
    date, date_source = _published(about, zone, now, arabic)
    return Body(
        title=about.title,
        text=text,
        canonical_url=about.canonical_url,
        fingerprint=fingerprint(text),
        published=date.at,
        published_raw=date.raw,
        published_source=date_source,
        published_flag=date.flag,
        text_source=source,
        encoding=encoding,
    )


def _tree(html: str, url: str) -> HtmlElement:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    html = _XML_DECLARATION.sub("", html.translate(_NO_XML))
    try:
        tree = lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise BodyError(f"the page cannot be parsed ({error}): {url}") from error
    return tree


def _published(about: Metadata, zone: str, now: datetime, arabic: bool) -> tuple[Judged, str]:
    """The first statement that can be believed; else what is wrong with the first."""
    judged = [(judge(one.raw, zone, now, arabic=arabic), one.source) for one in about.dates]
    good = next(((date, source) for date, source in judged if date.at), None)
    if good:
        return good
    return (judged[0][0], "") if judged else (Judged(None, "missing"), "")


def _text(tree: HtmlElement, about: Metadata, url: str) -> tuple[str, str]:
    """The article's text and where it was found."""
    headlines = _headlines(tree)
    _prune(tree)
    clean = partial(without_boilerplate, headlines=headlines, title=about.title)
    extracted, stated, contained = clean(_extracted(tree, url)), clean(_stripped(about.article_body)), clean(_contained(tree))
    if len(extracted) >= ENOUGH and 2 * len(extracted) >= len(stated) and not _overflows(extracted, contained):
        return extracted, "extracted"
    if stated or contained:
        return (stated, "json_ld") if stated else (contained, "container")
    return _short_text(clean(_sentences(extracted or _beside_heading(tree))), without_boilerplate(about.description, (), about.title))


def _overflows(extracted: str, contained: str) -> bool:
    """Whether a short article came with text from outside its own element: there it is other articles' teasers."""
    return 0 < len(contained) < ENOUGH and len(extracted) > 2 * len(contained) and plain(contained)[:80] in plain(extracted)


def _short_text(sentences: str, described: str) -> tuple[str, str]:
    """What is on the page, unless the page's own description speaks of something else."""
    if sentences and (not described or plain(described)[:40] in plain(sentences)):
        return sentences, "extracted"
    return described, "description" if described else ""


def _headlines(tree: HtmlElement) -> frozenset[str]:
    """The texts of the page's links, where they are long enough to be headlines."""
    texts = (plain(link.text_content()) for link in tree.iter("a"))
    return frozenset(text for text in texts if text.count(" ") >= 2)


def _prune(tree: HtmlElement) -> None:
    """Take out what is not the article, by element and by the names that sites give to such boxes."""
    whole = max(1, _words(tree))
    lxml.etree.strip_elements(tree, *_DROPPED_TAGS, with_tail=False)
    for element in tree.xpath("//*[@class or @id or @role]"):
        names = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
        if _JUNK.search(names) and 2 * _words(element) < whole and not element.xpath(_HOLDS_ARTICLE):
            element.drop_tree()
    _modernise(tree)


def _modernise(tree: HtmlElement) -> None:
    """Layout tables become divisions, and divisions that hold running text paragraphs, as trafilatura expects them."""
    lxml.etree.strip_tags(tree, "font")
    for element in list(tree.iter(*_LAYOUT)):
        element.tag = _LAYOUT[element.tag]
    for element in list(tree.iter("div")):
        own = " ".join([element.text or "", *(child.tail or "" for child in element)])
        if len(own.split()) >= 6 and not any(child.tag in _BLOCKS - {"br"} for child in element):
            element.tag = "p"


def _words(element: HtmlElement) -> int:
    return len(element.text_content())


def _extracted(tree: HtmlElement, url: str) -> str:
    found = trafilatura.bare_extraction(tree, url=url, favor_precision=True, include_comments=False, with_metadata=False, fast=True)
    return (found.text or "") if found is not None and not isinstance(found, dict) else ""


def _contained(tree: HtmlElement) -> str:
    """The text of the element that a page marks as its article: its paragraphs, or where it has none, all of it."""
    for path in _CONTAINERS:
        for element in tree.xpath(path)[:3]:
            text = "\n".join(_lines_of(paragraph) for paragraph in element.iter("p")).strip() or _sentences(_lines_of(element))
            if text:
                return text
    return ""


def _beside_heading(tree: HtmlElement) -> str:
    """The text around the first heading, or without one the page's only paragraph: where a page marks nothing, its article is there."""
    heading = next(tree.iter("h1"), None)
    if heading is not None:
        around = (element for element in islice(heading.iterancestors(), 2) if element.tag not in ("body", "html"))
        return next((text for element in around if (text := _sentences(_lines_of(element)))), "")
    paragraphs = [text for element in tree.iter("p") if (text := _sentences(_lines_of(element)))]
    return paragraphs[0] if len(paragraphs) == 1 else ""


def _lines_of(element: HtmlElement) -> str:
    pieces: list[str] = []
    for node in element.iter():
        if node.tag in _BLOCKS and node is not element:
            pieces.append("\n")
        pieces.append(node.text or "")
        if node is not element:
            pieces.append(("\n" if node.tag in _BLOCKS else "") + (node.tail or ""))
    return "".join(pieces)


def _sentences(text: str) -> str:
    """Of text that may be menus, the lines that read like sentences: at least six words."""
    return "\n".join(line for raw in text.splitlines() if len((line := " ".join(raw.split())).split()) >= 6)


def _stripped(markup: str) -> str:
    if "<" not in markup and "&" not in markup:
        return markup
    try:
        return str(lxml.html.fromstring(f"<div>{markup}</div>").text_content())
    except (lxml.etree.LxmlError, ValueError):
        return ""
