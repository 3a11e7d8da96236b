"""What an article takes as known: ``بحث الغارات``, ``إدانة قصف كذا``. The reader has met it, so it is news only with a day or a toll."""

from __future__ import annotations

from workers.extractor.condemning import condemns
from workers.extractor.discourse.drafts import Draft, Statement
from workers.extractor.event.events import Event
from workers.extractor.toll.marks import is_mark
from workers.extractor.word_sets import word_set

_NO_GENITIVE = frozenset(("adjective", "perfect", "imperfect", "passive"))


def taken_as_known(draft: Draft) -> bool:
    """``لبحث الغارات على المخيم``: the reader has met it. Without a day or a toll it is news only as a part of other news."""
    return all(s.event is not None and _known(s.event) and s.when is None and not s.tolls for s in draft.statements)


def only_known(draft: Draft) -> bool:
    """Only condemned or talked over, or told again on such an occasion."""
    events = [statement.event for statement in draft.statements]
    told = all(event is not None and (_known(event) or event.frame == "retold") for event in events)
    return told and any(event is not None and _known(event) for event in events)


def known_with_its_day(draft: Draft) -> bool:
    """``دانت الجامعة الهجوم على كذا يوم الاثنين الماضي``: what is dated to days before is only condemned."""
    dated = [statement.event for statement in draft.statements if statement.dates and statement.event is not None]
    return bool(dated) and all(_known(event) and _is_condemned(event) for event in dated)


def told_by_its_dead(draft: Draft) -> bool:
    """``استشهد متأثرا بجراح أصيب بها في قصف كذا السبت الماضي``, ``اعترف بمقتل قائده بغارة قبل أيام``: the news is of the dead man, not of
    the strike. A toll that has risen to a new sum is of the strike."""
    leads = [statement for statement in draft.statements if statement.lead and statement.event is not None]
    return bool(leads) and all(_of_its_dead(statement) for statement in leads)


def died_of_wounds(draft: Draft) -> bool:
    """``وفاة طفل متأثرا بجراح أصيب بها في قصف كذا``, ``وفاة أحد جرحى الهجوم على كذا``: of a strike before, however long ago.

    Where others are told who were hurt beside him, the strike is told with them, unless the title is about him.
    """
    told = [statement for statement in draft.statements if statement.event is not None]
    leads = [statement for statement in told if statement.lead] or told
    tolls = (toll.value for statement in (*draft.statements, *draft.extra) for toll in statement.tolls)
    alone = not any(claim.outcome == "wounded" and not claim.count.explicit_none for claim in tolls)
    titled = [statement for statement in leads if statement.clause.sentence.part == "title"]
    about = titled or (leads if alone else [])
    return bool(about) and all(tells_later_deaths(statement) and _hurt_before(statement) for statement in about)


_HURT_THEN = word_set("known.hurt_then")


def _hurt_before(statement: Statement) -> bool:
    """``متأثراً بجراح أصيب بها``, ``أحد جرحى الغارة``; but ``متأثراً بجراحه إثر استهداف سيارته`` tells of the strike itself."""
    tokens, event = statement.clause.sentence.tokens, statement.event
    wounds = next((token.index for token in tokens if is_mark(token, "later_death")), None)
    return wounds is None or event is None or any(token.key in _HURT_THEN for token in tokens[wounds + 1 : event.first])


def dates_the_death(draft: Draft) -> bool:
    """``فارق الحياة أمس متأثراً بإصابته في غارة على كذا``: the day is that on which he died; not ``... في غارة على كذا صباح اليوم``."""
    told = [statement for statement in draft.statements if statement.dates]
    return bool(told) and all(_dies_on(statement) for statement in told)


def _dies_on(statement: Statement) -> bool:
    tokens = statement.clause.sentence.tokens
    wounds = next((token.index for token in tokens if is_mark(token, "later_death")), None)
    return wounds is not None and all(
        mention.sentence is not statement.clause.sentence or mention.last <= wounds for mention in statement.dates
    )


def tells_later_deaths(statement: Statement) -> bool:
    """Each of its dead died later, and is told before the strike: ``قصف كذا أسفر عن استشهاد رجل متأثراً بإصابته`` is the strike's news."""
    killed = [toll for toll in statement.tolls if toll.value.outcome == "killed"]
    struck = statement.event.first if statement.event is not None else 0
    return bool(killed) and all(toll.value.later_death and not toll.value.is_total and toll.first < struck for toll in killed)


def _of_its_dead(statement: Statement) -> bool:
    killed = [toll.value for toll in statement.tolls if toll.value.outcome == "killed"]
    if not killed or any(claim.is_total for claim in killed) or statement.event is None:
        return False
    opening = statement.event.sentence.tokens[statement.event.start : statement.event.first]
    return all(claim.later_death for claim in killed) or any(token.key in _OWNS_TO for token in opening)


_OWNS_TO = word_set("owns_to", "known.mourns")


def _is_condemned(event: Event) -> bool:
    return condemns(event.sentence.tokens[event.start : event.first])


def _known(event: Event) -> bool:
    """``بحث الغارات``, ``إدانة الهجمات``, ``إدانة قصف كذا``; not ``تجدد القصف``, nor ``إدانة قصف مدفعي طال كذا``."""
    by_its_means = event.strength == "means"  # إدانة استهداف كذا بطائرات مفخخة
    return event.frame == "known" and (event.definite or (_is_condemned(event) and (by_its_means or _in_construct(event))))


def _in_construct(event: Event) -> bool:
    """Does what was struck follow the noun itself, and no adjective, verb or preposition?"""
    behind = event.sentence.tokens[event.last : event.last + 1]
    return all(token.key != "علي" and not any(reading.form in _NO_GENITIVE for reading in token.readings) for token in behind)
