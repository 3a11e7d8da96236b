"""What alerts are sent to in tests and in the demo: a webhook receiver and a mail server, both real."""

from __future__ import annotations

import json
import socket
import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiohttp import web
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.servers.loopback import LoopbackServer


@dataclass
class Received:
    """One webhook call: its path, headers and body as they came, and what was answered."""

    path: str
    headers: dict[str, str]
    body: bytes
    status: int

    @property
    def event(self) -> dict[str, Any]:
        event: dict[str, Any] = json.loads(self.body)
        return event


@dataclass
class WebhookReceiver:
    """Answers each call with the next of ``answers`` (200 when they are used up) and keeps what it got."""

    answers: list[int] = field(default_factory=list)
    calls: list[Received] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.server = LoopbackServer(self._handle)

    def __enter__(self) -> WebhookReceiver:
        self.server.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self.server.__exit__(*exc)

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def accepted(self) -> list[Received]:
        return [call for call in self.calls if call.status < 300]

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        with self._lock:
            status = self.answers.pop(0) if self.answers else 200
            self.calls.append(Received(request.path, dict(request.headers), body, status))
        return web.Response(status=status)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class MailServer:
    """An SMTP server that keeps each message; ``down`` makes it answer 451 to the next so many."""

    def __init__(self, down: int = 0) -> None:
        self.messages: list[EmailMessage] = []
        self.refused = 0
        self._down = down
        self.port = _free_port()  # aiosmtpd must be told a port that it can call back
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> MailServer:
        self._controller.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._controller.stop()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        if self.refused < self._down:
            self.refused += 1
            return "451 try again later"
        message = message_from_bytes(envelope.content or b"", policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 kept"
