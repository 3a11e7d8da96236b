"""What an article's statements and the strikes in the making are.

A statement is a clause about a strike with what it says of it; a draft is a strike in the making: the statements that tell it. Which
statement joins which draft is decided in ``grouping``.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from monitor.model import EventType, Occurred, Precision, Target
from workers.extractor.casualties import CasualtyClaim
from workers.extractor.dates import DateExpression
from workers.extractor.event.events import Clause, Event
from workers.extractor.places import PlaceMention
from workers.extractor.tokens import Mention
from workers.extractor.where.place_words import in_class
from workers.extractor.who.agents import Agent
from workers.extractor.who.attribution import AIR_FORCE, Testimony
from workers.extractor.word_sets import word_set

FRESH = 3  # days before publication in which what has no day may have happened
STALE = 7  # days after which nothing is news
_SETTLEMENTS = frozenset(("city", "town", "village", "camp", "area"))  # منطقة X: in Yemen a village
_OPENING_WORDS = 4
_GUNMEN = "actor by people"  # ``مسلحون`` are nobody in particular, but no army
_COUNTED, _OTHERS = word_set("drafts.counted"), word_set("understood.other")
_LEAD_TO_NOUNS = word_set("drafts.lead_to_nouns")
_ADDING = word_set("drafts.adding")
STEPS_BACK = frozenset(("past", "said", "lag", "noted", "thought", "retold", "checked"))


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause about a strike with what it says of it; ``event`` is None in a clause that only goes on about the last one.

    ``lead`` is set in the title and the opening of the text, ``foremost`` in the very first of them; ``when`` is what ``dates``
    resolves to.
    """

    clause: Clause
    event: Event | None
    places: tuple[Mention[PlaceMention], ...] = ()
    dates: tuple[Mention[DateExpression], ...] = ()
    when: Occurred | None = None
    tolls: tuple[Mention[CasualtyClaim], ...] = ()
    targets: tuple[Mention[Target], ...] = ()
    testimony: Testimony | None = None
    victims: frozenset[str] = frozenset()  # the actors whose men or things its words say were struck
    lead: bool = False
    foremost: bool = False  # in the title or the very first sentence of the text
    order: int = 0  # of its sentence among those of the article
    shared: bool = False  # its dead are told of several provinces together

    @property
    def regions(self) -> frozenset[str]:
        return regions_of(self.places)

    @property
    def spots(self) -> frozenset[str]:
        """The towns and villages that were struck themselves, not the country around them."""
        places = (mention.value for mention in self.places if mention.value.location.feature in _SETTLEMENTS and not mention.value.near)
        return frozenset(place.location.name for place in places if place.entry is None or _is_spot(place))

    @property
    def placed(self) -> bool:
        """Does it name a place that is no province and no country, or one that may be the city of its province (``قصف حلب``)?"""
        return any(mention.value.location.is_inside_province or _may_be_city(mention) for mention in self.places)

    @property
    def renewed(self) -> bool:
        """``تجدد القصف على ريف حماة الغربي``, ``جدد الجيش الفلاني قصفه``: a verb of its own tells of it, not ``بسبب تجدد القصف``."""
        event = self.event
        if event is None or not self.regions:
            return False
        tokens = event.sentence.tokens
        subject = next((agent.mention.first for agent in self.agents if agent.mention.last == event.first), event.first)
        if subject <= event.start:
            return False
        told = any("renew" in reading.tags and reading.form == "perfect" for reading in tokens[subject - 1].readings)
        return told and (subject < 2 or tokens[subject - 2].key not in _LEAD_TO_NOUNS)

    @property
    def one_more_blow(self) -> bool:
        """``وطالت الضربة الثانية في 14 من الشهر وكرا في X``: a blow that is counted or has a day of its own, with its place; or one beside
        others (``بينما أصابت ضربات أخرى مخابئ في X``)."""
        if self.event is None or self.event.strength != "blow" or not self.regions:
            return False
        behind = self.event.sentence.tokens[self.event.last : self.event.last + 1]
        if any(token.key in _OTHERS for token in behind):
            return True
        if self.when is None:
            return False
        return bool(self.dates) or any(token.key in _COUNTED for token in behind)

    @property
    def agents(self) -> tuple[Agent, ...]:
        return self.testimony.agents if self.testimony else ()

    @property
    def actor_ids(self) -> frozenset[str]:
        sure = [agent for agent in self.agents if agent.certainty != "undetermined" and agent.rule != "the only actor"]
        gunmen = any(agent.actor_id == "unknown" and agent.mention.rule == _GUNMEN for agent in sure)
        named = frozenset(agent.actor_id for agent in sure) - {"unknown"}
        return named or (frozenset({"unknown"}) if gunmen else named)

    @property
    def named_ids(self) -> frozenset[str]:
        """The actors that its own words name."""
        return self.actor_ids & {agent.actor_id for agent in self.agents if agent.rule != AIR_FORCE}

    @property
    def steps_back(self) -> bool:
        return self.event is not None and self.event.frame in STEPS_BACK

    @property
    def retold(self) -> bool:
        """Told on another occasion: an anniversary, a funeral, an inquiry."""
        return self.event is not None and self.event.frame == "retold"

    @property
    def keeps_back(self) -> bool:
        """Does it leave what steps back where it is? ``القصف`` after an old strike goes on about that."""
        goes_on = self.event is not None and self.event.definite and self.when is None and not self.lead
        return self.steps_back or goes_on

    @property
    def by_own_reporter(self) -> bool:
        """The outlet's own correspondent tells of the news, not of what was before."""
        opening = self.clause.start + _OPENING_WORDS
        found = self.testimony.sources if self.testimony else ()
        return any(mention.value.source_id == "correspondent" and mention.first < opening for mention in found)

    @property
    def adds(self) -> bool:
        """``كما``, ``أيضا``: it goes on with what was just told."""
        tokens = self.clause.sentence.tokens[self.clause.start : self.clause.start + _OPENING_WORDS]
        return any(token.key in _ADDING for token in tokens)

    @property
    def this_month(self) -> bool:
        """The article itself calls the day one of the running month."""
        return any(mention.value.frame == "this" and mention.value.day and not mention.value.year for mention in self.dates)

    def tells_old(self, today: date) -> bool:
        """Did it happen so long before publication that it is not of these days?"""
        if self.when is None or self.when.end is None or (self.lead and self.this_month):
            return False
        return (today - self.when.end).days > (STALE if self.lead else FRESH)


def _is_spot(place: PlaceMention) -> bool:
    """A place of the gazetteer that lies in one province (not ``قطاع غزة``), and is the place itself."""
    return place.location.admin1 is not None and (place.location.geo_precision == 1 or "area" in place.features)


def _may_be_city(mention: Mention[PlaceMention]) -> bool:
    """Is it the name of a province and of its city (``حلب``, ``محيط حلب``), and not called what only a province can be (``ريف حلب``)?"""
    place, told = mention.value, mention.sentence.tokens[mention.first : mention.last]
    wide = "province" in place.features or place.container_of or any(in_class(token, "rural") for token in told)
    return (
        not wide
        and place.location.feature in ("province", "city")
        and any(spot.feature == "city" and spot.admin1 == place.location.admin1 for spot in place.candidates)
    )


def cities_alone(places: Sequence[Mention[PlaceMention]]) -> set[tuple[str, str | None]]:
    """The names and provinces of those that may be the city of their province, where no other place of it is told."""
    found = [mention.value.location for mention in places]
    alone = [place for place in found if all(other.name == place.name or other.admin1 != place.admin1 for other in found)]
    names = {mention.value.location.name for mention in places if _may_be_city(mention)}
    return {(place.name, place.admin1) for place in alone if place.name in names}


def on_one_side(mention: Mention[PlaceMention]) -> bool:
    """``جنوبي دمشق``, ``شمال صنعاء``: outside the city, maybe far; not ``باب شرقي``."""
    return in_class(mention.sentence.tokens[mention.first], "direction")


def holds_unnamed(mention: Mention[PlaceMention]) -> bool:
    """``بلدة في قضاء صور``, ``قرية قرب الباب``: a town of which no more is said than where it lies."""
    tokens, at = mention.sentence.tokens, mention.first
    if tokens[at].key in _UNNAMED:
        return at + 1 < len(tokens) and tokens[at + 1].key in _WITHIN
    within = at > 1 and tokens[at - 1].key in _WITHIN
    return at > 0 and (within or bool(mention.value.prep)) and tokens[at - 1 - within].key in _UNNAMED


_WITHIN = word_set("drafts.within")
_UNNAMED = word_set("drafts.unnamed")


def regions_of(places: Sequence[Mention[PlaceMention]]) -> frozenset[str]:
    """The provinces of places, or their countries where none has one."""
    found = [mention.value.location for mention in places]
    provinces = frozenset(place.admin1 for place in found if place.admin1)
    return provinces or frozenset(place.country for place in found if place.country)


def lie_in(regions: AbstractSet[str], told: AbstractSet[str]) -> bool:
    """Is one of the regions one of those told, or a province of a land that was told (``غارة في العراق``, and then where)?"""
    return any(region == wide or region.startswith(f"{wide}-") for wide in told for region in regions)


@dataclass(slots=True)
class Draft:
    """A strike in the making; what its statements come to is kept as they are added."""

    statements: list[Statement] = field(default_factory=list)
    extra: list[Statement] = field(default_factory=list)  # clauses without a trigger that continue it
    regions: frozenset[str] = frozenset()
    actor_ids: frozenset[str] = frozenset()
    named_ids: frozenset[str] = frozenset()
    when: Occurred | None = None
    type: EventType | None = None
    steps_back: bool = True
    told_old: bool = False
    last_sentence: int = -1
    names: frozenset[str] = frozenset()  # of every place told
    spots: frozenset[str] = frozenset()
    in_towns: list[Statement] = field(default_factory=list)  # the statements that name them
    _places: list[Mention[PlaceMention]] = field(default_factory=list)

    def add(self, statement: Statement, today: date) -> None:
        """Take in a statement that tells the strike."""
        self.steps_back = statement.steps_back if not self.statements else self.steps_back and statement.keeps_back
        self.statements.append(statement)
        if statement.places:
            self._places += [mention for mention in statement.places if len(self._places) < _MOST_PLACES]
            self.regions = regions_of(self._places)
            self.names |= {mention.value.location.name for mention in statement.places}
        if (spots := statement.spots) and len(self.in_towns) < _MOST_PLACES:
            self.spots |= spots
            self.in_towns.append(statement)
        self.actor_ids |= statement.actor_ids
        self.named_ids |= statement.named_ids
        self.when = _finer(self.when, statement.when)
        self.type = self.type or (statement.event.type if statement.event else None)
        self.told_old = self.told_old or statement.tells_old(today)
        self.last_sentence = max(self.last_sentence, statement.clause.sentence.index)

    def go_on(self, statement: Statement) -> None:
        """Take in what a clause without a strike of its own adds."""
        self.extra.append(statement)
        if self.when is None and self.statements[0].retold and any(_fell_then(toll.value) for toll in statement.tolls):
            self.when = statement.when  # what a protest is about, on the day on which they fell
        if self.when is None and any(_is_first_count(toll) for toll in statement.tolls):
            self.when = statement.when
        self.last_sentence = max(self.last_sentence, statement.clause.sentence.index)


def _is_first_count(toll: Mention[CasualtyClaim]) -> bool:
    """``وكانت الحصيلة الأولية التي أعلنت مساء السبت``: the first count is of the day of the strike."""
    before = toll.sentence.tokens[max(0, toll.first - _COUNTING) : toll.first]
    return any(one.key in _COUNTS and two.key in _FIRST for one, two in pairwise(before))


_COUNTING = 14  # words from the count to its dead
_COUNTS = word_set("toll")
_FIRST = frozenset(("اوليه", "الاوليه", "الاولي"))


def _fell_then(claim: CasualtyClaim) -> bool:
    """Is the day on which they died that of the strike, and not of a new count or of a death in hospital?"""
    return not (claim.is_total or claim.later_death or claim.earlier or claim.additional or claim.count.explicit_none)


def _finer(first: Occurred | None, second: Occurred | None) -> Occurred | None:
    """The day told first, unless it is a month or a year and the other says which day of it, or is that of what was said of the other."""
    if first is None or second is None or second.precision not in (Precision.DAY, Precision.HOUR):
        return first or second
    if first.precision is Precision.DAY and first.start and second.end and second.end < first.start:
        return second
    if first.precision not in (Precision.MONTH, Precision.YEAR) or None in (first.start, first.end, second.start):
        return first
    inside = first.start <= second.start <= first.end  # type: ignore[operator]
    return second if inside else first


_MOST_PLACES = 200
