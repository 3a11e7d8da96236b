"""The e-mail channel, against real servers."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from monitor.alerts.email import Thread, address_of, mail_of, message_id, send_mail
from monitor.alerts.message import compose
from monitor.config import EmailChannel, Smtp
from monitor.errors import DeliveryError
from tests.alerts.mailhost import PASSWORD, USER, MailHost
from tests.alerts.making import NOW, WATCH, decision, incident, watch

A, B = "a@desk.example", "b@desk.example"


def channel(port: int, *to: str, security: str = "plain", **smtp: Any) -> EmailChannel:
    server = Smtp.model_construct(**{**Smtp(host="127.0.0.1", security="plain", port=port).__dict__, "security": security, **smtp})
    return EmailChannel.model_construct(type="email", name="desk", to=to or (A,), sender="Rasd <rasd@rasd.example>", smtp=server)


def with_login(password: bytes = PASSWORD) -> dict[str, Any]:
    return {"username": USER.decode(), "password": SecretStr(password.decode())}


def mail_for(desk: EmailChannel, thread: Thread | None = None, **changed: Any) -> Any:
    this = watch(**changed)
    return mail_of(compose(incident(), decision(), this), desk, this, thread or Thread("alert-1"), NOW)


def send(desk: EmailChannel, *only: str, context: ssl.SSLContext | None = None) -> str:
    return send_mail(mail_for(desk), desk, only, context)


def refusal(desk: EmailChannel, *only: str) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        send(desk, *only)
    return caught.value


def test_a_mail_reaches_everyone_with_text_and_html(plain_host: MailHost) -> None:
    assert send(channel(plain_host.port, A, f"Night <{B}>")) == "2 of 2 recipients"
    ((people, mail),) = plain_host.taken
    assert people == [A, B]
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert mail["Subject"] == compose(incident(), decision(), WATCH).subject


def test_arabic_survives_the_way(plain_host: MailHost) -> None:
    send(channel(plain_host.port))
    ((_, mail),) = plain_host.taken
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "غارة جوية" in text.get_content()
    assert 'dir="rtl"' in html.get_content()


def test_only_seven_bits_are_sent(plain_host: MailHost) -> None:
    send(channel(plain_host.port))
    assert plain_host.raw[0].isascii()
    assert max(map(len, plain_host.raw[0].split(b"\r\n"))) < 998


def test_the_headers_say_that_a_machine_wrote() -> None:
    mail = mail_for(channel(25), severity="high")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Id"].endswith(".watch.rasd.example>")
    assert mail["Date"] == "Wed, 05 Mar 2025 14:30:00 +0000"
    assert mail["Importance"] == "high"
    assert mail["Content-Language"] == "ar, en"


def test_the_message_id_is_the_alerts_own() -> None:
    assert mail_for(channel(25))["Message-ID"] == "<alert-1@rasd.example>"


@pytest.mark.parametrize("alert_id", ["a b", "é", "x\r\nBcc: y@z.example", "", "a>b"])
def test_any_alert_id_makes_a_valid_message_id(alert_id: str) -> None:
    assert message_id(alert_id, "x.example") == message_id(alert_id, "x.example")
    assert message_id(alert_id, "x.example").replace("@x.example", "").strip("<>").isalnum()


def test_an_update_threads_under_the_first_mail() -> None:
    mail = mail_for(channel(25), Thread("alert-2", "alert-1"))
    assert mail["In-Reply-To"] == mail["References"] == "<alert-1@rasd.example>"


def test_the_first_mail_answers_nothing() -> None:
    mail = mail_for(channel(25), Thread("alert-1", "alert-1"))
    assert mail["In-Reply-To"] is None


def test_the_same_watch_is_always_the_same_list() -> None:
    assert mail_for(channel(25))["List-Id"] == mail_for(channel(25), Thread("other"))["List-Id"]
    assert mail_for(channel(25))["List-Id"] != mail_for(channel(25), name="غيرها")["List-Id"]


@pytest.mark.parametrize(
    ("text", "name", "address"), [("a@b.example", "", "a@b.example"), ('"Desk, night" <a@b.example>', "Desk, night", "a@b.example")]
)
def test_addresses(text: str, name: str, address: str) -> None:
    assert (address_of(text).display_name, address_of(text).addr_spec) == (name, address)


# ---- security -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_mail_goes_encrypted_with_a_login(security: str, server_tls: ssl.SSLContext, certificate: tuple[Path, Path]) -> None:
    with MailHost(security, server_tls, login=security == "starttls") as host:
        login = with_login() if security == "starttls" else {}
        send(channel(host.port, security=security, host="localhost", ca_file=str(certificate[0]), **login))
        assert len(host.taken) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(security: str, server_tls: ssl.SSLContext) -> None:
    with MailHost(security, server_tls) as host:
        error = refusal(channel(host.port, security=security, host="localhost"))
        assert "certificate verify failed" in str(error)
        assert not error.permanent
        assert host.taken == []


def test_a_server_without_starttls_gets_nothing(plain_host: MailHost) -> None:
    assert "STARTTLS" in str(refusal(channel(plain_host.port, security="starttls", **with_login())))
    assert plain_host.taken == []


def test_a_refused_login_is_tried_again_and_never_shows_the_password(server_tls: ssl.SSLContext, certificate: tuple[Path, Path]) -> None:
    with MailHost("starttls", server_tls, login=True) as host:
        desk = channel(host.port, security="starttls", host="localhost", ca_file=str(certificate[0]), **with_login(b"wrong horse"))
        error = refusal(desk)
    assert "refused the login: 535" in str(error)
    assert "wrong horse" not in str(error)
    assert not error.permanent


# ---- failures -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("answer", "permanent"), [("550 no such user", True), ("450 greylisted", False)])
def test_when_everyone_is_refused_the_code_decides(plain_host: MailHost, answer: str, permanent: bool) -> None:
    plain_host.recipients = {A: answer, B: answer}
    error = refusal(channel(plain_host.port, A, B))
    assert error.permanent is permanent
    assert answer in str(error)


def test_when_one_of_all_the_refusals_is_for_now_it_is_tried_again(plain_host: MailHost) -> None:
    plain_host.recipients = {A: "550 no such user", B: "450 greylisted"}
    assert not refusal(channel(plain_host.port, A, B)).permanent


def test_one_who_does_not_exist_does_not_keep_the_mail_from_the_others(plain_host: MailHost) -> None:
    plain_host.recipients = {A: "550 no such user"}
    assert send(channel(plain_host.port, A, B)) == f"1 of 2 recipients; refused for good: {A} (550 no such user)"
    assert plain_host.taken[0][0] == [B]


def test_who_was_put_off_is_named_and_the_next_attempt_is_for_them_alone(plain_host: MailHost) -> None:
    plain_host.recipients = {A: "450 greylisted"}
    desk = channel(plain_host.port, A, B)
    error = refusal(desk)
    assert error.remaining == (A,)
    plain_host.recipients = {}
    assert send(desk, *error.remaining) == "1 of 1 recipients"
    assert [people for people, _ in plain_host.taken] == [[B], [A]]


@pytest.mark.parametrize(("answer", "permanent"), [("552 too much", True), ("451 later", False)])
def test_a_refused_message_is_final_by_its_code(plain_host: MailHost, answer: str, permanent: bool) -> None:
    plain_host.data = [answer]
    error = refusal(channel(plain_host.port))
    assert (error.permanent, answer in str(error)) == (permanent, True)


def test_a_mail_that_was_taken_stays_taken_however_the_server_says_goodbye(plain_host: MailHost) -> None:
    plain_host.goodbye = "421 too busy to say goodbye"
    assert send(channel(plain_host.port)) == "1 of 1 recipients"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_nobody_listening_is_tried_again() -> None:
    error = refusal(channel(_free_port()))
    assert "cannot be used" in str(error)
    assert not error.permanent


@contextmanager
def silent_server() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_server_that_says_nothing_is_given_up_on() -> None:
    with silent_server() as port:
        error = refusal(channel(port, timeout=Smtp(host="x").timeout / 100))
    assert "timed out" in str(error)
    assert not error.permanent


@contextmanager
def server_that_hangs_up_at(word: bytes) -> Iterator[int]:
    """Talks SMTP until a line begins with this word; the text of the mail ends with a dot."""

    def serve(listener: socket.socket) -> None:
        with suppress(OSError):
            connection, _ = listener.accept()
            with connection, connection.makefile("rb") as lines:
                connection.sendall(b"220 here\r\n")
                for line in iter(lines.readline, b""):
                    if line.upper().startswith(word):
                        return
                    if line.upper().startswith((b"EHLO", b"MAIL", b"RCPT", b"DATA")):
                        connection.sendall(b"354 go on\r\n" if line.upper().startswith(b"DATA") else b"250 fine\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,), daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        thread.join(10)


@pytest.mark.parametrize("word", [b"EHLO", b"MAIL", b"RCPT", b"DATA", b".\r\n"])
def test_a_server_that_takes_the_call_and_hangs_up_is_tried_again(word: bytes) -> None:
    with server_that_hangs_up_at(word) as port:
        error = refusal(channel(port))
    assert (error.permanent, error.remaining) == (False, ())
    assert f"127.0.0.1:{port}" in str(error)
