"""What the judging of attribution promises; the texts are in ``tests/corpus/attribution.tsv``."""

from __future__ import annotations

import pytest

from tests.extractor.corpus import marked, rows
from workers.extractor.actors import find_actors, setting_of
from workers.extractor.sources import carries_on
from workers.extractor.who import attribution
from workers.extractor.who.agents import agents_of
from workers.extractor.who.attribution import Verdict, judge, same_side


def verdict_on(text: str, country: str) -> Verdict:
    read_in, triggers = marked(text.replace("\\n", "\n"), country)
    setting = setting_of(read_in)
    told: list[attribution.Testimony] = []
    for sentence in read_in.sentences:
        mentions = find_actors(sentence, setting)
        agents = [agent for where, index in triggers if where is sentence for agent in agents_of(where, index, index + 1, mentions)]
        carried = told[-1].sources if told and carries_on(sentence) else ()
        told.append(attribution.testify(sentence, agents, mentions, carried))
    return judge(told)


@pytest.mark.parametrize(("expected", "actor", "country", "text"), rows("attribution.tsv"))
def test_a_text_is_as_sure_as_its_words(expected: str, actor: str, country: str, text: str) -> None:
    verdict = verdict_on(text, country)
    assert (verdict.attribution.value, verdict.actor_ids[0]) == (expected, actor)


def test_a_claim_is_attributed_to_the_claimant() -> None:
    assert verdict_on("أعلن الجيش الإسرائيلي أنه *استهدف* مخزنا.", "LB").attributed_by == "idf"


def test_a_report_is_attributed_to_the_best_source() -> None:
    text = "قال ناشطون إن طائرات روسية *قصفت* البلدة. وأفاد المرصد السوري بأن طائرات روسية *قصفت* البلدة."
    assert verdict_on(text, "SY").attributed_by == "sohr"


def test_nothing_told_is_an_unknown_actor() -> None:
    verdict = judge([])
    assert (verdict.actor_ids, verdict.attribution.value) == (("unknown",), "unknown")


def test_a_named_agent_takes_the_place_of_unnamed_aircraft() -> None:
    verdict = verdict_on("*قصفت* طائرات حربية البلدة. وقال مراسلنا إن *الغارات* الروسية مستمرة.", "SY")
    assert verdict.actor_ids == ("russia",)


def test_a_doubt_does_not_weaken_a_plain_statement() -> None:
    verdict = verdict_on("*قصف* تركي على القرية. *غارة* يعتقد أنها تركية.", "SY")
    assert verdict.attribution.value == "stated"


def test_allies_speak_for_each_other() -> None:
    assert same_side("usa", "coalition")
    assert not same_side("usa", "israel")
