"""The articles that are measured, as pages, and the table in which each program says what it found.

The articles are the demo's own, and the reference corpus beside the checkout where it is there. A ``page`` is a small one: the article, a
menu, related headlines and a footer. Small pages are trafilatura's best case, so a ratio against it is never flattered. A ``full_page``
has what news sites send with an article: scripts, styles, long menus, cards of other stories; some 160 KB.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from rich.console import Console
from rich.table import Table

from monitor.model import ArticleContext
from tests.demo.site import load
from workers.articles import from_json

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
_SETS = ("articles/articles.jsonl", "negatives/negatives.jsonl", "reports/reports.jsonl")
_PAGE = """<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title>
<meta property="article:published_time" content="{published}"></head><body>
<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/s">سياسة</a></li><li><a href="/e">اقتصاد</a></li></ul></nav>
<main><article><h1>{title}</h1>{body}</article></main>
<aside class="related"><ul><li><a href="/1">الطقس في الأيام المقبلة</a></li><li><a href="/2">أسعار الخضار في الأسواق</a></li></ul></aside>
<footer><p>جميع الحقوق محفوظة</p></footer></body></html>"""


_SCRIPT = "<script>" + "var a={};function f(x){return x*2};" * 3000 + "</script>"
_STYLE = "<style>" + ".a{color:red}.b .c{margin:0 auto}" * 800 + "</style>"
_MENU = "".join(f'<li><a href="/section/{at}">القسم رقم {at}</a></li>' for at in range(150))
_CARDS = "".join(f'<div class="card"><a href="/n/{at}"><h3>خبر آخر في الصفحة رقم {at} عن الطقس</h3></a></div>' for at in range(60))


@dataclass(frozen=True, slots=True)
class Sample:
    """One article and its page."""

    title: str
    text: str
    context: ArticleContext

    @property
    def page(self) -> bytes:
        body = "".join(f"<p>{escape(line)}</p>" for line in self.text.splitlines() if line.strip())
        return _PAGE.format(title=escape(self.title), published=self.context.published.isoformat(), body=body).encode()

    @property
    def full_page(self) -> bytes:
        head, body = f"</title>{_SCRIPT}{_STYLE}".encode(), f"<body><header><ul>{_MENU}</ul></header>".encode()
        page = self.page.replace(b"</title>", head, 1).replace(b"<body>", body, 1)
        return page.replace(b"</main>", f"</main><section>{_CARDS}</section>".encode(), 1)


def own() -> list[Sample]:
    """The demo's articles."""
    _, articles = load(datetime.now(UTC).replace(microsecond=0))
    return [Sample(each.title, each.text, ArticleContext(each.published)) for each in articles]


def reference() -> list[Sample]:
    """The reference corpus's articles; none where it is not there."""
    lines = (line for name in _SETS if (CORPUS / name).exists() for line in (CORPUS / name).read_text(encoding="utf-8").splitlines())
    return [Sample(each.title, each.text, each.context) for each in (from_json(json.loads(line)) for line in lines)]


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: what was measured, against what, and what it should be."""

    what: str
    found: str
    against: str = ""
    ratio: str = ""
    aim: str = ""


def report(title: str, lines: list[Line]) -> None:
    """Print the figures as a table."""
    table = Table(title=title, title_justify="left", header_style="bold")
    for name in ("measured", "Rasd", "reference", "ratio", "aim"):
        table.add_column(name)
    for line in lines:
        table.add_row(line.what, line.found, line.against, line.ratio, line.aim)
    Console(width=130).print(table)
