"""The word tables of numbers, dates, casualties, things, actors, sources, targets and sets: their columns, and what is wrong in them.

A row that has too few or too many cells, a class that no rule knows, a value that its column does not allow, a word that is in one class
twice, and a word that stands for two values of one class are named, each with its line. What two classes share is no fault: a word may
have two meanings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from workers.extractor import lexicon
from workers.extractor.text import fold

Row = tuple[str, tuple[str, ...]]
LISTED = " | "  # between words that may be phrases
SPACED = " "  # between words whose phrases are joined by _


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class Table:
    """How a table is written; ``allowed`` gives what the cells of a column may be. The words are in the last column."""

    columns: int
    between: str
    allowed: Mapping[int, frozenset[str]] = field(default_factory=dict)
    class_of: tuple[int, ...] = (0,)  # the columns that make the class of a row
    value: int | None = None  # the column that a word may have only one of in its class
    phrases: bool = True  # may a spelling be of several words?


_NUMBERS = _set("unit ten tens hundred thousand million vague least most about least_after most_after about_after")
_DATES = _set("offset night part_of_day weekday last this next part unit just_now recent day_before_story ordinal name_head joint")
_MARKS = _set(
    "toll rise amounts reach whole former span_start span_unit superlative recent no unsure body anyone none_verb harm folk "
    "other_cause strike_cause name_head later_death also neutralised direct_hit funeral waw_name filler member_of household size_of "
    "crew safe whole_of attempt cases case_of companions owner no_owner given_name becomes of_them aided tally found exceeds as_many twice "
    "owner_title ceasing named_like_two own_deed shoots shots assails gunmen goes_off charge raises foray comes these later "
    "condolence only material recorded one_injury remains damage crashes downs aircraft ailment taken_in care hospitals manages killing "
    "campaign aggression whole_land"
)
_ACTOR_WORDS = _set(
    "accuse adverb against aircraft_head backed backer belong blame blamed by campaign cause claim clause_opener conjunction controlled "
    "deny event_adjective event_noun filler force_head harm issued lay_blame light member militia_head mutual no_part object_of open_doer "
    "open_other open_person order origin own_men partner perceive place_word proxy_head result statement stuff suspect undetermined "
    "unknown_tail unknown_word we_force weapon_head"
)
_SOURCE_WORDS = _set("accuse after allege announce condemn confirm deny guess report say spokesman")
_SOURCES = _set("monitor agency broadcaster network paper military government health rescue group anonymous person")
_TARGETS = _set(
    "air_defence airport bridge camp checkpoint civil_defence factory farm fighters gathering government group:children group:civilians "
    "group:displaced group:journalists group:workers headquarters hospital infrastructure launch_site market media military_base "
    "military_camp mosque nuclear oil_facility port power_station residential school ship vehicle weapons_depot owner_link"
)
_MONTHS = frozenset(str(number) for number in range(1, 13))
_FORMS = _set("name country nisba people force capital leader epithet proxy body home rules")

TABLES = {
    "numbers.tsv": Table(3, SPACED, {0: _NUMBERS}, value=1),
    "dates.tsv": Table(3, SPACED, {0: _DATES}, value=1),
    "months.tsv": Table(4, SPACED, {0: _MONTHS, 1: _set("g h"), 2: _set("strong weak")}, class_of=(1,), value=0),
    "things.tsv": Table(2, SPACED, {0: _set("time age measure strike weapon thing people_not_hurt")}, phrases=False),
    "casualty_marks.tsv": Table(2, SPACED, {0: _MARKS}, phrases=False),
    "actors.tsv": Table(4, LISTED, {1: _FORMS}, class_of=(0, 1, 2)),
    "actor_words.tsv": Table(2, LISTED, {0: _ACTOR_WORDS}),
    "sources.tsv": Table(4, LISTED, {1: _SOURCES}, class_of=(0,)),
    "source_words.tsv": Table(2, LISTED, {0: _SOURCE_WORDS}),
    "targets.tsv": Table(2, LISTED, {0: _TARGETS}),
    "sets.tsv": Table(2, SPACED, phrases=False),
}


def check() -> Iterator[str]:
    """What is wrong in any of the tables."""
    for name, form in TABLES.items():
        yield from problems(form, lexicon.table(name))
    yield from _speaks_for_nobody()


def problems(form: Table, rows: Iterable[Row]) -> Iterator[str]:
    """What is wrong in the rows of one table, one line each."""
    classes: dict[tuple[tuple[str, ...], str], str] = {}
    values: dict[tuple[tuple[str, ...], str], str] = {}
    for where, cells in rows:
        if len(cells) != form.columns or not all(cells):
            yield f"{where}: {form.columns} cells are needed, got {len([cell for cell in cells if cell])}"
            continue
        yield from (f"{where}: unknown {cells[at]!r} in column {at + 1}" for at, known in form.allowed.items() if cells[at] not in known)
        kind = tuple(cells[at] for at in form.class_of)
        words = [word.strip() for word in cells[-1].split(form.between)]
        for word in dict.fromkeys(words):
            yield from _word_problems(form, where, word)
            if classes.setdefault((kind, word), where) != where or words.count(word) > 1:
                yield f"{where}: {word!r} is already at {classes[kind, word]}"
            value = cells[form.value] if form.value is not None else ""
            if values.setdefault((kind, fold(word)), value) != value:
                yield f"{where}: {word!r} is both {values[kind, fold(word)]} and {value}"


def _word_problems(form: Table, where: str, word: str) -> Iterator[str]:
    if not fold(word).strip("_ "):
        yield f"{where}: an empty word"
    if not form.phrases and "_" in word:
        yield f"{where}: {word!r} is a phrase, and this table has single words"


@cache
def _actor_ids() -> frozenset[str]:
    return frozenset(cells[0] for _, cells in lexicon.table("actors.tsv"))


def _speaks_for_nobody() -> Iterator[str]:
    """Sources that speak for an actor who is in no row of the actors."""
    for where, cells in lexicon.table("sources.tsv"):
        if len(cells) == TABLES["sources.tsv"].columns and cells[2] != "-" and cells[2] not in _actor_ids():
            yield f"{where}: speaks for unknown actor {cells[2]!r}"
