"""The jobs by name, as the queue calls them: ids in, a few lines each."""

from __future__ import annotations

from workers.desk import Desk

_desk: list[Desk] = []


def use(desk: Desk) -> None:
    """Set the desk that jobs of this process work at; forked work-horses inherit it."""
    _desk[:] = [desk]


def process_article(article_id: str) -> None:
    """Turn an article into strikes, incidents and alerts."""
    _desk[0].process(article_id)


def deliver(alert_id: str) -> None:
    """Send an alert."""
    _desk[0].deliver(alert_id)
