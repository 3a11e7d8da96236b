"""A web server on loopback that says what it is told to, and remembers what it was asked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from monitor.guard import Guard

LOOPBACK = Guard.of(["127.0.0.0/8"])
Answer = web.StreamResponse | Callable[[web.Request], Awaitable[web.StreamResponse]]


class Site:
    """Give it answers by path; ``asked`` holds the requests in order."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[web.Request] = []
        self.base = ""

    def url(self, path: str) -> str:
        return self.base + path

    def paths(self) -> list[str]:
        return [request.path for request in self.asked]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        answer = self.answers.get(request.path)
        if answer is None:
            return web.Response(status=404, text="not here")
        if isinstance(answer, web.StreamResponse):
            return answer
        return await answer(request)


@asynccontextmanager
async def serving(host: str = "127.0.0.1") -> AsyncIterator[Site]:
    site = Site()
    runner = web.ServerRunner(web.Server(site.handle), shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, 0).start()
        port = runner.addresses[0][1]
        site.base = f"http://{host}:{port}"
        yield site
    finally:
        await runner.cleanup()


def answer(
    body: bytes | str = b"", status: int = 200, content_type: str = "", **headers: str
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """An answer that can be given many times; header names are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if content_type:
        named["Content-Type"] = content_type
    data = body.encode() if isinstance(body, str) else body

    async def give(_: web.Request) -> web.StreamResponse:
        return web.Response(body=data, status=status, headers=named)

    return give
