"""What was read in an article and told of no strike: words of striking, and dead and wounded, each with the reason.

For who asks why an article raised nothing, or why a figure of it is not in the record. A clause is read here by itself, so that what only
the sentences around it decide is called "no strike of its own".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from monitor.model import ArticleContext, Strike
from workers.extractor.boilerplate import own_sentences, without_additions
from workers.extractor.casualties import CasualtyClaim
from workers.extractor.discourse.said_of import armed_in
from workers.extractor.event.events import Event, clauses
from workers.extractor.facts import Facts, gather
from workers.extractor.morphology import words
from workers.extractor.tokens import Mention, Sentence, read

_BECAUSE = {  # the statuses of an event, in words
    "negated": "it is said not to have happened",
    "denied": "it is denied",
    "threat": "it is threatened, feared or called for, or no strike in particular",
    "drill": "it is a drill or a test",
    "tally": "it is a sum over a time",
    "habit": "it is told as a habit",
    "sport": "it is of a game",
    "aim": "it is a purpose or a plan",
    "other": "it is another kind of event",
    "real": "no strike of its own: no place or day was read for it, or it goes on about one told elsewhere",
}
_OF_NO_STRIKE = "dead or wounded of no strike that the article tells"


@dataclass(frozen=True, slots=True)
class Aside:
    """Words of the article (``[start, end)`` of its title or text) that are not in the record, the rule that read them, and why."""

    part: str
    start: int
    end: int
    text: str
    rule: str
    why: str


def asides(title: str, text: str, context: ArticleContext, strikes: Sequence[Strike]) -> list[Aside]:
    """What the extractor read in the article and left aside, in the order of the article; ``strikes`` are those that it told."""
    document = without_additions(read(title, text, context, words()))
    facts = gather(document)
    used = [(item.part, item.start, item.end) for strike in strikes for item in strike.evidence]
    found = [aside for sentence in own_sentences(document) for aside in _of_sentence(sentence, facts[sentence.index])]
    return [aside for aside in found if not any(_overlap(aside, *span) for span in used)]


def _of_sentence(sentence: Sentence, facts: Facts) -> Iterator[Aside]:
    events = [clause.event for clause in clauses(sentence, armed_in(sentence, facts)) if clause.event is not None]
    yield from sorted((*map(_of_event, events), *_of_tolls(facts.tolls)), key=lambda aside: aside.start)


def _of_event(event: Event) -> Aside:
    tokens = event.sentence.tokens
    start, end = tokens[event.first].start, tokens[event.last - 1].end
    return Aside(event.sentence.part, start, end, _written(event.sentence, start, end), event.rule, _BECAUSE[event.status])


def _of_tolls(tolls: Iterable[Mention[CasualtyClaim]]) -> Iterator[Aside]:
    for toll in tolls:
        yield Aside(toll.sentence.part, toll.start, toll.end, toll.text, toll.rule, _OF_NO_STRIKE)


def _written(sentence: Sentence, start: int, end: int) -> str:
    return sentence.text[start - sentence.start : end - sentence.start]


def _overlap(aside: Aside, part: str, start: int, end: int) -> bool:
    return aside.part == part and aside.start < end and start < aside.end
