"""An article that its outlet rewrites: what it adds is told, and nothing that it goes on telling is told as new."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from monitor.config import Config
from monitor.incidents import analyst
from monitor.model import ArticleContext, Incident, Kind, Strike
from monitor.store.protocol import Store
from monitor.store.rows import ArticleState
from tests.workers.builders import in_hand, rewritten, story
from workers.desk import rules_of
from workers.extractor import extract
from workers.pipeline import process, reprocess

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
LIVE = "التطورات في شرق سوريا لحظة بلحظة"
RAID = "وفي تطور لاحق، قصفت طائرة مسيّرة اليوم حاجزاً في بلدة البوكمال بريف دير الزور، ما أدى إلى مقتل عنصرين."


def work(store: Store, config: Config, article: str, now: datetime) -> list[str]:
    """The reasons of the alerts that processing the article raised."""
    sent = process(store, extract, rules_of(config), article, now=now, lease=timedelta(minutes=1))
    found = [store.alert(alert_id) for alert_id in sent]
    return [one.alert.reason for one in found if one is not None]


def begun(store: Store, config: Config, text: str, title: str = "") -> Incident:
    """The incident of the first version, which was told of."""
    assert work(store, config, in_hand(store, 1, text, NOW, title=title), NOW) == ["new_incident"]
    return store.incidents()[0]


def again(store: Store, config: Config, text: str, now: datetime = NOW + HOUR, title: str = "") -> list[str]:
    """The article as it reads now, processed; the reasons of the alerts that it raised."""
    return work(store, config, rewritten(store, 1, text, now, title=title), now)


def killed(incident: Incident) -> int | None:
    return incident.merged.casualties.killed.best if incident.merged.casualties.killed else None


def towns(store: Store) -> list[str]:
    return sorted(incident.merged.locations[0].name for incident in store.incidents())


def test_a_toll_that_rises_in_the_same_article_updates_its_incident(store: Store, config: Config) -> None:
    begun(store, config, story("الميادين"))
    assert again(store, config, story("الميادين", "أحد عشر")) == ["toll_rise"]
    (incident,) = store.incidents()
    assert killed(incident) == 11
    assert [report.strike.kind for report in incident.reports] == [Kind.NEW, Kind.UPDATE]
    assert incident.evidence_grade == "single_source", "an outlet is no second voice beside itself"


def test_a_page_whose_one_strike_an_analyst_merged_is_no_live_page(store: Store, config: Config) -> None:
    told = begun(store, config, story("الميادين"))
    assert work(store, config, in_hand(store, 2, story("البوكمال"), NOW), NOW) == ["new_incident"]
    (other,) = (each for each in store.incidents() if each.incident_id != told.incident_id)
    with store.editing(NOW) as tx:
        for change in analyst.merge(other, told, NOW, "one raid"):
            tx.save_change(change)
    again(store, config, f"{story('الميادين')}\nوارتفعت لاحقاً حصيلة الغارة إلى أحد عشر قتيلاً.")
    whole, pointer = store.incident(other.incident_id), store.incident(told.incident_id)
    assert whole is not None
    assert pointer is not None
    assert (killed(whole), pointer.merged_into, len(pointer.reports)) == (11, other.incident_id, 1)


def test_a_further_strike_at_the_top_of_a_live_page_is_told_and_the_one_below_it_is_not_again(store: Store, config: Config) -> None:
    first = begun(store, config, story("الميادين"))
    assert again(store, config, f"{RAID}\n{story('الميادين')}") == ["new_incident"]
    assert towns(store) == ["البوكمال", "الميادين"]
    assert store.incident(first.incident_id) == first, "what it goes on telling is as it was"


def test_each_post_of_a_live_page_is_told_once_and_by_itself(store: Store, config: Config) -> None:
    posts = [
        "مراسلنا: قصف مدفعي على أطراف بلدة الشحيل بريف دير الزور.",
        "غارة من طائرة مسيّرة تستهدف بلدة القورية بريف دير الزور وسقوط قتيل.",
        "غارة من طائرة مسيّرة تستهدف بلدة العشارة بريف دير الزور وسقوط قتيل.",
        "غارة من طائرة مسيّرة تستهدف مدينة البوكمال بريف دير الزور وسقوط قتيل.",
    ]
    page = story("الميادين")
    begun(store, config, page, LIVE)
    for hour, post in enumerate(posts, 1):
        page = f"{post}\n{page}"
        assert again(store, config, page, NOW + hour * 4 * HOUR, LIVE) == ["new_incident"]
    assert towns(store) == sorted(["الميادين", "الشحيل", "القورية", "العشارة", "البوكمال"])
    assert [killed(one) for one in store.incidents() if one.merged.locations[0].name == "الميادين"] == [4], "no post lends another its toll"


def test_a_post_that_raises_the_toll_of_an_earlier_one_is_an_update(store: Store, config: Config) -> None:
    begun(store, config, story("الميادين"), LIVE)
    page = f"{RAID}\n{story('الميادين')}"
    assert again(store, config, page, NOW + HOUR, LIVE) == ["new_incident"]
    risen = "ارتفاع حصيلة استهداف الطائرة المسيّرة لمدينة الميادين بريف دير الزور إلى أحد عشر قتيلاً."
    assert again(store, config, f"{risen}\n{page}", NOW + 2 * HOUR, LIVE) == ["toll_rise"]
    assert towns(store) == ["البوكمال", "الميادين"]


def test_a_post_without_a_place_opens_nothing(store: Store, config: Config) -> None:
    page = f"{story('الميادين')}\n{story('القورية', 'ثلاثة')}"
    work(store, config, in_hand(store, 1, page, NOW, title=LIVE), NOW)
    assert again(store, config, f"ارتفاع حصيلة الغارة إلى تسعة قتلى.\n{page}", title=LIVE) == []
    assert towns(store) == ["القورية", "الميادين"]


def test_the_words_behind_a_post_are_found_in_the_whole_text(store: Store, config: Config) -> None:
    work(store, config, in_hand(store, 1, f"{story('الميادين')}\n{story('القورية', 'ثلاثة')}", NOW, title=LIVE), NOW)
    article = rewritten(store, 1, f"{story('الميادين')}\n{RAID}\n{story('القورية', 'ثلاثة')}", NOW + HOUR, title=LIVE)
    work(store, config, article, NOW + HOUR)
    found = store.article(article)
    assert found is not None
    (strike,) = store.strikes_of(article)
    pieces = [piece for piece in strike.strike.evidence if piece.part == "text"]
    assert pieces
    assert all(found.text[piece.start : piece.end] == piece.text for piece in pieces)


def test_a_further_strike_that_reads_as_one_with_the_headlines_is_told_apart(store: Store, config: Config) -> None:
    title = "طائرة مسيّرة تستهدف مقراً في الميادين"
    first = begun(store, config, story("الميادين"), title)
    assert again(store, config, f"{RAID}\n{story('الميادين')}", title=title) == ["new_incident"]
    assert towns(store) == ["البوكمال", "الميادين"]
    added = next(one for one in store.incidents() if one.incident_id != first.incident_id)
    assert killed(added) == 2
    assert killed(store.incident(first.incident_id) or first) == 4


def test_a_strike_that_has_left_a_live_page_stays_an_incident(store: Store, config: Config) -> None:
    first = begun(store, config, story("الميادين"))
    assert again(store, config, RAID) == ["new_incident"]
    assert again(store, config, f"{RAID}\n{story('الميادين')}", NOW + 2 * HOUR) == []
    assert store.incident(first.incident_id) == first


def test_what_was_told_of_yesterday_as_today_is_not_of_today_when_it_is_read_again(store: Store, config: Config) -> None:
    begun(store, config, story("الميادين"))
    tomorrow = NOW + timedelta(hours=24)
    assert again(store, config, f"{story('الميادين')}\nوتجمع الأهالي صباحاً أمام المشفى بانتظار أخبار ذويهم.", tomorrow) == []
    (incident,) = store.incidents()
    assert incident.merged.occurred is not None
    assert str(incident.merged.occurred.start) == "2026-03-05"


def test_a_toll_that_rises_overnight_raises_no_second_incident(store: Store, config: Config) -> None:
    begun(store, config, story("الميادين"))
    assert again(store, config, story("الميادين", "خمسة عشر"), NOW + timedelta(hours=22)) == ["toll_rise"]
    (incident,) = store.incidents()
    assert incident.merged.occurred is not None
    assert str(incident.merged.occurred.start) == "2026-03-05"


def test_a_flash_that_is_written_out_in_other_words_stays_one_incident(store: Store, config: Config) -> None:
    begun(store, config, "غارة من طائرة مسيّرة على مدينة الميادين بريف دير الزور الشرقي الآن.")
    full = "هزت انفجارات عنيفة الميادين شرقي دير الزور صباح اليوم الخميس إثر استهداف مسيّرات مجهولة مستودعاً، وقُتل ثلاثة أشخاص."
    again(store, config, full)
    assert towns(store) == ["الميادين"]
    assert killed(store.incidents()[0]) == 3


def test_a_page_that_says_nothing_new_adds_nothing(store: Store, config: Config) -> None:
    first = begun(store, config, story("الميادين"))
    assert again(store, config, f"{story('الميادين')}\nتابعوا آخر الأخبار على قناتنا.") == []
    assert store.incidents() == [first]


def test_a_page_that_leaves_the_toll_out_takes_nothing_back(store: Store, config: Config) -> None:
    first = begun(store, config, story("الميادين"))
    shorter = story("الميادين").replace("، ما أدى إلى مقتل أربعة عناصر", "")
    assert again(store, config, shorter) == []
    assert store.incidents() == [first]


def test_a_text_that_is_the_same_after_all_is_no_version(store: Store, config: Config) -> None:
    begun(store, config, story("الميادين"), title="خبر")
    article = rewritten(store, 1, story("الميادين"), NOW + HOUR, title="خبر")
    assert work(store, config, article, NOW + HOUR) == []
    found = store.article(article)
    assert found is not None
    assert found.state in (ArticleState.DUPLICATE, ArticleState.DONE)


def test_a_version_that_is_reprocessed_changes_nothing(store: Store, config: Config) -> None:
    begun(store, config, story("الميادين"))
    article = rewritten(store, 1, f"{RAID}\n{story('الميادين', 'أحد عشر')}", NOW + HOUR)
    work(store, config, article, NOW + HOUR)
    before = {one.incident_id: one.reports for one in store.incidents()}
    reprocess(store, extract, rules_of(config), article, now=NOW + 2 * HOUR)
    assert {one.incident_id: one.reports for one in store.incidents()} == before
    assert len(store.list_alerts()) == 3


def test_a_version_on_which_a_worker_dies_is_processed_by_the_next(store: Store, config: Config) -> None:
    def broken(title: str, text: str, context: ArticleContext) -> Sequence[Strike]:
        raise ZeroDivisionError

    begun(store, config, story("الميادين"))
    article = rewritten(store, 1, story("الميادين", "أحد عشر"), NOW + HOUR)
    with pytest.raises(ZeroDivisionError):
        process(store, broken, rules_of(config), article, now=NOW + HOUR, lease=timedelta(minutes=1))
    assert work(store, config, article, NOW + 2 * HOUR) == ["toll_rise"]
    assert work(store, config, article, NOW + 3 * HOUR) == []
