"""Commands that read articles: extract, explain, replay, reprocess."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from monitor.alerts.burst import BurstLimit
from monitor.app import client_of, load, utc_now
from monitor.canonical import fingerprint
from monitor.charset import decode
from monitor.cli import tables
from monitor.cli.shared import JsonOption, complain, console, fail, opened, print_lines, told
from monitor.datadir import config_path
from monitor.fetch.body import extract_body
from monitor.fetch.hosts import Hosts
from monitor.fetch.page import PageFetcher
from monitor.fetch.robots import Robots
from monitor.model import ArticleContext, Strike
from monitor.record import strike_record
from monitor.replay import ReplayArticle, ReplaySettings
from monitor.replay import replay as run_replay
from workers.articles import DEFAULT_ZONE, InputArticle, InputError, contents, instant, known_zone, read_line

Source = Annotated[str, typer.Argument(help="A text or HTML file, a URL, or - for standard input.")]
Published = Annotated[str | None, typer.Option(help="When it was published, ISO 8601; now if not given.")]
Zone = Annotated[str, typer.Option(help="The outlet's time zone.")]
Title = Annotated[str, typer.Option(help="The headline, where the file does not hold it.")]
Extract = Callable[[str, str, ArticleContext], Sequence[Strike]]
_HTML_START = ("<!doctype html", "<html")


@told
def extract(
    source: Source = "-",
    published: Published = None,
    zone: Zone = DEFAULT_ZONE,
    title: Title = "",
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read articles as JSON lines, print one result a line.")] = False,
    as_json: JsonOption = False,
) -> None:
    """The strikes that an article tells of, with the words behind each field."""
    from workers.extractor import extract as extract_strikes  # noqa: PLC0415 - loads the lexicon

    if jsonl:
        _extract_lines(source, extract_strikes)
        return
    article = _read(source, published, zone, title)
    strikes = extract_strikes(article.title, article.text, article.context)
    if as_json:
        print_lines([result(article, strikes)])
    else:
        console.print(tables.strikes(strikes))


@told
def explain(
    source: Source = "-",
    published: Published = None,
    zone: Zone = DEFAULT_ZONE,
    title: Title = "",
    html: Annotated[Path | None, typer.Option(help="Write a page there instead, the article right to left.")] = None,
) -> None:
    """An article with its marks, how each strike was derived from its words, and what was read and told of none."""
    from workers.extractor import explain as drawing  # noqa: PLC0415
    from workers.extractor import extract as extract_strikes  # noqa: PLC0415
    from workers.extractor.asides import asides  # noqa: PLC0415

    article = _read(source, published, zone, title)
    strikes = extract_strikes(article.title, article.text, article.context)
    left = asides(article.title, article.text, article.context, strikes)
    if html is None:
        console.print(drawing.explain_terminal(article.title, article.text, strikes, left))
    else:
        html.parent.mkdir(parents=True, exist_ok=True)
        html.write_text(drawing.explain_html(article.title, article.text, strikes, left), encoding="utf-8")
        console.print(f"written to {html}")


@told
def replay(
    archive: Annotated[Path, typer.Argument(help="articles as JSON lines: id, title, text, published, url, source")],
    config: Annotated[Path | None, typer.Option("--config", help="whose watches and rules; the usual configuration if not given")] = None,
    as_json: JsonOption = False,
) -> None:
    """What an archive would have become: incidents with their reports, and the alerts of each watch, at the articles' own times."""
    from workers.extractor import extract as extract_strikes  # noqa: PLC0415

    rules = load(config or config_path())
    articles = [
        _archived(line, number) for number, line in enumerate(contents(archive).decode("utf-8", "replace").split("\n"), 1) if line.strip()
    ]
    burst = BurstLimit(rules.alerts.burst.alerts, rules.alerts.burst.within, rules.alerts.burst.hold)
    settings = ReplaySettings(rules.alerts.max_age, rules.alerts.max_update_age, burst, fingerprint)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("replaying", total=len(articles))
        state = run_replay(articles, extract_strikes, rules.watches, settings, lambda done, _: progress.update(task, completed=done))
    if as_json:
        print_lines(state.records())
    else:
        console.print(tables.replayed(state.index.incidents.values(), {key: len(each) for key, each in state.raised.items()}))


def _archived(line: str, number: int) -> ReplayArticle:
    article = read_line(line, number)
    context = article.context
    return ReplayArticle(
        article.id, article.title, article.text, context.published, context.url, context.outlet, context.zone, context.country
    )


@told
def reprocess(
    since: Annotated[str | None, typer.Option(help="articles fetched since then, ISO 8601")] = None,
    article: Annotated[str | None, typer.Option(help="this article only")] = None,
) -> None:
    """Run extraction again from the kept pages. Incidents are revised; what is old alerts nobody."""
    from workers.desk import rules_of  # noqa: PLC0415
    from workers.extractor import extract as extract_strikes  # noqa: PLC0415
    from workers.pipeline import reprocess as again  # noqa: PLC0415

    with opened() as (config, store), Progress(console=console) as progress:
        now = utc_now()
        if article is not None and store.article(article) is None:
            fail(f"there is no article {article}; rasd incident ID names those of an incident", 2)
        ids = [article] if article else store.article_ids(instant(since) if since else now - timedelta(days=1), now)
        found = sum(
            again(store, extract_strikes, rules_of(config), each, now=utc_now())
            for each in progress.track(ids, description="reading again")
        )
    console.print(f"articles read again: {len(ids)}, strikes found: {found}")


def result(article: InputArticle, strikes: Sequence[Strike]) -> dict[str, Any]:
    """What ``--jsonl`` prints for one article."""
    return {"id": article.id, "incidents": [strike_record(strike) for strike in strikes]}


def _extract_lines(source: str, extract_strikes: Extract) -> None:
    """Print a result for each article; a line that is none is told on standard error and does not stop the others."""
    bad = 0
    lines = sys.stdin if source == "-" else contents(Path(source)).decode("utf-8", "replace").split("\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            article = read_line(line, number)
        except InputError as error:
            bad += 1
            complain(str(error))
            continue
        print_lines([result(article, extract_strikes(article.title, article.text, article.context))])
    if bad:
        fail(f"{bad} line{'s' if bad != 1 else ''} could not be read")


def _read(source: str, published: str | None, zone: str, title: str) -> InputArticle:
    known_zone(zone)
    at = instant(published, zone) if published else utc_now()
    if source.startswith(("http://", "https://")):
        return _download(source, published, zone)
    raw = sys.stdin.buffer.read() if source == "-" else contents(Path(source))
    context = ArticleContext(published=at, zone=zone)
    text, _ = decode(raw)
    if text.lstrip()[:20].lower().startswith(_HTML_START):
        page = extract_body(raw, "", None, at, zone=zone)
        return InputArticle(source, title or page.title, page.text, context)
    return InputArticle(source, title, text, context)


def _download(url: str, published: str | None, zone: str) -> InputArticle:
    now = utc_now()
    fetched = asyncio.run(_fetch(url))
    page = extract_body(fetched.body, fetched.final_url, fetched.charset, now, zone=zone)
    at = instant(published, zone) if published else page.published or now
    return InputArticle(url, page.title, page.text, ArticleContext(published=at, zone=zone, url=url))


async def _fetch(url: str) -> Any:
    async with client_of(load(config_path())) as client:
        return await PageFetcher(client, Hosts(), Robots(client)).fetch(url, utc_now())
