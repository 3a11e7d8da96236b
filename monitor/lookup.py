"""Host names to addresses, each look-up in a thread of its own that nothing waits for.

A name server that does not answer keeps ``getaddrinfo`` busy for half a minute, and nothing breaks it off. In the few threads that
an event loop has for such calls, a handful of dead names would hold up the database, every other feed and the end of the service.
"""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread


@dataclass(frozen=True, slots=True)
class Address:
    """One address of a host, as a socket takes it."""

    host: str
    port: int
    family: int
    proto: int


async def look_up(host: str, port: int, family: socket.AddressFamily) -> list[Address]:
    """The addresses of ``host``. Raises ``OSError`` where there is none."""
    loop = asyncio.get_running_loop()
    found: asyncio.Future[list[Address]] = loop.create_future()
    Thread(target=_ask, args=(host, port, family, loop, found), name="lookup", daemon=True).start()
    return await found


def _ask(host: str, port: int, family: int, loop: asyncio.AbstractEventLoop, found: asyncio.Future[list[Address]]) -> None:
    addresses, failure = _addresses(host, port, family)
    with suppress(RuntimeError):  # the loop is closed: nobody waits any more
        loop.call_soon_threadsafe(_tell, found, addresses, failure)


def _addresses(host: str, port: int, family: int) -> tuple[list[Address], Exception | None]:
    try:
        infos = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    except (OSError, UnicodeError) as error:
        return [], error
    return [Address(str(where[0]), int(where[1]), kind, proto) for kind, _, proto, _, where in infos], None


def _tell(found: asyncio.Future[list[Address]], addresses: list[Address], failure: Exception | None) -> None:
    if found.done():
        return
    if failure is not None:
        found.set_exception(failure)
    else:
        found.set_result(addresses)
