"""The text of the scraps of HTML that feeds put into titles and summaries. For whole pages see ``monitor.fetch.body``."""

from __future__ import annotations

import re
from html import unescape

_HIDDEN = re.compile(r"<(script|style|noscript|iframe|figure)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li|/?ul|/?ol|/?h[1-6]|/?tr|/?blockquote|/?section|/?article)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<![^<>]*>|</?[a-zA-Z][^<>]*\Z")
_BLANK = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
# What WordPress puts under every summary: a link back, not a word of the article.
_CREDIT = re.compile(
    r"\n?(?:The post .{1,300}? (?:first )?appeared (?:first )?on .{1,200}|"
    r"ظهرت? (?:ال)?(?:مقالة?|تدوينة|مقال|خبر|منشور|المقال) .{1,300}? أول[اًاً]* (?:على|في) .{1,200})\.?\s*\Z",
    re.DOTALL,
)
_TAIL = 800  # characters: longer than a credit and a "read more" together
LONGEST = 300_000  # characters of markup: no article is longer, and what is made to be slow to read ends here
_MORE = re.compile(r"\s*(?:\[(?:…|\.\.\.|&hellip;)\]|(?:اقرأ|إقرأ|قراءة) المزيد\s*(?:»|\.\.\.|…)?|Read more\s*(?:»|\.\.\.|…)?)\s*\Z")


def title_text(markup: str) -> str:
    """A title on one line: entities, also doubly escaped ones, resolved and tags gone."""
    text = unescape(markup[:LONGEST]) if "&" in markup else markup
    return " ".join(strip(text).split())


def strip(markup: str) -> str:
    """The words of ``markup``, one line per block."""
    markup = markup[:LONGEST]
    if "<" in markup:
        markup = _TAG.sub("", _BREAK.sub("\n", _HIDDEN.sub(" ", markup)))
    if "&" in markup:
        markup = unescape(markup)
    return _LINES.sub("\n", _BLANK.sub(" ", markup.replace("\r", "\n"))).strip()


def summary_text(markup: str) -> str:
    """The words of a summary, without the credit and the "read more" that stand under it."""
    text = strip(markup)
    body, tail = text[:-_TAIL], text[-_TAIL:]
    return (body + _MORE.sub("", _CREDIT.sub("", tail))).strip()
