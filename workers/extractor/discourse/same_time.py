"""Can a statement be of the time of a draft: what steps back before the story, and the days.

- What has no day is taken to be of the days before publication, so that a dated old strike never joins the news, and only ``القصف`` right
  after an old strike goes on about that.
- What steps back (``وكانت ... قد``, ``بعد أيام من``) only joins drafts that step back, unless it names the strike as known (``القصف``) or
  dates it as the draft is dated; of ``وكانت الوكالة قد ذكرت أن`` only the telling is earlier.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from monitor.model import Occurred, Precision
from workers.extractor.dates import of_saying
from workers.extractor.discourse.drafts import Draft, Statement, lie_in
from workers.extractor.event.events import comes_before

NEAR = 2  # sentences over which what is told goes on about the strike told last


def same_frame(statement: Statement, draft: Draft, today: date) -> bool:
    """Does what steps back before the story join only what does so too?"""
    if statement.event is not None and comes_before(statement.event) and statement.regions and not draft.regions:
        return False
    if statement.steps_back == draft.steps_back or (statement.when is not None and draft.when is not None):
        return True
    if _was_before(statement, draft):
        return False
    if _told_to_be_over(statement, draft, today):
        return True
    known = not statement.places or not draft.regions or bool(statement.regions & draft.regions)
    if statement.event is not None and statement.event.frame == "said" and lie_in(statement.regions, draft.regions):
        return True  # غارات على اليمن ... وكان الجيش أعلن ضرب أهداف في صنعاء: it is only said to be earlier that somebody told it
    return known and statement.event is not None and statement.event.definite


def _was_before(statement: Statement, draft: Draft) -> bool:
    """``يأتي الهجوم بعد أيام من القصف الذي طال السوق يوم السبت``: with a day of its own, the one before what the text told."""
    behind = statement.event is not None and statement.event.frame == "lag" and bool(statement.dates)
    return behind and any(told.clause.sentence.part == "text" for told in draft.statements)


def _told_to_be_over(statement: Statement, draft: Draft, today: date) -> bool:
    """The opening says that the strike of the title is over; or an inquiry told of one, and the text goes on with when it was."""
    if statement.steps_back and (statement.lead or _has_grown(statement, draft)) and _only_named(draft):
        return True
    return draft.statements[0].retold and _one_of_them_over(statement.when, draft.when, today)


def _has_grown(statement: Statement, draft: Draft) -> bool:
    """``ارتفعت حصيلة القصف على كذا. وكان الطيران قصف كذا الجمعة``: when it was, told next to its new toll."""
    near = statement.clause.sentence.index - draft.last_sentence <= NEAR and bool(statement.regions & draft.regions)
    return near and any(toll.value.is_total for each in draft.statements for toll in each.tolls)


def _only_named(draft: Draft) -> bool:
    """Is it told without a day, by the title or as known (``القصف``), and with no dead but a sum that has grown?"""
    named = (each.clause.sentence.part == "title" or (each.event is not None and each.event.definite) for each in draft.statements)
    grown = (toll.value.is_total or toll.value.later_death or toll.value.additional for each in draft.statements for toll in each.tolls)
    return draft.when is None and all(named) and all(grown)


def _one_of_them_over(mine: Occurred | None, theirs: Occurred | None, today: date) -> bool:
    """Is only one of the two dated, to a day before today?"""
    days = [when.end or today for when in (mine, theirs) if when is not None]
    return len(days) == 1 and days[0] < today


def same_day(statement: Statement, draft: Draft, today: date) -> bool:
    """Do the days not contradict each other?"""
    mine, theirs = statement.when, draft.when
    if mine and theirs and mine.start and theirs.start:
        meet = mine.start <= (theirs.end or theirs.start) and theirs.start <= (mine.end or mine.start)
        return meet or _told_a_day_later(statement, draft)
    if statement.tells_old(today):
        return draft.steps_back
    if theirs is None and not draft.steps_back and _some_days_ago(statement, draft, today):
        return False  # what has no day is of these days
    if draft.told_old:
        near = statement.clause.sentence.index - draft.last_sentence <= NEAR and not statement.by_own_reporter
        return near and (statement.adds or not statement.places or (statement.event is not None and statement.event.definite))
    return True


_SAID_LATER = 2  # days from a strike to what an official says of it
_WIDER = ("week", "month", "year")  # في ثالث هجوم من نوعه هذا الأسبوع
_SEVERAL = 2
_MANY, _CLOSE = 20, 0.05  # "some sixty", and 59


def _about_as_many(one: int, other: int) -> bool:
    return one == other or (min(one, other) >= _MANY and abs(one - other) <= _CLOSE * max(one, other))


def _told_a_day_later(statement: Statement, draft: Draft) -> bool:
    """``قال مسؤول السبت إن غارة قتلت خمسة. وأضاف أن غارة الجمعة أسفرت عن مقتل خمسة``: the day told first is that of the saying."""
    mine, theirs = statement.when, draft.when
    if mine is None or mine.end is None or theirs is None or theirs.start is None or mine.precision is not Precision.DAY:
        return False
    if statement.retold and not draft.steps_back:
        return False  # مجلس العزاء لـ15 مدنيا قتلوا الخميس: those who are mourned fell before
    dated = [mention for told in draft.statements for mention in told.dates if mention.value.unit not in _WIDER]
    said = bool(dated) and all(of_saying(mention) for mention in dated) and not any(of_saying(mention) for mention in statement.dates)
    dead = _dead([statement])
    in_detail = not dead and bool(draft.regions) and not any("-" in region for region in draft.regions)  # only the country was told
    goes_on = statement.event is not None and statement.event.definite and not statement.places  # وقالت إن القصف وقع ظهر الأربعاء
    about_it = in_detail or goes_on or any(_about_as_many(one, other) for one in dead for other in _dead(draft.statements))
    return said and 0 < (theirs.start - mine.end).days <= _SAID_LATER and about_it


def _dead(statements: Sequence[Statement]) -> set[int]:
    counts = (toll.value.count.min or 0 for told in statements for toll in told.tolls if toll.value.outcome == "killed")
    return {count for count in counts if count >= _SEVERAL}


_OPENING = 2  # words with which a sentence opens


def _some_days_ago(statement: Statement, draft: Draft, today: date) -> bool:
    """``وقبل أيام``, or in another town on a day that is over: not the strike that has no day, unless the words go on about that."""
    when, event = statement.when, statement.event
    opening = statement.lead and all(told.clause.sentence.part == "title" for told in draft.statements)
    if when is None or when.end is None or when.end >= today or opening or (event is not None and event.definite):
        return False
    if (today - when.end).days == 1:
        return _opens_with_day(statement, draft)
    counted_on = not statement.places and not statement.dates  # وفي اليوم ذاته
    elsewhere = (counted_on or bool(statement.spots and draft.spots)) and not statement.spots & draft.spots
    elsewhere = elsewhere or _opens_with_day(statement, draft) or _raids_of_a_day(statement)
    return elsewhere or when.precision not in (Precision.DAY, Precision.HOUR)


def _raids_of_a_day(statement: Statement) -> bool:
    """``وشنت إسرائيل، أول أمس الخميس، غارات مكثفة على خمس بلدات``: of a day of their own, beside the one raid that is the news."""
    event = statement.event
    if event is None or any("-" in region for region in statement.regions) or not statement.dates:
        return False
    several = any(reading.form == "plural" for reading in event.sentence.tokens[event.first].readings)
    return several and event.start == 0 and event.sentence.part == "text"


def _opens_with_day(statement: Statement, draft: Draft) -> bool:
    """``ومساء الخميس، شن X غارات على ميناء Y``: another day and another place, from the first words on."""
    dated = any(mention.first <= _OPENING for mention in statement.dates)
    named = {mention.value.location.name for told in draft.statements for mention in told.places}
    places = [mention.value.location for mention in statement.places if mention.value.location.is_inside_province]
    finest = [place for place in places if place.feature == "quarter"] or places  # حي كذا بحلب: the quarter, and not the city
    return dated and statement.placed and not any(place.name in named for place in finest)
