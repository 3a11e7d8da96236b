"""What holds for every text: of any alphabet and length, in any spelling, on any day, with anything that a site adds around it.

Real sentences come from the articles of our own, so that the properties are tried on strikes and not only on noise.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.model import ArticleContext, Count, Strike
from monitor.record import from_json, strike_record, to_json
from tests.evaluation import own
from tests.evaluation.score import Record
from workers.extractor import extract
from workers.extractor.text import fold, normalise

PUBLISHED = datetime(2024, 5, 10, 15, tzinfo=UTC)
CONTEXT = ArticleContext(PUBLISHED)
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])

articles = st.sampled_from(own.labels())
words = sorted({word for article in own.labels() for word in article["text"].split()})
noise = st.sampled_from([*words, ".", "،", "\n", "(", ")", '"', "؟", "12", "٣٤", "#", "-", ":", "\u200f", "🔴"])
soup = st.lists(noise, max_size=80).map(" ".join)
texts = st.one_of(st.text(max_size=300), soup, st.builds(lambda a, b: a + b, soup, st.text(max_size=40)))


def told(article: Record) -> list[Strike]:
    return extract(article["title"], article["text"], own.context(article))


@cache
def known(at: int) -> tuple[str, ...]:
    """The gist of the article at this place of the corpus, as written."""
    return tuple(gist(told(own.labels()[at])))


def changed_by(change: Callable[[str], str], to_title: Callable[[str], str]) -> list[str]:
    """The articles whose strikes are others after a change of text and title."""
    found = []
    for at, article in enumerate(own.labels()):
        strikes = extract(to_title(article["title"]), change(article["text"]), own.context(article))
        if tuple(gist(strikes)) != known(at):
            found.append(article["id"])
    return found


def gist(strikes: list[Strike]) -> list[str]:
    """What the strikes say, without the words and offsets that say it. Names are folded: an unknown one keeps the spelling it has."""
    return [json.dumps(_gist(strike), ensure_ascii=False, default=str) for strike in strikes]


def _gist(strike: Strike) -> list[object]:
    places = [(fold(normalise(place.name).text), place.country, place.admin1, place.role) for place in strike.locations]
    when = strike.occurred and (strike.occurred.start, strike.occurred.end, strike.occurred.precision)
    tolls = [_numbers(strike.casualties.killed), _numbers(strike.casualties.wounded)]
    actors, targets = [actor.id for actor in strike.actors], [target.class_ for target in strike.targets]
    return [strike.kind, strike.event_type, when, places, actors, strike.attribution, targets, tolls]


def _numbers(count: Count | None) -> object:
    return count and (count.min, count.max, count.vague, count.explicit_none, [(part.group, part.min, part.max) for part in count.by])


# --- any text --------------------------------------------------------------------------------------------------------------------------


@given(texts, texts)
@MANY
def test_any_text_gives_strikes_or_none_and_raises_nothing(title: str, text: str) -> None:
    assert isinstance(extract(title, text, CONTEXT), list)


@pytest.mark.parametrize(
    "text", ["قصف " * 1_000, "(" * 50_000, "و" * 50_000, "\n" * 50_000, "١" * 50_000, "غارة على غزة. " * 1_000, "\u064b" * 50_000]
)
def test_long_texts_end(text: str) -> None:
    assert isinstance(extract("", text, CONTEXT), list)


@given(texts, texts)
@MANY
def test_evidence_stands_where_it_says_in_any_text(title: str, text: str) -> None:
    _assert_evidence_in_place(title, text, extract(title, text, CONTEXT))


@pytest.mark.parametrize("article", own.labels(), ids=lambda article: article["id"])
def test_evidence_stands_where_it_says_in_articles(article: Record) -> None:
    _assert_evidence_in_place(article["title"], article["text"], told(article))


def _assert_evidence_in_place(title: str, text: str, strikes: list[Strike]) -> None:
    parts = {"title": title, "text": text}
    for evidence in (evidence for strike in strikes for evidence in strike.evidence):
        assert parts[evidence.part][evidence.start : evidence.end] == evidence.text
        assert evidence.text
        assert evidence.sentence in parts[evidence.part]
        assert evidence.text in evidence.sentence


@given(texts)
@FEW
def test_confidence_is_a_share_in_any_text(text: str) -> None:
    assert all(0 <= strike.confidence <= 1 for strike in extract("", text, CONTEXT))


@given(texts)
@FEW
def test_counts_are_ranges_in_any_text(text: str) -> None:
    for strike in extract("", text, CONTEXT):
        for count in filter(None, (strike.casualties.killed, strike.casualties.wounded)):
            assert count.min is None or count.min >= 0
            assert count.min is None or count.max is None or count.min <= count.max
            assert count.min != 0 or count.explicit_none or count.max != 0


@given(texts)
@FEW
def test_days_are_spans_in_any_text(text: str) -> None:
    for strike in extract("", text, CONTEXT):
        if strike.occurred and strike.occurred.start and strike.occurred.end:
            assert strike.occurred.start <= strike.occurred.end


# --- the same again --------------------------------------------------------------------------------------------------------------------


@given(texts, texts)
@FEW
def test_the_same_text_gives_the_same_strikes(title: str, text: str) -> None:
    assert extract(title, text, CONTEXT) == extract(title, text, CONTEXT)


@given(articles, articles)
@FEW
def test_what_was_read_before_changes_nothing(article: Record, other: Record) -> None:
    first = told(article)
    told(other)
    assert told(article) == first


@pytest.mark.parametrize("article", own.labels(), ids=lambda article: article["id"])
def test_a_strike_comes_back_from_its_record(article: Record) -> None:
    for strike in told(article):
        assert from_json(Strike, json.loads(json.dumps(to_json(strike), ensure_ascii=False))) == strike


@given(texts)
@FEW
def test_a_strike_of_any_text_comes_back_from_its_record(text: str) -> None:
    for strike in extract("", text, CONTEXT):
        assert from_json(Strike, json.loads(json.dumps(strike_record(strike)))) == strike


# --- spelling --------------------------------------------------------------------------------------------------------------------------

_LETTER = "[\u0621-\u064a]"
_JOINING = "بتثجحخسشصضطظعغفقكلمنهي"


def _sprinkled(pattern: str, marks: str, share: float) -> Callable[[str], str]:
    """Puts one of the marks at some of the places that the pattern finds, the same ones for the same text."""

    def change(text: str) -> str:
        dice = Random(len(text))  # no secret, only the same again
        return re.sub(pattern, lambda at: at[0] + (dice.choice(marks) if dice.random() < share else ""), text)

    return change


def _swapped(before: str, after: str) -> Callable[[str], str]:
    return lambda text: text.translate(str.maketrans(before, after))


SPELLINGS: dict[str, Callable[[str], str]] = {
    "tatweel": _sprinkled(f"[{_JOINING}](?={_LETTER})", "ـ", 0.3),
    "vowels": _sprinkled(f"(?<=[ \n]){_LETTER}(?={_LETTER})", "\u064e\u064f\u0650", 0.5),
    "no hamza": _swapped("أإآ", "ااا"),
    "ه for ة": lambda text: re.sub(f"ة(?!{_LETTER})", "ه", text),
    "ي for ى": lambda text: re.sub(f"ى(?!{_LETTER})", "ي", text),
    "Persian letters": _swapped("يك", "یک"),
    "Arabic-Indic digits": _swapped("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "Persian digits": _swapped("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
    "guillemets": lambda text: re.sub('"([^"]*)"', r"«\1»", text),
    "direction marks": _sprinkled(f" (?={_LETTER})", "\u200e\u200f\u202b", 0.3),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "empty lines": lambda text: text.replace("\n", "\n\n"),
    "double spaces": lambda text: text.replace(" ", "  "),
    "hard spaces": lambda text: text.replace(" ", "\u00a0"),
    "hashtags": lambda text: re.sub(r"(?<=[ \n])(سوريا|إدلب|غزة|حلب|الحسكة|درعا|صنعاء|مأرب)(?=[ \n])", r"#\1", text),
}
CENSORED = "sy-015"  # spells its words apart with marks of its own


@pytest.mark.parametrize("change", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_spelling_changes_nothing(change: Callable[[str], str]) -> None:
    assert set(changed_by(change, change)) <= {CENSORED}


CLITIC_PAIRS = [
    ("قصفت مدفعية قوات النظام بلدة سرمين اليوم فقتل رجل.", "وقصفت مدفعية قوات النظام بلدة سرمين اليوم فقتل رجل."),
    ("قتل رجل بقصف مدفعية قوات النظام بلدة سرمين.", "فقتل رجل بقصف مدفعية قوات النظام بلدة سرمين."),
    ("استهدفت طائرة مسيرة سيارة قرب بلدة سرمدا.", "واستهدفت طائرة مسيرة سيارة قرب بلدة سرمدا."),
    ("قصف الطيران الروسي بلدة كنصفرة وجرح طفلان.", "وقصف الطيران الروسي بلدة كنصفرة، وجرح طفلان."),
    ("غارات روسية على بلدة كنصفرة، وإصابة طفلين.", "وغارات روسية على بلدة كنصفرة، وإصابة طفلين."),
    ("أصيب أربعة مدنيين بقصف مدفعي على دارة عزة.", "وأصيب أربعة مدنيين بقصف مدفعي على دارة عزة."),
    ("تعرضت بلدة حيس لقصف حوثي أسفر عن إصابة امرأة.", "كما تعرضت بلدة حيس لقصف حوثي أسفر عن إصابة امرأة."),
    ("قصفت طائرات حربية محيط مدينة تدمر صباح اليوم.", "قصفت طائرات حربية محيط مدينة تدمر في صباح اليوم."),
    ("قتل شخصان في غارة إسرائيلية على بعلبك.", "قتل شخصان بغارة إسرائيلية على بعلبك."),
    ("شنت مقاتلات إسرائيلية غارة على مدينة بعلبك.", "لقد شنت مقاتلات إسرائيلية غارة على مدينة بعلبك."),
]


@pytest.mark.parametrize(("plain", "joined"), CLITIC_PAIRS)
def test_clitics_change_nothing(plain: str, joined: str) -> None:
    before = gist(extract("", plain, CONTEXT))
    assert before
    assert gist(extract("", joined, CONTEXT)) == before


# --- days ------------------------------------------------------------------------------------------------------------------------------

_DATED = re.compile(
    r"\d{4}|[٠-٩]{4}|كانون|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر"
    r"|نوفمبر|ديسمبر|رمضان|شهر|الجاري|عام|سنة|سنوات|العام|أعوام"
)
RELATIVE = [article for article in own.labels() if not _DATED.search(article["title"] + article["text"])]


@given(st.sampled_from(RELATIVE), st.integers(-400, 400))
@FEW
def test_shifting_publication_by_weeks_shifts_relative_days_alike(article: Record, weeks: int) -> None:
    context = replace(own.context(article), zone="Etc/GMT-3")  # a zone without summer time: a week is a week
    moved = replace(context, published=context.published + timedelta(weeks=weeks))
    before, after = (extract(article["title"], article["text"], each) for each in (context, moved))
    assert [_days(strike) for strike in after] == [tuple(day + timedelta(weeks=weeks) for day in _days(strike)) for strike in before]


def _days(strike: Strike) -> tuple[date, ...]:
    return tuple(filter(None, (strike.occurred.start, strike.occurred.end))) if strike.occurred else ()


def test_relative_days_are_told_often_enough_to_be_tried() -> None:
    assert len(RELATIVE) >= 60


# --- what a site adds ------------------------------------------------------------------------------------------------------------------

BOILERPLATE = {
    "cookies": "نستخدم ملفات تعريف الارتباط لتحسين تجربتك على الموقع. بمتابعة التصفح أنت توافق على ذلك.",
    "related": "مقالات ذات صلة\nقتلى بقصف على مدينة سراقب\nطائرة مسيرة تستهدف سيارة في القامشلي",
    "related line": "اقرأ أيضاً: غارات جوية على مدينة الباب توقع قتلى",
    "most read": "الأكثر قراءة\nمقتل خمسة مدنيين بغارة على بلدة أريحا",
    "tags": "الوسوم: سوريا، إدلب، قصف، غارات",
    "hashtags": "#سوريا #إدلب #غارات_جوية",
    "follow us": "تابعنا على تلغرام وفيسبوك للحصول على آخر الأخبار",
    "newsletter": "اشترك في نشرتنا البريدية ليصلك كل جديد.",
    "rights": "جميع الحقوق محفوظة © 2024",
    "share": "شارك هذا الخبر عبر واتساب",
    "address": "للاطلاع على المزيد من الأخبار زوروا صفحتنا https://example.org/news/2024/05/13",
}


@pytest.mark.parametrize("added", BOILERPLATE.values(), ids=BOILERPLATE.keys())
def test_what_a_site_adds_below_changes_nothing(added: str) -> None:
    assert changed_by(lambda text: f"{text}\n{added}", str) == []


@pytest.mark.parametrize("name", ["cookies", "share", "follow us", "rights", "newsletter"])
def test_what_a_site_adds_above_changes_nothing(name: str) -> None:
    assert changed_by(lambda text: f"{BOILERPLATE[name]}\n{text}", str) == []
