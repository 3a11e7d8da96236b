"""Strikes of an article: its sentences become statements, statements become drafts, drafts become strikes.

Here is only the order of things; the policies are in ``boilerplate`` (which sentences are the article's own), ``events`` and ``statements``
(what tells of a strike), ``grouping`` (what is one strike), ``kinds`` (news or retold) and ``build`` (the record). An article without a
word of striking is laid aside at once. A strike that is known neither by place nor by its dead and wounded in the opening is not told of.
What is only threatened or denied is given with that kind, so that it can be shown; it fires nothing.

Missed on purpose: what only a caption, a tag or a list of related headlines says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from monitor.model import Kind, Role, Strike
from workers.extractor.boilerplate import PROSE, STOPS, own_sentences, without_additions
from workers.extractor.discourse.authority import land_of_authority
from workers.extractor.discourse.build import build
from workers.extractor.discourse.drafts import Draft, Statement
from workers.extractor.discourse.grouping import group
from workers.extractor.discourse.kinds import BESIDE_THE_POINT, Verdict, decide
from workers.extractor.discourse.leads_of_several import counts_others
from workers.extractor.discourse.like_means import by_like_means
from workers.extractor.discourse.numbered import days_of_each
from workers.extractor.discourse.statements import told_in
from workers.extractor.discourse.titles import without_bare_titles, without_shootings
from workers.extractor.event.events import names_striking
from workers.extractor.facts import Facts, gather
from workers.extractor.tokens import Document, Sentence
from workers.extractor.when.dateline import as_written
from workers.extractor.who.campaigns import name_doers

_OPENING = 2  # sentences of the text that count as its opening
_POST = 8  # lines of a post without prose, each news of its own
_SHORT = 14  # words to a line of a post, on average
_TICKER = 3  # lines that begin with the time of day
_TIME_OF_DAY = re.compile(r"\W*(?:الساعة\s+)?\d{1,2}:\d{2}\b")
_SUBSTANCE = 5  # tokens; shorter lines are headers


def strikes_of(document: Document) -> list[Strike]:
    """Every strike that the article tells, the first told first."""
    document = as_written(without_additions(document))
    sentences = own_sentences(document)
    if not any(map(names_striking, sentences)):
        return []
    facts = gather(document)
    leads = _leads(sentences, document.text)
    today = document.context.published.astimezone(ZoneInfo(document.context.zone)).date()
    told = told_in(document, sentences, facts, leads, today)
    drafts = group(by_like_means(days_of_each(told.statements)), today)
    drafts = without_shootings(without_bare_titles(drafts, today), sentences)
    name_doers(drafts)
    _place_by_title(drafts, sentences, facts, today)
    _place_by_authority(drafts, sentences, today)
    verdicts = decide(drafts, today, told.elsewhere)
    since = _news_since(drafts, verdicts, today)
    worth = [(draft, verdict) for draft, verdict in zip(drafts, verdicts, strict=True) if _worth(draft, verdict)]
    strikes = [build(draft, verdict, today, since) for draft, verdict in worth if not counts_others(draft, drafts)]
    return strikes + [build(draft, verdict, today, since) for draft, verdict in _only_said(told.unreal, drafts, today)]


def _news_since(drafts: Sequence[Draft], verdicts: Sequence[Verdict], today: date) -> date:
    """The day before publication, or the day of the article's first news where that is earlier: what is told beside it is of those days."""
    news = (draft.when for draft, verdict in zip(drafts, verdicts, strict=True) if verdict.kind is not Kind.BACKGROUND)
    first = next((when.start for when in news if when is not None and when.start is not None), today)
    return min(first, today - timedelta(days=1))


def _only_said(unreal: Sequence[Statement], drafts: Sequence[Draft], today: date) -> Iterator[tuple[Draft, Verdict]]:
    """What is only threatened or denied, once for each place and kind, where the article tells of no strike."""
    known = {region for draft in drafts for region in draft.regions}
    seen: set[tuple[Kind, frozenset[str]]] = set()
    for statement in unreal:
        kind = Kind.THREAT if statement.event and statement.event.status == "threat" else Kind.DENIED
        if not statement.regions & known and (kind, statement.regions) not in seen:
            seen.add((kind, statement.regions))
            draft = Draft()
            draft.add(statement, today)
            yield draft, Verdict(kind, f"only {'threatened' if kind is Kind.THREAT else 'denied'}")


def _asks(sentence: Sentence) -> bool:
    """A title that asks explains or retells; it reports nothing."""
    return any(token.norm in "؟?" for token in sentence.tokens)


def _place_by_title(drafts: Sequence[Draft], sentences: Sequence[Sentence], facts: Sequence[Facts], today: date) -> None:
    """What the opening tells without a place happened where the title says."""
    named = [m for s in sentences if s.part == "title" for m in facts[s.index].places if m.value.location.role is Role.TARGET]
    actors = {(m.first, m.last) for s in sentences if s.part == "title" for m in facts[s.index].actors}
    places = tuple(mention for mention in named if (mention.first, mention.last) not in actors)
    for draft in drafts:
        first = draft.statements[0]
        if places and not draft.regions and first.lead:
            draft.add(replace(first, places=places, tolls=()), today)


def _place_by_authority(drafts: Sequence[Draft], sentences: Sequence[Sentence], today: date) -> None:
    """What a state's authority tells of in the opening without a place happened in its land."""
    for draft in drafts:
        first = draft.statements[0]
        if first.lead and (land := land_of_authority(draft, sentences)) is not None:
            draft.add(replace(first, places=(land,), tolls=()), today)


def _worth(draft: Draft, verdict: Verdict) -> bool:
    """A strike is told of when it is known where, or when it is news that somebody was hurt; not what a text about something else names
    without a day."""
    if draft.regions:
        return verdict.reason != BESIDE_THE_POINT or draft.when is not None
    return verdict.kind is not Kind.BACKGROUND and any(statement.tolls for statement in draft.statements if statement.lead)


def _leads(sentences: Sequence[Sentence], text: str) -> frozenset[int]:
    """The title, and the first sentences of prose; where no sentence ends like prose, the first that are no headers. Of a ticker,
    whose lines begin with the time of day, every line."""
    titles = [sentence.index for sentence in sentences if sentence.part == "title" and not _asks(sentence)]
    body = [sentence for sentence in sentences if sentence.part == "text" and len(sentence.tokens) >= _SUBSTANCE]
    ticker = [sentence for sentence in body if _TIME_OF_DAY.match(sentence.text)] or _posts(sentences)
    if len(ticker) >= _TICKER:
        return frozenset(titles + [sentence.index for sentence in ticker])
    if _is_post(body) or (not titles and sum(_is_item(sentence, text) for sentence in body) >= _TICKER):
        return frozenset(titles + [sentence.index for sentence in body])
    prose = [
        sentence
        for sentence in body
        if sentence.tokens[-1].norm[-1] in STOPS and (len(sentence.tokens) >= PROSE or _is_news(sentence, body))
    ]
    return frozenset(titles + [sentence.index for sentence in (prose or body)[: _OPENING if prose else _POST]])


def _is_news(sentence: Sentence, body: Sequence[Sentence]) -> bool:
    """A short first sentence that tells of a strike is no header."""
    return sentence is body[0] and names_striking(sentence)


def _posts(sentences: Sequence[Sentence]) -> list[Sentence]:
    """What stands right below a line that is only the time of day: the posts of a live page."""
    text = [sentence for sentence in sentences if sentence.part == "text"]
    return [post for stamp, post in pairwise(text) if _TIME_OF_DAY.fullmatch(stamp.text) and len(post.tokens) >= _SUBSTANCE]


def _is_item(sentence: Sentence, text: str) -> bool:
    """Does a sign of a list stand before it on its line?"""
    before = text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start].strip()
    return bool(before) and not any(sign.isalnum() for sign in before)


def _is_post(body: Sequence[Sentence]) -> bool:
    """Several short lines of a sentence each, and no more."""
    lines = {sentence.paragraph for sentence in body}
    short = sum(len(sentence.tokens) for sentence in body) <= _SHORT * len(body)
    return _TICKER <= len(body) <= _POST and len(lines) == len(body) and short
