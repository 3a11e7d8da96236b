"""A short piece of news of our own, and what is read in texts that begin with it."""

from __future__ import annotations

from datetime import UTC, datetime

from monitor.model import ArticleContext, Kind, Strike
from workers.extractor import extract

LATER = "وهرعت فرق الإسعاف إلى المكان وعملت على نقل المصابين وإخماد الحرائق في المحال التجارية."
PUBLISHED = datetime(2024, 5, 10, 15, tzinfo=UTC)  # a Friday
CONTEXT = ArticleContext(PUBLISHED)
NEWS = "قصفت مدفعية قوات النظام، صباح اليوم الجمعة، سوقاً في مدينة سرمين بريف إدلب، ما أدى إلى مقتل ثلاثة مدنيين وإصابة سبعة آخرين بجروح."


def told(text: str, title: str = "") -> list[Strike]:
    return extract(title, text, CONTEXT)


def kinds(text: str) -> list[tuple[Kind, str | None]]:
    return [(strike.kind, strike.locations[0].admin1) for strike in told(text)]
