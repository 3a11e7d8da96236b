"""A real mail server that can be told to refuse: this recipient, this message, this login."""

from __future__ import annotations

import socket
import ssl
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = b"desk", b"correct horse"


class MailHost:
    """Keeps what it takes. ``security`` is how it speaks; ``recipients`` and ``data`` are its refusals."""

    def __init__(self, security: str = "plain", tls: ssl.SSLContext | None = None, *, login: bool = False) -> None:
        self.recipients: dict[str, str] = {}
        self.data: list[str] = []
        self.goodbye = "221 bye"
        self.taken: list[tuple[list[str], EmailMessage]] = []
        self.raw: list[bytes] = []
        options: dict[str, Any] = {"ssl_context": tls} if security == "tls" else {}
        if security == "starttls":
            options = {"tls_context": tls, "require_starttls": True}
        if login:
            options |= {"authenticator": _authenticate, "auth_required": True}
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **options)

    def __enter__(self) -> MailHost:
        self._controller.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._controller.stop()

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.recipients:
            return self.recipients[address]
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        if self.data:
            return self.data.pop(0)
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.raw.append(content)
        self.taken.append((list(envelope.rcpt_tos), message))
        return "250 kept"

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        return self.goodbye


def _authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER, PASSWORD)
    return AuthResult(success=right, handled=right)
