"""The demo's small news site: three outlets, a broken feed, pages with menus, related headlines and a cookie notice."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any

from aiohttp import web
from ruamel.yaml import YAML

from tests.servers.loopback import LoopbackServer

DATA = Path(__file__).with_name("articles.yaml")
MENU = "<nav><ul><li><a href='/'>الرئيسية</a></li><li><a href='/s'>سياسة</a></li><li><a href='/e'>اقتصاد</a></li></ul></nav>"
RELATED = (
    "<aside class='related'><h3>مواضيع ذات صلة</h3><ul><li><a href='/old1'>غارات جوية تستهدف حماة وتوقع قتلى</a></li>"
    "<li><a href='/old2'>قصف صاروخي على درعا يقتل تسعة</a></li></ul></aside>"
)
COOKIES = "<footer><p>يستخدم هذا الموقع ملفات تعريف الارتباط لتحسين تجربتكم. جميع الحقوق محفوظة.</p></footer>"


@dataclass(frozen=True)
class DemoArticle:
    """One article of the site, and what the service must make of it (``incident`` names an expected new incident)."""

    outlet: str
    slug: str
    title: str
    text: str
    published: datetime
    later: bool
    incident: str | None

    @property
    def path(self) -> str:
        return f"/{self.outlet}/{self.slug}.html"


def load(now: datetime) -> tuple[dict[str, dict[str, Any]], list[DemoArticle]]:
    """The outlets and articles of ``articles.yaml``, dated so many minutes before ``now``."""
    data = YAML(typ="safe").load(DATA.read_text(encoding="utf-8"))
    texts = {row["slug"]: row["text"] for row in data["articles"]}
    articles = [
        DemoArticle(
            outlet=row["outlet"],
            slug=row["slug"],
            title=row["title"],
            text=texts[row["same_text_as"]] if "same_text_as" in row else row["text"],
            published=now - timedelta(minutes=row["minutes"]),
            later=row.get("later", False),
            incident=row["expect"].get("incident"),
        )
        for row in data["articles"]
    ]
    return data["outlets"], articles


@dataclass
class NewsSite:
    """Serves the outlets. ``publish_later`` puts the held-back articles into their feeds; ``log`` keeps (path, status)."""

    outlets: dict[str, dict[str, Any]]
    articles: list[DemoArticle]
    log: list[tuple[str, int]] = field(default_factory=list)
    later_is_out: bool = False

    def __post_init__(self) -> None:
        self.server = LoopbackServer(self._handle)

    def __enter__(self) -> NewsSite:
        self.server.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self.server.__exit__(*exc)

    def publish_later(self) -> None:
        self.later_is_out = True

    def feeds(self) -> dict[str, str]:
        """Feed addresses by outlet key; ``broken`` answers with a web page instead of a feed."""
        return {key: f"{self.server.url}/{key}/feed" for key in [*self.outlets, "broken"]}

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        response = self._answer(request)
        self.log.append((request.path, response.status))
        return response

    def _answer(self, request: web.Request) -> web.Response:
        outlet, _, rest = request.path.strip("/").partition("/")
        if request.path == "/broken/feed":
            return web.Response(
                text="<!doctype html><html><body><h1>503</h1><p>الموقع تحت الصيانة</p></body></html>", content_type="text/html"
            )
        if rest == "feed" and outlet in self.outlets:
            return self._feed(outlet, request)
        for article in self.articles:
            if article.path == request.path:
                return web.Response(body=self._page(article).encode(), content_type="text/html", charset="utf-8")
        return web.Response(status=404, text="not here")

    def _listed(self, outlet: str) -> list[DemoArticle]:
        return [a for a in self.articles if a.outlet == outlet and (self.later_is_out or not a.later)]

    def _feed(self, outlet: str, request: web.Request) -> web.Response:
        how = self.outlets[outlet]["feed"]
        text = self._atom(outlet) if how == "atom" else self._rss(outlet, "windows-1256" if how == "windows-1256" else "utf-8")
        body = text.encode("windows-1256" if how == "windows-1256" else "utf-8", errors="xmlcharrefreplace")
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        kind = "application/atom+xml" if how == "atom" else "application/rss+xml"
        return web.Response(body=body, headers={"ETag": etag, "Content-Type": kind})

    def _rss(self, outlet: str, encoding: str) -> str:
        items = "".join(
            f"<item><title>{escape(a.title)}</title><link>{self.server.url}{a.path}?utm_source=rss</link>"
            f"<guid isPermaLink='false'>{a.slug}</guid><pubDate>{format_datetime(a.published)}</pubDate>"
            f"<description>{escape(a.text.strip().splitlines()[0])}</description></item>"
            for a in self._listed(outlet)
        )
        name = escape(self.outlets[outlet]["name"])
        return (
            f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>{name}</title>'
            f"<link>{self.server.url}/{outlet}/</link><description>{name}</description>{items}</channel></rss>"
        )

    def _atom(self, outlet: str) -> str:
        entries = "".join(
            f"<entry><id>tag:demo,{a.slug}</id><title>{escape(a.title)}</title><link href='{self.server.url}{a.path}'/>"
            f"<published>{a.published.isoformat()}</published><updated>{a.published.isoformat()}</updated></entry>"
            for a in self._listed(outlet)
        )
        name = escape(self.outlets[outlet]["name"])
        return (
            f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{name}</title>'
            f"<id>tag:demo,{outlet}</id><updated>2020-01-01T00:00:00Z</updated>{entries}</feed>"
        )

    def _page(self, article: DemoArticle) -> str:
        body = "".join(f"<p>{escape(line)}</p>" for line in article.text.strip().splitlines())
        return (
            f"<!doctype html><html lang='ar' dir='rtl'><head><meta charset='utf-8'><title>{escape(article.title)}</title>"
            f"<meta property='article:published_time' content='{article.published.isoformat()}'></head><body>{MENU}"
            f"<main><article><h1>{escape(article.title)}</h1>{body}</article></main>{RELATED}{COOKIES}</body></html>"
        )
