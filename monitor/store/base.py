"""What the parts of the store share."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Row, Table
from sqlalchemy.dialects import postgresql, sqlite

from monitor.store.engine import Database

T = TypeVar("T")

Insert = sqlite.Insert | postgresql.Insert


class Part:
    """One subject of the store, on a database."""

    def __init__(self, database: Database) -> None:
        self._database = database


def columns(kind: type[Any], table: Table) -> list[Column[Any]]:
    """The columns that a row dataclass is made of: they bear its fields' names."""
    return [table.c[field.name] for field in fields(kind)]


def make(kind: type[T], row: Row[Any]) -> T:
    """A row dataclass from a row of :func:`columns`."""
    return kind(**row._mapping)


def insert(connection: Connection, table: Table) -> Insert:
    """An INSERT that can say ``ON CONFLICT``: both databases can, SQLAlchemy has one class for each."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
