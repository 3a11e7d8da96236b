"""Which of the dates in a clause are the strike's own.

Not that of what the strike answers, and not ``today`` of a funeral. Where a relative clause holds the strike, or says when it was (``تأبين
قائد قتل قبل أسبوع``, ``الهجوم الذي وقع في آب``), the dates in it are the strike's and those outside it are of what happens now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from workers.extractor.dates import DateExpression, of_saying
from workers.extractor.event.events import Event
from workers.extractor.grammar import STOPS
from workers.extractor.resolve import STRIKING, names_day
from workers.extractor.tokens import Mention, key_variants
from workers.extractor.toll import vocabulary
from workers.extractor.toll.marks import is_mark
from workers.extractor.word_sets import word_set

_RELATIVE = word_set("relative", "relative_dual")
_BEHIND = 6  # words between the strike and the relative clause that tells its day

Dates = tuple[Mention[DateExpression], ...]
_SUMS = ("habit", "tally")
_BESIDE = 12  # words behind a habit or a sum in which a day is its own, not that of the announcement
_AGREED = 24  # words from a truce to its day
_PACTS = word_set("pact")
_MADE = _RELATIVE | word_set("concluded")
_STRETCH = 5  # words between منذ and the day on which it began
_STARTS = word_set("dating.starts")


def dates_of(event: Event, mentions: Sequence[Mention[DateExpression]]) -> Dates:
    """The dates of a clause that may date its strike, in order."""
    own = tuple(
        mention
        for mention in mentions
        if names_day(mention.value)
        and not _aside(mention, event)
        and not _opens_a_stretch(mention)
        and not _of_what_began(mention)
        and not _of_who_holds_it(mention, event)
        and not of_a_record(mention)
        and not _of_those_who_died_since(mention, event)
        and not _of_who_was_hurt_before(mention, event)
        and not _before_what_had_been(mention, event)
        and not _of_a_rise(mention, event)
        and not _of_what_was_agreed(mention)
        and not _of_a_comment(mention, event)
    )
    if event.definite and _coincides(event):
        return ()
    if event.definite and event.frame == "known":
        own = tuple(mention for mention in own if not _of_the_saying(mention, event))
    if event.frame == "lag":
        own = tuple(mention for mention in own if mention.first >= _lag(event))
    if event.status in _SUMS:
        return tuple(mention for mention in own if not mention.value.until and mention.first - event.first <= _BESIDE)
    for first, last in _relative_clauses(event):
        inside = tuple(mention for mention in own if first <= mention.first < last)
        of_today = any(mention.value.offset == 0 and event.last <= mention.first < first for mention in own)
        if inside and not of_today:  # but قصفت اليوم مدينة كذا التي شهدت مجزرة الشهر الماضي
            return inside
    return _behind_the_strike(own, event) or _year_of_the_strike(own, mentions, event) or own


_PHRASE = 12  # words from the strike to a day of its own
_OF_ANOTHER = _RELATIVE | frozenset(("عليها", "فيها", "منها", "اليها", "عليه", "فيه", "منه", "اليه", "بها", "به"))


def _behind_the_strike(own: Dates, event: Event) -> Dates:
    """``توفي اليوم جريح أصيب في قصف على كذا قبل أسبوع``: the older day right behind the strike is its own, today that of something else."""
    if not any(mention.value.offset == 0 and mention.first < event.first for mention in own):
        return ()
    return tuple(mention for mention in own if _is_over(mention.value) and _in_its_phrase(mention, event))


_NAMED_BEFORE_ITS_YEAR = 18  # words of what was struck and where, up to the year
_OF_IT = ("تها", "اها", "وها")  # a verb of another clause: استعادتها, استعادها


def _year_of_the_strike(own: Dates, mentions: Sequence[Mention[DateExpression]], event: Event) -> Dates:
    """``ضربة جوية على مصنع في كذا عام 2015 أودت بسبعين، قالت محامية أمام المحكمة يوم الثلاثاء``: the year in its phrase is that of the
    strike, whatever happens on a day told behind it."""
    if (before := _year_right_before(mentions, event)) and own:
        return before
    found = next((mention for mention in mentions if mention.first >= event.last and _only_year(mention.value)), None)
    if found is None or found.first - event.last > _NAMED_BEFORE_ITS_YEAR or any(event.first < day.first < found.first for day in own):
        return ()
    between = event.sentence.tokens[event.last : found.first]
    apart = any(token.norm in STOPS or token.key in _RELATIVE or token.key.endswith(_OF_IT) for token in between)
    return (found,) if own and not apart else ()


_RIGHT_BEFORE = 2  # words from the year to the strike: سنة 2012 في هجوم


def _year_right_before(mentions: Sequence[Mention[DateExpression]], event: Event) -> Dates:
    """``ينظر القضاء اليوم في دعوى أقارب رجلين قتلا سنة 2012 في هجوم``."""
    near = (mention for mention in mentions if 0 < event.first - mention.last + 1 <= _RIGHT_BEFORE and _only_year(mention.value))
    return tuple(near)


def _only_year(day: DateExpression) -> bool:
    return day.year is not None and day.month is None and day.day is None and not (day.since or day.until)


def _is_over(day: DateExpression) -> bool:
    named = day.month is not None or day.year is not None  # في 3 آذار, عام 2017
    before = (day.offset is not None and day.offset < 0) or day.frame in ("ago", "last", "before_last") or named
    return before and not (day.since or day.until)


def _in_its_phrase(mention: Mention[DateExpression], event: Event) -> bool:
    between = event.sentence.tokens[event.last : mention.first]
    if mention.first < event.last or len(between) > _PHRASE:
        return False
    return not any(token.norm in STOPS or token.key in _OF_ANOTHER for token in between)


_DIED = 3  # words from the relative pronoun to the day: الذين قضوا جميعا أمس


def is_of_death(mention: Mention[DateExpression]) -> bool:
    """``شيع اليوم الشهداء الذين قضوا أمس``: the day on which they died is that of the strike."""
    before = mention.sentence.tokens[max(0, mention.first - _DIED) : mention.first]
    return any(one.key in _RELATIVE and vocabulary.has(two, "dying", "hurting") for one, two in pairwise(before))


def _before_what_had_been(mention: Mention[DateExpression], event: Event) -> bool:
    """``افتتح اليوم الجسر، وكان تضرر بقصف``: the day is that of what came later."""
    between = event.sentence.tokens[mention.last : event.first]
    return event.frame in ("past", "retold") and any(token.has("past_frame") and token.norm.startswith("و") for token in between)


def _of_who_was_hurt_before(mention: Mention[DateExpression], event: Event) -> bool:
    """``توفي اليوم رجل أصيب الشهر الماضي في قصف``: the day on which he died, who had been hurt before."""
    tokens = event.sentence.tokens
    if not any(token.key in _DIES for token in tokens[max(event.start, mention.first - _REMARK) : mention.first]):
        return False
    return any(token.key in _WOUNDED for token in tokens[mention.last : event.first])


_DIES, _WOUNDED = word_set("frames.died"), word_set("dating.hurt")


def _of_those_who_died_since(mention: Mention[DateExpression], event: Event) -> bool:
    """``ارتفعت حصيلة القصف إلى 32 بعد وفاة أربعة مصابين اليوم``: the day of the deaths, not of the strike."""
    keys = [token.key for token in event.sentence.tokens[event.last : mention.first]]
    return any(one in _AFTER and two in _DEATHS for one, two in pairwise(keys))


_AFTER = word_set("dating.after")
_DEATHS = word_set("dating.deaths")


def _of_a_rise(mention: Mention[DateExpression], event: Event) -> bool:
    """``ارتفعت أمس حصيلة القصف إلى 21``, ``أعلنت اليوم ارتفاع حصيلة الغارة``, ``ارتفعت حصيلة القصف، وفق ما أعلن مسؤول اليوم``: the day of
    the news of the toll, not of the strike."""
    tokens = event.sentence.tokens
    if mention.first >= event.last and of_saying(mention):
        opening = [token.key.lstrip("وفل") for token in tokens[event.start : event.first]]
        return not _RISES.isdisjoint(opening) and not _TOLLS.isdisjoint(opening)
    behind = [token.key for token in tokens[mention.last : event.first]]
    rising = any(token.key.lstrip("وفل") in _RISES for token in (*tokens[event.start : mention.first], *tokens[mention.last : event.first]))
    return rising and not _TOLLS.isdisjoint(behind)


_COMMENTS, _REMARK = word_set("dating.comments"), 20  # words of the remark before its day


def _of_a_comment(mention: Mention[DateExpression], event: Event) -> bool:
    """``قصف على المدينة، ويعتبر ذلك إضافة إلى سجل امتلأ خلال الأيام الأخيرة``: of what the strike is held to be."""
    between = event.sentence.tokens[max(event.last, mention.first - _REMARK) : mention.first]
    return bool(mention.value.unit) and any(token.key in _COMMENTS for token in between)


_RISES = word_set("dating.rises")
_TOLLS = word_set("dating.tolls")


def _of_what_was_agreed(mention: Mention[DateExpression]) -> bool:
    """``في خرق للهدنة التي بدأت في 10 شباط``, ``لاتفاق 27 نوفمبر``: the day of the truce that the strike breaks."""
    before = mention.sentence.tokens[max(0, mention.first - _AGREED) : mention.first]
    at = next((at for at in range(len(before) - 1, -1, -1) if not _PACTS.isdisjoint(key_variants(before[at].key))), None)
    if at is None:
        return False
    between = before[at + 1 :]
    told = any(token.key in _MADE for token in between) or not between
    return told and not any(token.has(tag) for token in between for tag in ("strike", "hit", "attack"))


def _opens_a_stretch(mention: Mention[DateExpression]) -> bool:
    """``الأعنف منذ انطلاق العمليات في 26 مارس``: since when, not when."""
    keys = [token.key for token in mention.sentence.tokens[max(0, mention.first - _STRETCH) : mention.first]]
    return "منذ" in keys and not _STARTS.isdisjoint(keys[keys.index("منذ") :])


_BEGAN = word_set("dating.began")


def _of_what_began(mention: Mention[DateExpression]) -> bool:
    """``إثر الحرب التي اندلعت في السابع من أكتوبر``: the day on which something else began; not ``الغارات التي بدأت فجر اليوم``."""
    tokens = mention.sentence.tokens
    for at in range(mention.first - 1, max(0, mention.first - _STRETCH) - 1, -1):
        if tokens[at].key.removeprefix("و") in _BEGAN and at > 1 and tokens[at - 1].key in _RELATIVE:
            named = tokens[max(0, at - 4) : at - 1]
            return not any(token.has(tag) for token in named for tag in ("strike", "blow", "hit", "attack"))
    return False


_HOLDS = word_set("dating.holds")


def _of_who_holds_it(mention: Mention[DateExpression], event: Event) -> bool:
    """``قصف تلة التي لا يزال التنظيم يسيطر عليها منذ أيام``: since when somebody holds what was struck."""
    between = [token.key for token in event.sentence.tokens[event.last : mention.first]]
    at = next((at for at in range(len(between) - 1, -1, -1) if between[at] in _HOLDS), None)
    return at is not None and not _RELATIVE.isdisjoint(between[:at]) and len(between) - at <= _BEHIND


_RECORDS = word_set("record")
_RANKED = word_set("dating.ranked")  # الرجل الثاني
_RECORD = 8  # words between what was the first or the worst and since when


def of_a_record(mention: Mention[DateExpression]) -> bool:
    """``أعنف قصف منذ أسابيع``, ``هي الأولى من نوعها منذ شهر``: since when it is the worst or the first, not when it was."""
    if not mention.value.since and mention.sentence.tokens[mention.first].key != "منذ":
        return False
    before = mention.sentence.tokens[max(0, mention.first - _RECORD - 1) : mention.first + 1]
    return any(two.key in _RECORDS and one.key not in _RANKED for one, two in pairwise(before))


_THAT = frozenset(("ان", "بان"))


def _of_the_saying(mention: Mention[DateExpression], event: Event) -> bool:
    """``أكد القائد، الأحد، أن العدوان سيسهم في``: the day on which it was said of a strike that all know."""
    return any(token.key in _THAT for token in event.sentence.tokens[mention.last : event.first])


_COINCIDE = word_set("dating.coincide")


def _coincides(event: Event) -> bool:
    """``وتتزامن هذه الغارات مع زيارة X الذي يصل اليوم``: the day is that of the visit."""
    opening = event.sentence.tokens[max(event.start, event.first - _BEHIND) : event.first]
    return any(token.key.removeprefix("و") in _COINCIDE for token in opening)


def _lag(event: Event) -> int:
    """Where ``بعد خمسة أشهر على`` stands: a day before it is that of what came later."""
    tokens = event.sentence.tokens
    return next((at for at in range(event.first - 1, event.start - 1, -1) if tokens[at].key in ("بعد", "وبعد", "غداه")), event.start)


def _aside(mention: Mention[DateExpression], event: Event) -> bool:
    return any(first <= mention.first < last for first, last in event.reasons)


def _relative_clauses(event: Event) -> Iterator[tuple[int, int]]:
    """The relative clause that holds the event, and the one right behind it; first what is told without a pronoun of relation."""
    tokens = event.sentence.tokens
    if (bare := _told_of_something(event)) is not None:
        yield bare, event.end
    before = _pronoun(event, range(event.first - 1, event.start - 1, -1))
    if before is not None:
        yield before, _end(event, event.last)
    behind = _pronoun(event, range(event.last, min(event.last + _BEHIND, event.end, len(tokens))))
    if behind is not None:
        yield behind, _end(event, behind)


def _told_of_something(event: Event) -> int | None:
    """``منزل قصفته الطائرات قبل شهرين``, ``متأثرا بجروح أصيب بها في غارة الأحد``: where what happened to the house, or to the one who
    died later, begins."""
    tokens, at = event.sentence.tokens, event.first
    verbs = (reading for reading in tokens[at].readings if reading.form == "perfect" and not STRIKING.isdisjoint(reading.tags))
    joined = at == event.start or tokens[at - 1].kind != "word" or tokens[at].key.startswith(("و", "ف"))
    noun = tokens[at].norm.endswith("ة")  # ضربة is no ضربه
    if not (joined or noun) and any(verb.enclitic in _IT for verb in verbs):
        return at
    return next((at for at in range(event.start, event.first) if is_mark(tokens[at], "later_death")), None)


_IT = word_set("dating.it")


def _pronoun(event: Event, positions: range) -> int | None:
    """The first relative pronoun met, before any comma or stop."""
    for at in positions:
        token = event.sentence.tokens[at]
        if token.norm in STOPS:
            return None
        if token.key in _RELATIVE:
            return at
    return None


def _end(event: Event, at: int) -> int:
    tokens = event.sentence.tokens
    return next((stop for stop in range(at, event.end) if tokens[stop].norm in STOPS), event.end)
