"""What a phrase that names a place is read as."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.model import Location, Role
from workers.extractor.where.gazetteer import Place


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as one phrase names it. ``location.role`` is a guess from the phrase alone, and ``role_reason`` says why.

    ``entry`` is the gazetteer's place, None for one that it does not know; ``candidates`` are all that the name may mean.
    ``container`` is the region that its own phrase gives; ``container_of`` tells that it is such a region (or only locates a
    finer place) and is not meant itself. ``prep`` is the preposition before the phrase, ``near`` that it means the area around.
    """

    location: Location
    entry: Place | None
    candidates: tuple[Place, ...]
    role_reason: str
    container: Place | None = None
    container_of: bool = False
    is_dateline: bool = False
    in_name: bool = False
    listed: bool = False
    joined: bool = False
    near: bool = False
    prep: str = ""
    features: tuple[str, ...] = ()

    @property
    def role(self) -> Role:
        """The guessed role."""
        return self.location.role
