"""Is a strike the news of its article, or an earlier event that it recounts?

Decided per draft, with a named reason:

- a day more than a week before publication is background, unless the article opens with it and calls it one of the running month; one of
  four to seven days is news only when the article opens with it;
- where neither the title nor the first sentence tells of a strike, only what is dated to these days, or whose dead are told, is news;
- what only ever steps back (``وكانت ... قد``, ``يذكر أن``, ``بعد أيام من``) is background, unless it is dated to the day of publication;
- what the article opens with as told before (a launcher found, the raid before which a child had a home) is background, also where the
  title names it;
- what the title or the opening tells is news, unless it is only spoken of as known (``الغارات على المخيم``), without a day or a toll;
- where neither tells any, the first plain statement near the top is;
- a later statement in the plain past with a place of its own is news in an article that has news of its own, or when it is dated
  within three days of publication; else the article recounts it;
- what is told without a day as the reason for something later (``ردا على``, ``بعد أن``) is background, beside the opening, and beside
  news also what is told with its day only as that which the news answers;
- what is older by two days or more than the article's own news is background; so is what is named by an earlier weekday and of two days
  before publication, and what is of yesterday (أمس) behind news that is of today or has no day; not behind that of the last 24 hours.

An update is news whose words say that a toll has risen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from monitor.model import Kind, Occurred, Precision
from workers.extractor.discourse.ages import OVER, age_of, day_of_news, days_before, is_days_older, last_day, named_by_its_day, of_yesterday
from workers.extractor.discourse.drafts import FRESH, STALE, Draft
from workers.extractor.discourse.known import (
    dates_the_death,
    died_of_wounds,
    known_with_its_day,
    only_known,
    taken_as_known,
    told_by_its_dead,
)
from workers.extractor.discourse.updates import kind_of_news
from workers.extractor.event.events import Event
from workers.extractor.toll.kin import is_of_kin

BESIDE_THE_POINT = "behind what the article is about"
_BEFORE = "told as what happened before"
_DIED = "one who was hurt before has died"
_NEAR_TOP = 10  # sentences


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a draft is, and why."""

    kind: Kind
    reason: str


def decide(drafts: list[Draft], today: date, elsewhere: bool = False) -> list[Verdict]:
    """One verdict for each draft; ``elsewhere`` is set where the title and the first sentence tell of no strike."""
    behind = not any(statement.foremost and not statement.retold for draft in drafts for statement in draft.statements)
    recalled = any(statement.foremost and statement.retold for draft in drafts for statement in draft.statements)
    first = [_alone(draft, today, _opens_in_the_past(draft) and draft is drafts[0], behind, recalled) for draft in drafts]
    first = _without_yesterday(drafts, first, today)
    about_the_past = any(v and v.kind is Kind.BACKGROUND and any(s.lead for s in d.statements) for d, v in zip(drafts, first, strict=True))
    if not about_the_past and not any(verdict and verdict.kind is not Kind.BACKGROUND for verdict in first):
        first = _promoted(drafts, first, today)
    news = [draft for draft, verdict in zip(drafts, first, strict=True) if verdict and verdict.kind is not Kind.BACKGROUND]
    of_these_days = [draft for draft in news if draft.regions and (draft.when or kind_of_news(draft) is not Kind.UPDATE)]
    latest = _latest(of_these_days, today)  # not the day of an announcement
    told = [verdict or _beside(draft, bool(news), latest, today) for draft, verdict in zip(drafts, first, strict=True)]
    told = [_as_fresh(draft, verdict, news, today) for draft, verdict in zip(drafts, told, strict=True)]
    return (
        [_behind(draft, verdict, today) for draft, verdict in zip(drafts, told, strict=True)]
        if elsewhere and not _a_digest(drafts, today)
        else told
    )


def _latest(news: list[Draft], today: date) -> date | None:
    """The day of the latest news; what is told without a day behind news of an earlier day is of that day, else of today."""
    days: list[date] = []
    for draft in news:
        days.append(day_of_news(draft, today) if draft.when is not None or not days else max(days))
    return max(days, default=None)


_SEVERAL = 3  # places
_AT_LENGTH = 4  # sentences: why the article tells of something else, as of those who flee from it


def _a_digest(drafts: list[Draft], today: date) -> bool:
    """Does it date a strike to the day of publication, or two to the day before? Then they are news, whatever it opens with."""
    dated = [age_of(draft.when, today) for draft in drafts if draft.when is not None and draft.when.end is not None and _dated(draft)]
    return 0 in dated or dated.count(1) > 1


def _dated(draft: Draft) -> bool:
    """Does the sentence that first tells of it say when it was?"""
    first = draft.statements[0].clause.sentence
    return any(each.dates for each in draft.statements if each.clause.sentence is first)


def _behind(draft: Draft, verdict: Verdict, today: date) -> Verdict:
    """Where the article is about something else, only a strike told at length is news, or one without a day whose dead it counts;
    somebody's kin are of his story, and what came before (``بعد المجزرة التي``) is known."""
    tolls = [toll for statement in draft.statements for toll in statement.tolls if not toll.value.count.explicit_none]
    counted = (
        not age_of(draft.when, today)
        and not _as_a_reason(draft)
        and any(not is_of_kin(toll.sentence.tokens, toll.first, toll.last) for toll in tolls)
    )
    at_length = len({statement.order for statement in draft.statements}) >= _AT_LENGTH
    counted = counted or _told_of_yesterday(draft, today) or _tells_where_in_full(draft)
    return verdict if counted or at_length or verdict.kind is Kind.BACKGROUND else Verdict(Kind.BACKGROUND, BESIDE_THE_POINT)


def _tells_where_in_full(draft: Draft) -> bool:
    """``بينما شنت الطائرات غارات على بلدات كذا وكذا وكذا``: told plainly, by whom and on which places; who only recalls lists none."""
    plain = (each for each in draft.statements if each.event is not None and not (each.event.frame or each.event.definite))
    return any(len(each.places) >= _SEVERAL and each.actor_ids and each.event and not each.event.imperfect for each in plain)


def _told_of_yesterday(draft: Draft, today: date) -> bool:
    """``في حين سقطت مساء أمس عدة قذائف على البلدة``: told for the first time, with its day."""
    told = any(each.dates and each.event is not None and not (each.event.frame or each.event.definite) for each in draft.statements)
    return told and age_of(draft.when, today) == 1


def _as_fresh(draft: Draft, verdict: Verdict, news: list[Draft], today: date) -> Verdict:
    """``وكانت الطائرات قد شنت مساء الأربعاء``: what happened before, but on the very day of the news, is news with it; not what is of
    yesterday (أمس) where there is news of today."""
    dated = any(statement.dates for statement in draft.statements)
    if dated and last_day(draft.when) != today and of_yesterday(draft, True) and any(last_day(other.when) == today for other in news):
        return verdict
    first = min((other.when.start for other in news if other.when and other.when.start), default=None)
    when = draft.when
    if (
        verdict.reason != _BEFORE
        or _is_over(draft)
        or first is None
        or when is None
        or when.start is None
        or when.precision is not Precision.DAY
    ):
        return verdict
    return Verdict(Kind.NEW, "on the day of the article's news") if when.start >= first else verdict


def _without_yesterday(drafts: list[Draft], verdicts: list[Verdict | None], today: date) -> list[Verdict | None]:
    """What the opening tells of a day before, behind news of today, or of no day, is not the news, nor what is days older than its news."""
    fresh = over_before = False
    latest: date | None = None
    found: list[Verdict | None] = []
    for draft, verdict in zip(drafts, verdicts, strict=True):
        last, news = last_day(draft.when), verdict is not None and verdict.kind is not Kind.BACKGROUND
        before = last is not None and last < today and (days_before(draft, last, today) or of_yesterday(draft, True))
        older = news and last is not None and latest is not None and is_days_older(draft, last, latest, today)
        over = news and fresh and before and not (_toll_is_the_news(draft) or _told_by_title(draft))
        old = "of a day before, behind the news of today" if over else "older than the news before it" if older else ""
        found.append(Verdict(Kind.BACKGROUND, old) if old else verdict)
        if draft.regions and not any("-" in region for region in draft.regions):
            continue  # "raids in Libya" says the title, the text on which day where
        latest = max(filter(None, (latest, last if news and draft.regions else None)), default=None)
        over_before = over_before or (news and last is not None and last < today)
        undated = not over_before and kind_of_news(draft) is not Kind.UPDATE  # a toll that has risen is of a strike before
        fresh = fresh or (news and (day_of_news(draft, today) >= today if last is not None else undated))
    return found


def _toll_is_the_news(draft: Draft) -> bool:
    """``ارتفعت حصيلة هجوم الخميس إلى 89``, says the very opening: that is new, though the attack was yesterday."""
    return kind_of_news(draft) is Kind.UPDATE and any(statement.lead for statement in draft.statements)


def _told_by_title(draft: Draft) -> bool:
    """The title tells of it: it is news, whichever day it was."""
    told = (each for each in draft.statements if each.clause.sentence.part == "title")
    return any(each.event is not None and not (each.steps_back or each.event.definite or each.event.frame) for each in told)


def _promoted(drafts: list[Draft], verdicts: list[Verdict | None], today: date) -> list[Verdict | None]:
    """An article that opens with something else still has its news near the top (digests, headers taken for leads), that of today
    before that of yesterday."""
    of_today = any(age_of(draft.when, today) == 0 and draft.statements[0].order < _NEAR_TOP for draft in drafts)
    for at, (draft, verdict) in enumerate(zip(drafts, verdicts, strict=True)):
        if (
            verdict is None
            and not (of_today and of_yesterday(draft, True))
            and draft.regions
            and any(statement.clause.sentence.part == "text" for statement in draft.statements)
            and not _imperfect(draft)
            and not _as_a_reason(draft)
            and not taken_as_known(draft)
            and (age_of(draft.when, today) or 0) < OVER
            and draft.statements[0].order < _NEAR_TOP
        ):
            return [*verdicts[:at], Verdict(kind_of_news(draft), "the first strike told, near the top"), *verdicts[at + 1 :]]
    return verdicts


def _alone(draft: Draft, today: date, known: bool, behind: bool, recalled: bool) -> Verdict | None:
    """The verdict that needs no other draft, if there is one.

    ``known`` is one that the article opens with as told before, ``behind`` is set where it opens with something that is no strike, and
    ``recalled`` where that recalls one.
    """
    lead = any(statement.lead and not statement.steps_back for statement in draft.statements) and not _as_a_reason(draft, _ANSWERED)
    age = age_of(draft.when, today)
    old = _old(draft, age, lead, behind and (lead or recalled))
    if old is None and behind and recalled and age == 1 and of_yesterday(draft, True) and not _told_anew(draft):
        old = "retold on the occasion that the article opens with"
    if old is not None:
        return Verdict(Kind.BACKGROUND, old)
    if draft.steps_back or known:
        fresh = today - timedelta(days=int(_retold(draft) or _told_anew(draft)))
        if (
            not _is_over(draft)
            and draft.when
            and draft.when.start
            and draft.when.end
            and fresh <= _began(draft.when, draft.when.start, today)
        ):
            return Verdict(Kind.NEW, "earlier on the day of publication")
        return Verdict(Kind.BACKGROUND, _BEFORE)
    if lead and (passing := _in_passing(draft, age)):
        return Verdict(Kind.BACKGROUND, passing)
    if lead and not taken_as_known(draft):
        return Verdict(kind_of_news(draft), "told in the opening")
    return None


def _in_passing(draft: Draft, age: int | None) -> str:
    """Why what the opening names is not its news, if it is not."""
    if age is None or (age < OVER and dates_the_death(draft)):
        return _DIED if died_of_wounds(draft) else ""
    passing = only_known(draft) or (age >= OVER and (known_with_its_day(draft) or told_by_its_dead(draft)))
    return "of a day that is over, told in passing" if age and passing else ""


def _began(when: Occurred, start: date, today: date) -> date:
    """The first day, of a night the morning (``الليلة الماضية``)."""
    night = when.end == today and start == today - timedelta(days=1)
    return today if night else start


def _told_anew(draft: Draft) -> bool:
    """``طالب بالتحقيق في القصف ... وقال طبيب إن ثلاث غارات قتلت أمس 55``: the opening tells it at first hand, and counts the dead."""
    told = (each for each in draft.statements if each.lead and not each.retold and each.event is not None and not each.event.definite)
    return any(each.tolls and each.when is not None and not each.steps_back for each in told)


def _is_over(draft: Draft) -> bool:
    """Told only as what something else followed, or where a picture of it is checked: no fresh day makes it news."""
    return all(statement.event is not None and statement.event.frame in ("lag", "checked") for statement in draft.statements)


def _old(draft: Draft, age: int | None, lead: bool, behind: bool) -> str | None:
    """Why its day makes it old, if it does."""
    if age is None or age < OVER:
        return None
    if age > (STALE if lead else FRESH) and not any(s.lead and s.this_month for s in draft.statements):
        return f"dated {age} days before publication"
    if behind:
        return f"of {age} days ago, behind what the article opens with"
    return f"told as what came {age} days before something later" if _as_a_reason(draft) else None


def _opens_in_the_past(draft: Draft) -> bool:
    """Does the opening of the text tell it as what happened before? A title that tells of no dead only names it."""
    leads = [statement for statement in draft.statements if statement.lead]
    text = [statement for statement in leads if statement.clause.sentence.part == "text"]
    named = all(not statement.tolls for statement in leads if statement not in text)
    return named and bool(text) and text[0].steps_back and all(each.keeps_back or each.when is not None for each in text)


def _retold(draft: Draft) -> int:
    """Days in which what steps back may have happened and be news all the same: the dead of yesterday are buried today."""
    return int(all(statement.retold for statement in draft.statements))


def _beside(draft: Draft, has_news: bool, latest: date | None, today: date) -> Verdict:
    last = last_day(draft.when)
    died = last is None and died_of_wounds(draft)
    if died or taken_as_known(draft) or _of_several_lands(draft):
        return Verdict(Kind.BACKGROUND, _DIED if died else "only spoken of")
    if last and latest and (older := _before_the_news(draft, last, latest, today)):
        return Verdict(Kind.BACKGROUND, older)
    if not_of_a_day := _not_of_a_day(draft, last, has_news, today):
        return Verdict(Kind.BACKGROUND, not_of_a_day)
    if (last is None or has_news) and _as_a_reason(draft, _ANSWERED if last else _REASONS):
        return Verdict(Kind.BACKGROUND, "told as the reason for something later")
    if last or (has_news and draft.regions and not _imperfect(draft)):
        return Verdict(kind_of_news(draft), "dated close to publication" if last else "told beside the news")
    return Verdict(Kind.BACKGROUND, "recounted without a day")


def _of_several_lands(draft: Draft) -> bool:
    """``شنت عدواناً على اليمن والعراق وسوريا``: whole lands, without a day or dead, are named and not reported."""
    counted = any(statement.dates or statement.tolls for statement in draft.statements)
    return not counted and len(draft.regions) > 1 and not any("-" in region for region in draft.regions)


def _not_of_a_day(draft: Draft, last: date | None, has_news: bool, today: date) -> str | None:
    """Why its days make it old where its article has news of another day, or none."""
    if draft.when and draft.when.precision not in (Precision.DAY, Precision.HOUR):
        return "spread over days or weeks"
    tolls = (toll.value for told in (*draft.statements, *draft.extra) for toll in told.tolls)
    dead = any(claim.outcome == "killed" and not claim.count.explicit_none for claim in tolls)
    old = last is not None and not has_news and (today - last).days > (FRESH if dead else OVER - 1)
    return "of days ago, where nothing else is news" if old else None


def _before_the_news(draft: Draft, last: date, latest: date, today: date) -> str | None:
    """Why a day before that of the news makes it old, if it does."""
    over = last < latest and (today - last).days >= OVER and named_by_its_day(draft)
    if (latest - last).days >= OVER or over:
        return "older than the article's news"
    first = draft.statements[0].event
    if last < latest and (_as_a_reason(draft) or (first is not None and first.frame == "lag")):
        return "told as what came before the article's news"
    yesterday = last < latest and of_yesterday(draft, latest >= today)
    return "yesterday's, beside the news of today" if yesterday else None


_ANSWERED = ("reply",)
_REASONS = ("reply", "after")


def _as_a_reason(draft: Draft, frames: tuple[str, ...] = _REASONS) -> bool:
    """Told only after "in reply to" or "after", or as what had happened before: something later is the news. Not where it hurt those told
    beside it (``أسعفوا امرأة جرحت في كذا، بعد أن قصفت الطائرات المدينة``)."""
    told = [
        statement.event.frame in frames and not (statement.tolls and _after_it_did(statement.event))
        for statement in draft.statements
        if statement.event and not statement.steps_back
    ]
    return bool(told) and all(told)


def _after_it_did(event: Event) -> bool:
    """``بعد أن قصفت``, ``بعدما قصفت``; not ``بعد قصف``, ``بعد ساعات على قصف``."""
    return event.first > 0 and event.sentence.tokens[event.first - 1].key in ("ان", "بعدما")


def _imperfect(draft: Draft) -> bool:
    event = draft.statements[0].event
    return event is not None and event.imperfect
