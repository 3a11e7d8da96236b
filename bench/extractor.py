"""The extractor against ``trafilatura.bare_extraction`` on the same article's page, in one run; its cost against text length; its start.

- *article*: each article once, after a warm-up on other articles, both sides in turn on the same article. Once, because both
  sides remember what they have seen, and a service sees each article once.
- *length*: our own sentences repeated, to 1 MB; and text that is made to be slow. Microseconds for each character should not rise.
- *cold start*: a fresh process, from its start to its first article's strikes; beside it, one that reads one page with trafilatura.
- *memory*: what such a process holds after a hundred articles.

Run: ``python -m bench.extractor``.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from itertools import cycle, islice

import psutil
import trafilatura

from bench.pages import Line, Sample, own, reference, report
from monitor.model import ArticleContext
from workers.extractor import extract, warm_up

WHEN = ArticleContext(datetime(2025, 3, 5, 12, tzinfo=UTC))
PLAIN = (
    "قال سكان من القرية إن أصوات انفجارات سمعت عند منتصف الليل وإن الطيران حلق فوق المنطقة حتى الفجر. "
    "وذكر المجلس المحلي أن فرق الخدمات أصلحت خطوط الكهرباء والمياه وأن المدارس تفتح أبوابها في موعدها المعتاد. "
    "قصفت طائرات حربية صباح اليوم بلدة سرمين بريف إدلب، ما أدى إلى مقتل ثلاثة مدنيين وإصابة خمسة آخرين بجروح.\n"
)
HOSTILE = {
    "one word for ever": "قصف ",
    "no spaces": "قصف",
    "nothing but places": "بلدة سرمين وبلدة هجين و",
    "no full stop": "قتل ثلاثة وأصيب خمسة في قصف جوي على سرمين و",
    "nothing but numbers": "12 و 34 ",
    "nothing but dates": "اليوم الأربعاء 5 آذار ",
    "open brackets": "«(",
    "vowel marks": "قَُ",
}
LENGTHS = (1_000, 10_000, 100_000, 1_000_000)
HOSTILE_LENGTHS = (2_000, 8_000)
MOST = 120  # articles of the reference corpus
BUDGET = 30.0  # seconds: a length that would take longer than that is not tried, and the table says so


def seconds_for(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def seconds_of(text: str) -> float:
    return seconds_for(lambda: extract("", text, WHEN))


def filled(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def articles(samples: list[Sample], name: str) -> list[Line]:
    """Each article once on both sides, against its small page and against one with all that a site adds."""
    ours = small = full = 0.0
    for sample in samples:
        ours += seconds_for(partial(extract, sample.title, sample.text, sample.context))
        small += seconds_for(partial(trafilatura.bare_extraction, sample.page))
        full += seconds_for(partial(trafilatura.bare_extraction, sample.full_page))
    each = 1000 / len(samples)
    size = sum(len(sample.text) for sample in samples) // len(samples)
    what = f"an article, {len(samples)} {name} of {size} characters"
    return [
        Line(what, f"{ours * each:.1f} ms", f"bare_extraction {small * each:.1f} ms", f"{ours / small:.2f}", "<= 1.00"),
        Line("  in a page of a news site, 160 KB", f"{ours * each:.1f} ms", f"bare_extraction {full * each:.1f} ms", f"{ours / full:.2f}"),
    ]


def lengths() -> list[Line]:
    """Plain text of growing length: the cost of a character against that in the shortest."""
    lines, first, rate = [], 0.0, 0.0
    for length in LENGTHS:
        if rate * length > BUDGET:
            lines.append(Line(f"text of {length:,} characters", f"not tried: about {rate * length:.0f} s"))
            continue
        seconds = min(seconds_of(filled(PLAIN, length)) for _ in range(3 if length < 100_000 else 1))
        rate = seconds / length
        first = first or rate
        found = f"{seconds:.3f} s, {rate * 1e6:.1f} µs a character"
        lines.append(Line(f"text of {length:,} characters", found, "the shortest", f"{rate / first:.2f}", "<= 1.5"))
    return lines


def hostile() -> list[Line]:
    """Text that is made to be slow: the cost of a character against that at a quarter of the length."""
    lines = []
    for name, unit in HOSTILE.items():
        short, long = (seconds_of(filled(unit, length)) / length for length in HOSTILE_LENGTHS)
        found, against = f"{long * 1e6:.1f} µs a character", f"a quarter of it {short * 1e6:.1f} µs"
        lines.append(Line(f"{name}, {HOSTILE_LENGTHS[-1]:,} characters", found, against, f"{long / short:.2f}", "<= 1.5"))
    return lines


COLD = "from datetime import *; from monitor.model import ArticleContext as C; from workers.extractor import extract; "
COLD += "extract('', 'قصفت طائرات بلدة سرمين', C(datetime.now(UTC)))"
COLD_OTHER = "import trafilatura; trafilatura.bare_extraction('<html><body><p>' + 'قصفت طائرات بلدة سرمين ' * 20 + '</p></body></html>')"


def fresh(program: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - began


def cold_start() -> Line:
    ours, theirs = (min(fresh(program) for _ in range(3)) for program in (COLD, COLD_OTHER))
    return Line("cold start, fresh process", f"{ours:.2f} s", f"trafilatura {theirs:.2f} s", f"{ours / theirs:.2f}", "< 1.5 s")


def hold() -> None:
    """In a process of its own: read a hundred articles and say what is held."""
    for sample in islice(cycle(own()), 100):
        extract(sample.title, sample.text, sample.context)
    sys.stdout.write(str(psutil.Process().memory_info().rss))


def memory() -> Line:
    done = subprocess.run([sys.executable, "-m", "bench.extractor", "hold"], check=True, capture_output=True)
    megabytes = int(done.stdout) / 2**20
    return Line("resident memory after 100 articles", f"{megabytes:.0f} MB", "", f"{megabytes / 200:.2f}", "< 200 MB")


def main() -> None:
    """Measure and print."""
    warm_up()
    for sample in own()[:4]:
        extract(sample.title, sample.text, sample.context)
        trafilatura.bare_extraction(sample.page)
    lines = articles(own()[4:], "of our own")
    if others := reference()[:MOST]:
        lines += articles(others, "of the reference corpus")
    report("the extractor", [*lines, cold_start(), memory()])
    report("its cost against length", lengths())
    report("its cost on hostile text", hostile())


if __name__ == "__main__":
    hold() if "hold" in sys.argv else main()
