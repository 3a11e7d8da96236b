"""Measure the extractor on the reference sets: ``python -m tests.evaluation.run [--pin] [--verbose] [SET ...]``.

The sets and their scorers lie beside the repository (``../shared/corpus`` and ``../shared/eval``; ``RASD_CORPUS`` and ``RASD_EVAL`` move
them). Figures are printed beside the pinned ones; ``--pin`` writes them. Where the sets are not there, that is all it says.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from monitor.model import ArticleContext
from monitor.record import strike_record
from workers.extractor import extract

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("RASD_CORPUS", ROOT.parent / "shared" / "corpus"))
EVAL = Path(os.environ.get("RASD_EVAL", ROOT.parent / "shared" / "eval"))
PINNED = Path(__file__).with_name("pinned.json")
SCORERS: dict[str, list[tuple[str, list[str]]]] = {
    "seeds": [("score.py", ["--json"])],
    "articles": [("score.py", ["--json"])],
    "negatives": [("score.py", ["--json"]), ("score_neg.py", [])],
    "all": [("score.py", ["--json"])],
    "reports": [("score_reports.py", [])],
}


def articles(name: str) -> Iterator[tuple[str, str, str, ArticleContext]]:
    """Identity, title, text and context of each article of a set."""
    folder = CORPUS / name
    if name == "seeds":
        for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            text = (folder / gold["file"]).read_text(encoding="utf-8")
            yield gold["id"], "", text, ArticleContext(datetime.fromisoformat(gold["published"]), url=gold["url"])
        return
    for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        context = ArticleContext(datetime.fromisoformat(row["published"]), outlet=row.get("source") or "", url=row.get("url") or "")
        yield row["id"], row["title"], row["text"], context


def predictions(name: str) -> list[dict[str, Any]]:
    found = ((key, extract(title, text, context)) for key, title, text, context in articles(name))
    return [{"id": key, "incidents": [strike_record(strike) for strike in strikes]} for key, strikes in found]


def gold_lines(name: str) -> list[str]:
    return (CORPUS / name / "gold.jsonl").read_text(encoding="utf-8").splitlines()


def measure(name: str, verbose: bool, keep: Path | None = None) -> dict[str, str]:
    """The figures of a set, as the scorers print them."""
    parts = ["seeds", "articles", "negatives"] if name == "all" else [name]
    with TemporaryDirectory() as scratch:
        gold, found = Path(scratch, "gold.jsonl"), (keep or Path(scratch)) / f"{name}.pred.jsonl"
        gold.write_text("\n".join(line for part in parts for line in gold_lines(part)), encoding="utf-8")
        found.write_text("\n".join(json.dumps(row, ensure_ascii=False) for part in parts for row in predictions(part)), encoding="utf-8")
        figures: dict[str, str] = {}
        for script, options in SCORERS[name]:
            command = [sys.executable, str(EVAL / script), str(gold), str(found), *options, *(["--verbose"] if verbose else [])]
            done = subprocess.run(command, text=True, check=True, stdout=subprocess.PIPE, stderr=None if verbose else subprocess.DEVNULL)
            figures |= _figures(done.stdout)
    return figures


def _figures(output: str) -> dict[str, str]:
    if output.lstrip().startswith("{"):
        scores = json.loads(output)
        return {key: _brief(value) for key, value in scores.items()}
    pairs = (line.rsplit(" ", 3) if "=" in line else (line, "") for line in output.splitlines() if line.strip())
    return {pair[0].strip(): " ".join(pair[1:]).strip() for pair in pairs}


def _brief(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    if "f1" in value:
        return f"F1 {value['f1']:.3f} (P {value['p']:.3f} R {value['r']:.3f})"
    rate = value.get("accuracy", value.get("rate"))
    return f"{'-' if rate is None else format(rate, '.3f')} of {value['of']}"


def main(arguments: list[str]) -> int:
    if not CORPUS.exists():
        print(f"the reference sets are not at {CORPUS}: nothing to measure")
        return 0
    pinned = json.loads(PINNED.read_text(encoding="utf-8")) if PINNED.exists() else {}
    names = [name for name in arguments if not name.startswith("--")] or ["seeds", "articles", "negatives", "all", "reports"]
    keep = Path(os.environ["RASD_KEEP"]) if "RASD_KEEP" in os.environ else None
    for name in names:
        figures = measure(name, "--verbose" in arguments, keep)
        print(f"\n{name}")
        for key, value in figures.items():
            before = pinned.get(name, {}).get(key)
            print(f"  {key:14} {value:34} {'' if before in (None, value) else 'was ' + before}")
        pinned[name] = figures
    if "--pin" in arguments:
        PINNED.write_text(json.dumps(pinned, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
