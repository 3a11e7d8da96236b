"""The strike extractor: Arabic news text in, strikes with their evidence out.

``extract`` is pure: the same article and context always give the same strikes. ``warm_up`` loads the words and places beforehand, so
that a worker process pays for it once, before it forks.
"""

from __future__ import annotations

from monitor.model import ArticleContext, Strike

__all__ = ["extract", "warm_up"]

_COLLECT = (50_000, 20, 100)  # what an article makes has few cycles: fewer collections save a fifteenth of the time


def extract(title: str, text: str, context: ArticleContext) -> list[Strike]:
    """Every strike that the article tells. Relative dates resolve against ``context.published`` in ``context.zone``."""
    from workers.extractor.morphology import words  # noqa: PLC0415 - who only needs the types need not load the words
    from workers.extractor.strikes import strikes_of  # noqa: PLC0415
    from workers.extractor.tokens import read  # noqa: PLC0415

    return strikes_of(read(title, text, context, words()))


def warm_up() -> None:
    """Load everything that the first article would otherwise wait for.

    What is loaded stays for good, so the garbage collector is told to pass over it: else it would look through all words and places again
    and again, and a fork would copy them.
    """
    import gc  # noqa: PLC0415
    from datetime import UTC, datetime  # noqa: PLC0415

    extract("قصف على بلدة", "قصفت طائرات بلدة الباب وقرية الفلانيه بريف حلب فأصيب رجل.", ArticleContext(datetime(2024, 1, 1, tzinfo=UTC)))
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT)
