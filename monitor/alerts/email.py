"""The e-mail channel: one message to several people over SMTP.

Policy on failure. Only what the server says about this message or these people is final (a 5xx to a recipient, to the
sender or to the content). Everything that an operator or time can mend is tried again: no connection, a certificate that
does not verify, a login that is refused, a server without STARTTLS. A message that some recipients got and others were
put off for is tried again for those others only.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime
from hashlib import sha256

from monitor.alerts.message import PICTURE_ID, Message
from monitor.alerts.phrasing import clean
from monitor.config.channels import EmailChannel, Smtp
from monitor.errors import DeliveryError
from monitor.model import Watch

POLICY = SMTP_POLICY.clone(cte_type="7bit")  # some relays still do not take eight bits
PLAIN_ID = re.compile(r"^[A-Za-z0-9._-]{1,120}$")
Refusals = dict[str, tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class Thread:
    """Where a mail stands: its alert, and the alert that began the conversation (None: this one does)."""

    alert_id: str
    first_alert_id: str | None = None


def mail_of(
    message: Message, channel: EmailChannel, watch: Watch, thread: Thread, now: datetime, *, picture: bytes | None = None
) -> EmailMessage:
    """The mail of an alert. The same alert always gives the same Message-ID, so a repeat is seen as one."""
    mail = EmailMessage(POLICY)
    sender = address_of(channel.sender)
    mail["From"] = sender
    mail["To"] = [address_of(each) for each in channel.to]
    mail["Subject"] = clean(message.subject, 400)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message_id(thread.alert_id, sender.domain)
    if thread.first_alert_id and thread.first_alert_id != thread.alert_id:
        mail["In-Reply-To"] = mail["References"] = message_id(thread.first_alert_id, sender.domain)
    mail["List-Id"] = f"<{sha256(watch.name.encode()).hexdigest()[:12]}.watch.{sender.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    if watch.severity == "high":
        mail["Importance"] = "high"
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    if picture:
        _illustrate(mail, picture)
    mail["Content-Language"] = ", ".join(watch.languages)  # last: what is set before the parts would move into the first
    return mail


def _illustrate(mail: EmailMessage, picture: bytes) -> None:
    """Put the map beside the HTML that shows it; nothing is loaded from anywhere when the mail is opened."""
    html = mail.get_body(("html",))
    if isinstance(html, EmailMessage):
        html.add_related(picture, "image", "png", cid=f"<{PICTURE_ID}>", disposition="inline", filename="map.png")


def address_of(text: str) -> Address:
    """``Name <desk@example.org>`` or ``desk@example.org``, as the configuration allows it."""
    name, bracket, rest = text.rpartition("<")
    return Address(display_name=name.strip(' "') if bracket else "", addr_spec=rest.rstrip("> ").strip())


def message_id(alert_id: str, domain: str) -> str:
    """Derived from the alert alone."""
    local = alert_id if PLAIN_ID.match(alert_id) else sha256(alert_id.encode()).hexdigest()
    return f"<{local}@{domain}>"


def send_mail(mail: EmailMessage, channel: EmailChannel, only: Iterable[str] = (), context: ssl.SSLContext | None = None) -> str:
    """Hand the mail to the server; returns what to note. ``only`` names the recipients that are left from before."""
    wanted = set(only)
    people = [name for each in channel.to if (name := address_of(each).addr_spec) in wanted or not wanted]
    if not people:
        return "the others have it, and who was left is no longer among the recipients"
    try:
        server = _server(channel.smtp, context or _trust(channel.smtp))
        try:
            refused = server.send_message(mail, to_addrs=people)
        finally:
            _leave(server)
    except (smtplib.SMTPException, OSError) as error:
        raise _classified(error, channel.smtp) from error
    return _noted(people, refused)


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye; whatever the server makes of it, a mail that it took is taken."""
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()


def _noted(people: list[str], refused: Refusals) -> str:
    later = tuple(sorted(who for who, (code, _) in refused.items() if code < 500))
    if later:
        raise DeliveryError(f"put off by the mail server: {_named(refused)}", remaining=later)
    taken = f"{len(people) - len(refused)} of {len(people)} recipients"
    return f"{taken}; refused for good: {_named(refused)}" if refused else taken


def _trust(smtp: Smtp) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=smtp.ca_file or None)


def _server(smtp: Smtp, context: ssl.SSLContext) -> smtplib.SMTP:
    seconds = smtp.timeout.total_seconds()
    if smtp.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(smtp.host, smtp.door, _own_name(), timeout=seconds, context=context)
    else:
        server = smtplib.SMTP(smtp.host, smtp.door, _own_name(), timeout=seconds)
    try:
        _prepare(server, smtp, context)
    except (smtplib.SMTPException, OSError):
        server.close()
        raise
    return server


def _own_name() -> str:
    """What to greet with. smtplib would ask the DNS for it, and wait, on every mail."""
    name = socket.gethostname()
    return name if "." in name and name.isascii() else "[127.0.0.1]"


def _prepare(server: smtplib.SMTP, smtp: Smtp, context: ssl.SSLContext) -> None:
    if smtp.security == "starttls":
        server.starttls(context=context)  # raises where the server does not offer it: never on in the open
    if smtp.password is not None:
        server.login(smtp.username, smtp.password.get_secret_value())


def _classified(error: Exception, smtp: Smtp) -> DeliveryError:
    where = f"{smtp.host}:{smtp.door}"
    match error:
        case smtplib.SMTPRecipientsRefused():
            final = all(code >= 500 for code, _ in error.recipients.values())
            return DeliveryError(f"{where} refused every recipient: {_named(error.recipients)}", permanent=final)
        case smtplib.SMTPAuthenticationError():
            return DeliveryError(f"{where} refused the login: {_answer(error.smtp_code, error.smtp_error)}")
        case smtplib.SMTPSenderRefused() | smtplib.SMTPDataError():
            return DeliveryError(
                f"{where} refused the message: {_answer(error.smtp_code, error.smtp_error)}", permanent=error.smtp_code >= 500
            )
        case smtplib.SMTPResponseException():
            return DeliveryError(f"{where} is not ready: {_answer(error.smtp_code, error.smtp_error)}")
        case _:
            return DeliveryError(f"{where} cannot be used: {clean(str(error), 200) or type(error).__name__}")


def _named(refused: Refusals) -> str:
    return ", ".join(f"{who} ({_answer(code, text)})" for who, (code, text) in sorted(refused.items()))


def _answer(code: int, text: bytes | str) -> str:
    shown = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {clean(shown, 200)}"
