"""What every command shares: the console, the store, JSON lines, and errors as one line with whose fault they are."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Annotated, Any, NoReturn, ParamSpec, TypeVar

import typer
from rich.console import Console, RenderableType
from rich.text import Text

from monitor.app import load, store_of
from monitor.config import Config
from monitor.datadir import config_path, data_directory
from monitor.errors import ConfigError, RasdError
from monitor.store.protocol import Store

P = ParamSpec("P")
R = TypeVar("R")

JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
console = Console(markup=False)  # what is printed is strangers' words: brackets in them are no markup


def complain(message: str) -> None:
    """Say what went wrong on standard error and go on."""
    Console(stderr=True).print(Text(message, style="red"), soft_wrap=True)


def fail(message: str, status: int = 1) -> NoReturn:
    """Say what went wrong on standard error and leave."""
    complain(message)
    raise typer.Exit(status)


def told(command: Callable[P, R]) -> Callable[P, R]:
    """A command whose expected errors are one line for a person: status 2 for the operator's, 1 for the rest."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except ConfigError as error:
            fail(str(error), 2)
        except RasdError as error:
            fail(f"{error} [{error.fault}]", 2 if error.fault == "operator" else 1)

    return wrapped


@contextmanager
def opened() -> Iterator[tuple[Config, Store]]:
    """The configuration and its store."""
    config = load(config_path())
    store = store_of(config, data_directory())
    try:
        yield config, store
    finally:
        store.close()


def print_lines(records: Iterable[Any]) -> None:
    """One JSON object a line, Arabic as it is."""
    for record in records:
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def show(as_json: bool, records: Callable[[], Iterable[Any]], table: Callable[[], RenderableType]) -> None:
    """Print the records as JSON lines, or the table."""
    if as_json:
        print_lines(records())
    else:
        console.print(table())
