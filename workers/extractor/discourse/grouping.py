"""Which statements of an article speak of one strike.

A statement joins the latest draft that it can be about, else it opens one:

- days, regions and agents must not contradict: ``same_time`` says what of the days and of what steps back before the story; ``coalition``
  and ``usa`` (and a few other pairs) do not contradict each other, and neither does an unknown agent; a country does not contradict its
  provinces;
- different means (aircraft, guns) are one strike only as ``same_means`` says;
- ``القصف`` without a place of its own continues the latest fitting draft; so do dead and wounded told in a following clause;
- another town with dead of its own is another strike (``spots``).

A statement that names places in several provinces is one statement for each. Missed on purpose: two strikes by one agent on towns of one
province on one day, where the dead and wounded do not tell them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from monitor.model import Precision
from workers.extractor.discourse.apart import apart
from workers.extractor.discourse.drafts import Draft, Statement
from workers.extractor.discourse.known import tells_later_deaths
from workers.extractor.discourse.other_lands import of_another_land
from workers.extractor.discourse.provinces import NEIGHBOURS, by_region
from workers.extractor.discourse.same_means import same_means
from workers.extractor.discourse.same_time import NEAR, same_day, same_frame
from workers.extractor.discourse.sides import same_actors
from workers.extractor.discourse.spots import another_spot, without_sums
from workers.extractor.event.events import Event
from workers.extractor.who.understood import LIKE_IT
from workers.extractor.word_sets import word_set

_MOST_DRAFTS = 60  # that a statement is compared with, the latest first
_REACH_OF_TOLLS = 6  # sentences


def group(statements: Sequence[Statement], today: date) -> list[Draft]:
    """The drafts of an article's statements, in the order in which they are first told."""
    drafts: list[Draft] = []
    current: Draft | None = None
    told: Statement | None = None
    early: list[Statement] = []  # what is said of a strike, or denied, before it is told
    for statement in statements:
        if statement.event is None:
            for part in by_region(statement):
                if current is None:
                    early.append(part)
                elif (about := _goes_on(part, current, drafts)) is not None:
                    about.go_on(part)
                elif part.places:
                    early.append(part)
            continue
        homes = [_home(part, current, drafts, today) for part in by_region(statement, current.regions if current else frozenset())]
        first = next((home for home in homes if home is not None), current)
        current = current if current is not None and _is_aside(statement, told) else first
        told = statement
        for found in filter(None, homes):
            about_it = [one for one in early if _told_early(one, found, drafts)]
            found.extra, early = about_it + found.extra, [one for one in early if one.places and one not in about_it]
    without_sums(drafts)
    return drafts


def _told_early(statement: Statement, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """``خمسة قتلى في كذا ...``, before the strike on that town is told. What stands behind another strike is of one told near it, and of no
    older one."""
    if not _told_there(statement, draft) or (statement.places and not draft.regions):
        return False
    opens = statement.clause.sentence.index <= min(each.last_sentence for each in drafts)
    near = draft.last_sentence - statement.clause.sentence.index <= NEAR
    return opens or (near and not draft.steps_back)


_AFTER, _COMES = word_set("grouping.after"), word_set("it_comes")


def _is_aside(statement: Statement, before: Statement | None) -> bool:
    """``القصف على القاعدة ... بعد قصف أربيل``: what a sentence names beside its strike; the next sentence goes on about the strike. What
    only comes after another (``ويأتي القصف بعد يوم من``) leads over to that."""
    sentence, start = statement.clause.sentence, statement.clause.start
    beside = before is not None and before.clause.sentence is sentence and not before.steps_back
    leads_over = sentence.tokens[0].key.removeprefix("و") in _COMES
    return beside and not statement.tolls and not leads_over and sentence.tokens[start].key in _AFTER


def _reach(statement: Statement, draft: Draft) -> int:
    """Over how many sentences it goes on about a strike; a toll (``وبلغ عدد الجرحى 28``) follows after a list of the dead, too, and so do
    the dead of the very town."""
    total = bool(statement.tolls) and all(toll.value.is_total for toll in statement.tolls)
    total = total or statement.clause.sentence.tokens[0].key in _GOES_ON_SAYING  # behind the names of the dead
    there = not draft.names.isdisjoint(place.value.location.name for place in statement.places)
    return _REACH_OF_TOLLS if total or there else NEAR


_GOES_ON_SAYING = word_set("grouping.goes_on_saying")
_DEEDS = frozenset(("fired it", "where it came from", "own deed", "weapon of its owner"))


def _goes_on(statement: Statement, current: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """What a clause without a strike of its own goes on about: the strike told last; the dead of the side that did it are of the last
    one that somebody else did."""
    if statement.clause.sentence.tokens[0].key == "تحديث" and statement.tolls:
        return drafts[0]  # what is added to a page is about what it opens with
    known = [current, *(draft for draft in reversed(drafts[-_MOST_DRAFTS:]) if draft is not current)]
    known = _in_order(known, statement.clause.event)
    near = (draft for draft in known if statement.clause.sentence.index - draft.last_sentence <= _reach(statement, draft))
    apt = [draft for draft in near if _told_there(statement, draft) and not _of_others(statement, draft)]
    about = next((draft for draft in apt if statement.regions and draft.regions), next(iter(apt), None))
    return about if about is not None and _bears_on(statement, about) else None


def _of_others(statement: Statement, draft: Draft) -> bool:
    return _own_dead(statement, draft) or _fell_before(statement, draft) or of_another_land(statement, draft)


def _own_dead(statement: Statement, draft: Draft) -> bool:
    """The dead of the side that did it, or of its ally."""
    return bool(statement.victims and draft.actor_ids) and same_actors(statement.victims, draft.actor_ids)


def _fell_before(statement: Statement, draft: Draft) -> bool:
    """``وارتفعت حصيلة هجوم السبت الماضي إلى 21``, ``توفي شاب بجراح أصيب بها قبل أسبوع``: the dead of a day before the strike are none of
    its."""
    mine, theirs = statement.when, draft.when
    if not statement.tolls or mine is None or theirs is None or theirs.start is None:
        return False
    if mine.precision is not Precision.DAY and not all(toll.value.later_death for toll in statement.tolls):
        return False
    return mine.end is not None and mine.end < theirs.start and not draft.steps_back


def _told_there(statement: Statement, draft: Draft) -> bool:
    """Not the dead and wounded of another province: those of a road accident, of clashes elsewhere."""
    return _same_region(statement.regions, draft.regions)


def _bears_on(statement: Statement, draft: Draft) -> bool:
    """Not what the article itself tells of another doer's firing: that is another strike."""
    deeds = any(agent.rule in _DEEDS for agent in statement.agents)
    return not deeds or same_actors(statement.actor_ids, draft.actor_ids)


def _home(part: Statement, current: Draft | None, drafts: list[Draft], today: date) -> Draft | None:
    """The draft that a statement is about, with the statement in it: the one told of last, an earlier one, or a new one."""
    known = [*([current] if current else []), *reversed(drafts[-_MOST_DRAFTS:])]
    if part.event is not None and part.event.frame == "reply":
        known.sort(key=lambda draft: not _is_answered_in(part, draft))
    known = _in_order(known, part.event)
    home = next((draft for draft in known if fits(part, draft, today) and not apart(part, draft, current, drafts)), None)
    if home is None and (opens(part) or (drafts and _toll_of_another(part))) and not _like_none(part, drafts):
        home = Draft()
        drafts.append(home)
    if home is not None:
        home.add(part, today)
    return home


def _like_none(part: Statement, drafts: Sequence[Draft]) -> bool:
    """``تبع ذلك استهداف مشابه لسيارة``, where no strike was told that it could be like: what gunmen did, or a charge."""
    return not drafts and part.event is not None and part.event.rule == LIKE_IT and part.event.type is None


_LATEST = word_set("latest")


_BESIDE = 2  # words: القصف الإسرائيلي الجديد


def _in_order(known: list[Draft], event: Event | None) -> list[Draft]:
    """The drafts as a clause may mean them: ``القصف الجديد`` is the one that the article opens with, whichever older one was told since."""
    behind = event.sentence.tokens[event.last : event.last + _BESIDE] if event is not None and event.definite else ()
    if not any(token.key in _LATEST for token in behind):
        return known
    return sorted(known, key=lambda draft: not any(statement.foremost for statement in draft.statements))


def _is_answered_in(part: Statement, draft: Draft) -> bool:
    """``ردا على استهداف X``: what was told of X, rather than the answer in the same sentence."""
    return draft.last_sentence < part.clause.sentence.index and any(place.value.location.name in draft.names for place in part.places)


def _toll_of_another(statement: Statement) -> bool:
    """``ارتفعت حصيلة الهجوم الذي استهدف أمس مدينة كذا إلى 22``: beside the strikes that the article tells, one more that the reader has
    met."""
    dated = statement.when is not None and statement.when.precision is Precision.DAY
    return statement.placed and dated and any(toll.value.is_total for toll in statement.tolls)


_DEALT_WITH = "dealt with in the air"  # what defences met: a strike only where somebody says where


def opens(statement: Statement) -> bool:
    """May the statement tell of a strike that nothing before it told? A bare "blow" or "attack" may not, nor "the shelling" without a place
    or a toll."""
    event = statement.event
    if event is None or event.frame == "thought" or (event.rule == _DEALT_WITH and not statement.places):
        return False
    unknown = event.type is None and not statement.agents and not _targeted_before(statement)
    if event.strength in ("blow", "weak") and unknown and not statement.one_more_blow:
        return False
    if event.frame in _TOLD_BACK and statement.when is not None and statement.placed:
        return True  # the attack that somebody recalls, with its day and its place
    if event.strength == "weak" and event.type is None and (event.definite or not statement.lead):
        told = statement.placed or (bool(statement.places) and bool(statement.tolls or _on_areas(event, statement)))
        return told and (not event.definite or (statement.lead and statement.when is not None and not event.frame))
    if event.definite and not statement.placed and not statement.renewed and not _left_marks(event, statement):
        return bool(statement.tolls) or (statement.when is not None and bool(statement.places or statement.lead))
    return bool(statement.places or statement.tolls) or (statement.lead and not event.definite)


_MARKS = word_set("grouping.marks")


def _left_marks(event: Event, statement: Statement) -> bool:
    """``حرائق في مقرات في محافظة كذا عقب استهدافها بمسيرات``: what it left is the news, of a strike that nobody told before."""
    before = event.sentence.tokens[event.start : event.first]
    return statement.lead and event.type is not None and bool(statement.regions) and any(token.key in _MARKS for token in before)


_AREAS, _OBJECT = word_set("grouping.areas"), 7  # words from ``استهدفت`` to what was struck


def _on_areas(event: Event, statement: Statement) -> bool:
    """``استهدفت قوات كذا مناطق متفرقة في ريف كذا``: what was struck is said, though of no town."""
    behind = event.sentence.tokens[event.last : event.last + _OBJECT]
    return bool(statement.agents) and not event.frame and any(token.key in _AREAS for token in behind)


def _targeted_before(statement: Statement) -> bool:
    """``بعد يومين من استهداف بئر نفط في كذا``, ``أعلن أمس استهداف محطتين في كذا``: by what means is not said, but where and when."""
    event = statement.event
    return (
        event is not None
        and event.frame in ("lag", "past")
        and event.rule == "hit word"
        and statement.when is not None
        and statement.placed
    )


_TOLD_BACK = frozenset(("lag", "known", "retold", "past"))


def fits(statement: Statement, draft: Draft, today: date) -> bool:
    """Can the statement be about the draft's strike?"""
    event = statement.event
    if (
        not same_frame(statement, draft, today)
        or not same_day(statement, draft, today)
        or not same_actors(statement.actor_ids, draft.actor_ids)
    ):
        return False
    if _died_of_another(statement, draft):
        return False
    if not _same_region(statement.regions, draft.regions) or another_spot(statement, draft) or _other_side(statement, draft):
        return False
    if event is None or event.definite:
        return True
    return same_means(statement, draft) and not _after_the_strikes(event) and not _got_through(event, draft)


def _died_of_another(statement: Statement, draft: Draft) -> bool:
    """``غارات شمال كذا. وفاة أحد جرحى الهجوم على مدينة كذا``: the raids of today are not the attack in which he was hurt."""
    return tells_later_deaths(statement) and statement.placed and not statement.regions & draft.regions


def _got_through(event: Event, draft: Draft) -> bool:
    """``أسقطت الدفاعات مسيّرة، وأصاب مقذوف القاعدة``: what hit is not what was shot down."""
    told = [statement.event for statement in draft.statements if statement.event is not None]
    return not event.intercepted and event.rule in _HITS and bool(told) and all(each.intercepted for each in told)


_HITS = frozenset(("shell hits", "shell that hit a thing", "hit by a shell", "shells fall", "shell falls", "direct hit", "drone falls on"))


_STRIKES = ("strike", "blow", "attack", "aggression")


def _after_the_strikes(event: Event) -> bool:
    """``وبعد ساعات من الضربات، سقطت صواريخ على``: what follows the strikes told before is none of them."""
    tokens, start = event.sentence.tokens, event.start
    if tokens[start].key.removeprefix("و") not in _AFTER:
        return False
    opening = tokens[start + 1 : event.first]
    return any(token.key.startswith("ال") and any(token.has(each) for each in _STRIKES) for token in opening)


_ANSWERS = frozenset(("answering guns", "answer with guns", "answer by guns", "answer through guns", "and the army answers by guns"))


def _other_side(statement: Statement, draft: Draft) -> bool:
    """Who answers the fire, or condemns the strike, or is struck, did not do what was told before."""
    if statement.event is not None and statement.event.rule in _ANSWERS and statement.actor_ids:
        return not statement.actor_ids & draft.actor_ids
    if not statement.actor_ids and statement.victims & draft.actor_ids:
        return True
    said = statement.testimony.sources if statement.testimony else ()
    return any(mention.value.strength == "condemn" and mention.value.actor_id in draft.actor_ids for mention in said)


def _same_region(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    if not mine or not theirs or mine & theirs or any(NEIGHBOURS.get(region) in theirs for region in mine):
        return True
    coarse = {region for region in mine | theirs if "-" not in region}
    return any(region.split("-")[0] in coarse for region in mine | theirs if "-" in region)
