"""What the reading of casualties promises; the phrasings are in ``tests/corpus/casualties.tsv``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Casualties, Count
from tests.extractor.corpus import document, rows
from workers.extractor.casualties import CasualtyClaim, combine, find_casualties
from workers.extractor.tokens import Mention


def found(text: str) -> list[Mention[CasualtyClaim]]:
    return [mention for sentence in document(text).sentences for mention in find_casualties(sentence)]


def told(text: str) -> Casualties:
    return combine([mention.value for mention in found(text)])


def spelt(count: Count | None) -> str:
    """The count as the corpus writes it."""
    if count is None:
        return "-"
    if count.min is None and count.max is None:
        return "some"
    if count.vague:
        alike = count.min == count.max
        return f"~{count.min}" if alike else f"{count.min}..{count.max}*" if count.max is not None else f"{count.min}*"
    if count.max is None:
        return f"{count.min}+"
    return str(count.min) if count.min == count.max else f"{count.min}..{count.max}"


@pytest.mark.parametrize(("killed", "wounded", "text"), rows("casualties.tsv"))
def test_a_text_tells_so_many_killed_and_wounded(killed: str, wounded: str, text: str) -> None:
    casualties = told(text)
    assert (spelt(casualties.killed), spelt(casualties.wounded)) == (killed, wounded)


def test_there_are_at_least_two_hundred_and_fifty_phrasings() -> None:
    assert len(rows("casualties.tsv")) >= 250


def test_zero_appears_only_when_it_is_said_in_words() -> None:
    assert told("لم يسفر القصف عن سقوط قتلى").killed == Count(0, 0, "لم يسفر القصف عن سقوط قتلى", explicit_none=True)
    assert told("قصف الطيران القرية").killed is None


def test_the_parts_of_a_total_are_kept_by_group() -> None:
    killed = told("مقتل 12 مدنيا بينهم طفلان وثلاث نساء").killed
    assert killed is not None
    assert [(part.group, part.min, part.max) for part in killed.by] == [("children", 2, 2), ("women", 3, 3)]


def test_the_groups_of_a_list_are_kept() -> None:
    killed = told("مقتل ثلاثة مدنيين وجنديين").killed
    assert killed is not None
    assert [(part.group, part.min) for part in killed.by] == [("civilians", 3), ("soldiers", 2)]


def test_an_older_total_is_kept_in_its_words() -> None:
    assert told("مقتل خمسة عمال بقصف. ثم ارتفع عدد القتلى إلى تسعة.").earlier == ("مقتل خمسة عمال",)


def test_a_tally_and_another_cause_are_claims_that_say_so() -> None:
    (tally,) = found("مقتل 250 شخصا منذ مطلع العام")
    (mine,) = found("قتل ثلاثة جنود بانفجار لغم")
    assert tally.value.cumulative
    assert mine.value.other_cause == "لغم"


def test_a_strike_beside_another_cause_keeps_its_dead() -> None:
    (claim,) = found("قتل ثلاثة جنود بقصف مدفعي خلال اشتباكات")
    assert not claim.value.other_cause


def test_later_deaths_are_told_apart() -> None:
    assert [claim.value.later_death for claim in found("قتل عامل. توفي آخر متأثرا بجراحه")] == [False, True]


def test_how_many_died_of_their_wounds_is_told() -> None:
    assert told("قتل مدني وأصيب خمسة. وتوفي أحد المصابين متأثرا بجراحه.").succumbed == 1
    assert told("قتل مدني وأصيب خمسة.").succumbed is None


def test_what_divides_a_tally_is_of_the_tally() -> None:
    claims = found("يرتفع عدد الشهداء والجرحى منذ مطلع العام إلى 105، منهم 28 شهيدا و77 جريحا")
    assert all(claim.value.cumulative for claim in claims)


def test_the_text_of_a_claim_is_the_words_as_written() -> None:
    (claim,) = found("وأسفر القصف عن مقتل ما لا يقل عن ثلاثين جنديا قرب الحاجز")
    assert claim.value.count.text == "مقتل ما لا يقل عن ثلاثين جنديا"
    assert claim.text == claim.value.count.text


def test_competing_figures_leave_the_best_attested_one() -> None:
    text = "مقتل ثلاثة عناصر، بحسب الجيش. وقال المرصد إن 16 عنصرا قتلوا. وأكد مصدر طبي مقتل 16 عنصرا."
    assert spelt(told(text).killed) == "16"


def test_no_claims_are_no_casualties() -> None:
    assert combine([]) == Casualties()


@pytest.mark.parametrize("prefix", ["و", "ف", ""])
@given(number=st.integers(min_value=3, max_value=1999))
def test_clitics_do_not_change_a_count(prefix: str, number: int) -> None:
    assert [claim.value.count.min for claim in found(f"{prefix}قتل {number} شخصا بغارة")] == [number]


@pytest.mark.parametrize(
    ("plain", "variant"),
    [("استشهاد ثلاثة أطفال", "إستشهاد ثلاثة اطفال"), ("إصابة امرأة", "اصابه امراة"), ("مقتل 5 مدنيين", "مقتـل ٥ مدنيّين")],
)
def test_spelling_variants_do_not_change_a_count(plain: str, variant: str) -> None:
    shown = [[(c.value.outcome, c.value.count.min, c.value.count.max) for c in found(text)] for text in (plain, variant)]
    assert shown[0] == shown[1] != []


@given(st.text(max_size=120))
def test_any_text_is_read_without_failing_and_points_at_its_words(text: str) -> None:
    for mention in found(text):
        assert document(text).part(mention.sentence.part)[mention.start : mention.end] == mention.text
