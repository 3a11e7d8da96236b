"""Commands of whoever teaches the extractor words."""

from __future__ import annotations

import typer

from monitor.cli.shared import complain, console, fail, told

app = typer.Typer(help="The extractor's words and places.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """The extractor's words and places."""


@app.command()
@told
def check() -> None:
    """Check every lexicon file: duplicates, unknown classes, places outside their country. Status 1 if there is a problem."""
    from workers.extractor import lexicon_check  # noqa: PLC0415 - loads them all
    from workers.extractor.where import gazetteer  # noqa: PLC0415 - loads them all

    problems = lexicon_check.check()
    for problem in problems:
        complain(problem)
    if problems:
        fail(f"{len(problems)} problems")
    console.print(f"the lexicon is fine; the gazetteer holds {len(gazetteer.tables().rows)} places")
