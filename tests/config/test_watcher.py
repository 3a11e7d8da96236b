"""Hot reload: what the watcher says at each look."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.config import Changed, Config, ConfigWatcher, Refused, Unchanged, load_config
from tests.config.conftest import GOOD, gazetteer


def load(path: Path) -> Config:
    return load_config(path, gazetteer, {})


class Desk:
    """An operator with a file and the watcher that looks at it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write(GOOD)
        self.watcher = ConfigWatcher(path, load, load(path))

    def write(self, text: str) -> None:
        self.path.write_text(text, encoding="utf-8")

    def looks(self, times: int) -> list[object]:
        return [self.watcher.poll() for _ in range(times)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "config.yaml")


def kinds(looks: list[object]) -> list[type]:
    return [type(look) for look in looks]


def test_nothing_changed(desk: Desk) -> None:
    assert kinds(desk.looks(3)) == [Unchanged] * 3


def test_the_same_content_written_again_is_no_change(desk: Desk) -> None:
    desk.write(GOOD)
    assert kinds(desk.looks(2)) == [Unchanged] * 2


def test_an_edit_is_taken_once_it_has_settled(desk: Desk) -> None:
    desk.write(GOOD.replace("east", "شرق"))
    _, second, third = desk.looks(3)
    assert isinstance(second, Changed)
    assert second.config.watches[0].name == "شرق"
    assert isinstance(third, Unchanged)


def test_a_file_that_is_still_being_written_is_not_read(desk: Desk) -> None:
    whole = GOOD + "backfill: 1h\npolling: {interval: 2m}\n"
    desk.write(GOOD + "backfill: 1h\n")  # valid as far as it goes
    first = desk.looks(1)
    desk.write(whole)
    second, third = desk.looks(2)
    assert kinds([*first, second]) == [Unchanged, Unchanged]
    assert isinstance(third, Changed)
    assert third.config.polling.interval.total_seconds() == 120


def test_a_bad_edit_is_refused_once(desk: Desk) -> None:
    desk.write(GOOD + "nonsense: 1\n")
    looks = desk.looks(4)
    assert kinds(looks) == [Unchanged, Refused, Unchanged, Unchanged]
    assert isinstance(looks[1], Refused)
    assert looks[1].problems[0].path == "nonsense"


def test_after_a_refusal_the_old_content_is_still_in_use(desk: Desk) -> None:
    desk.write(GOOD + "nonsense: 1\n")
    desk.looks(2)
    desk.write(GOOD)
    assert kinds(desk.looks(3)) == [Unchanged] * 3


def test_the_same_bad_edit_made_again_is_told_again(desk: Desk) -> None:
    for _ in range(2):
        desk.write(GOOD + "nonsense: 1\n")
        assert Refused in kinds(desk.looks(2))
        desk.write(GOOD)
        desk.looks(2)


def test_a_mended_edit_is_taken(desk: Desk) -> None:
    desk.write(GOOD + "nonsense: 1\n")
    desk.looks(2)
    desk.write(GOOD + "backfill: 1h\n")
    assert kinds(desk.looks(2)) == [Unchanged, Changed]


def test_a_file_that_is_missing_for_a_moment_changes_nothing(desk: Desk) -> None:
    desk.path.unlink()
    gone = desk.looks(1)
    desk.write(GOOD)
    assert kinds(gone + desk.looks(2)) == [Unchanged] * 3


def test_a_file_that_stays_away_is_told(desk: Desk) -> None:
    desk.path.unlink()
    looks = desk.looks(3)
    assert kinds(looks) == [Unchanged, Refused, Unchanged]
    assert isinstance(looks[1], Refused)
    assert "cannot be read" in looks[1].problems[0].message


def test_a_changed_secret_file_is_a_change(desk: Desk) -> None:
    secret = desk.path.parent / "redis"
    secret.write_text("redis://one/0")
    desk.write(GOOD + "redis: {url: {file: redis}}\n")
    desk.looks(2)
    secret.write_text("redis://two/0")
    assert kinds(desk.looks(2)) == [Unchanged, Changed]


def test_a_refusal_for_a_missing_secret_heals_when_the_secret_appears(desk: Desk) -> None:
    desk.write(GOOD + "redis: {url: {file: redis}}\n")
    refused = desk.looks(2)
    (desk.path.parent / "redis").write_text("redis://one/0")
    assert kinds(refused + desk.looks(2)) == [Unchanged, Refused, Changed, Unchanged]


def test_an_edit_that_brings_out_a_defect_of_ours_is_refused_and_ends_nobody(desk: Desk) -> None:
    def broken(path: Path) -> Config:
        raise IndexError("tuple index out of range")

    watcher = ConfigWatcher(desk.path, broken, load(desk.path))
    desk.write(GOOD.replace("east", "شرق"))
    _, second, third = (watcher.poll() for _ in range(3))
    assert isinstance(second, Refused)
    assert "a defect of ours" in str(second.problems[0])
    assert isinstance(third, Unchanged)
