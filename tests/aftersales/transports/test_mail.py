"""Mail reaches a real mail server, and its refusals are told apart."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from aftersales.model.message import Dispatch, DispatchState, Reach
from aftersales.notification.recipient import Recipient
from aftersales.ports.transport import DeliveryRefused
from aftersales.transports import Mail
from tests.aftersales.build import NOW

A_DISPATCH = Dispatch(
    id="j1:email",
    notice_id="j1",
    reach=Reach.EMAIL,
    address="zheng@example.com",
    template="progress",
    title="处理进度 WX-20261122-0001",
    text="个案 WX-20261122-0001 正在处理中。",
    state=DispatchState.WAITING,
    created_at=NOW,
    due_at=NOW,
)


@dataclass
class Mailbox:
    """What a server took, and how it answers certain commands."""

    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    messages: list[bytes] = field(default_factory=list)


class Conversation(socketserver.StreamRequestHandler):
    """Speaks as much SMTP as a client needs."""

    def handle(self) -> None:
        mailbox: Mailbox = self.server.mailbox  # type: ignore[attr-defined]  # set by `serving`
        self.say("220 test")
        while line := self.rfile.readline().decode().strip():
            command = line.upper().split(":")[0].split()[0]
            if command == "DATA" and command not in mailbox.answers:
                self.say("354 go on")
                mailbox.messages.append(b"".join(iter(self.rfile.readline, b".\r\n")))
            self.say(mailbox.answers.get(command, "221 bye" if command == "QUIT" else "250 fine"))
            if command == "QUIT":
                return

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def serving(**answers: str) -> Iterator[Mailbox]:
    with socketserver.TCPServer(("127.0.0.1", 0), Conversation) as server:
        mailbox = Mailbox(server.server_address[1], answers)
        server.mailbox = mailbox  # type: ignore[attr-defined]  # read by `Conversation`
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield mailbox
        finally:
            server.shutdown()
            thread.join()


def a_mail(port: int) -> Mail:
    return Mail("127.0.0.1", port, sender="service@brand.example", security="none")


def test_a_message_arrives_as_mail() -> None:
    with serving() as mailbox:
        a_mail(mailbox.port).send(A_DISPATCH, NOW)

    parsed = message_from_bytes(mailbox.messages[0], policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    assert parsed["Subject"] == "处理进度 WX-20261122-0001"
    assert parsed["To"] == "zheng@example.com"
    assert parsed["Message-ID"] == "<j1.email@brand.example>"
    assert parsed["Date"].datetime == NOW
    assert parsed.get_content().strip() == "个案 WX-20261122-0001 正在处理中。"


@pytest.mark.parametrize("answers", [{"RCPT": "550 unknown"}, {"DATA": "554 no"}])
def test_what_will_never_be_taken_is_refused(answers: dict[str, str]) -> None:
    with serving(**answers) as mailbox, pytest.raises(DeliveryRefused):
        a_mail(mailbox.port).send(A_DISPATCH, NOW)


@pytest.mark.parametrize("answers", [{"RCPT": "450 busy"}, {"DATA": "451 later"}, {"MAIL": "421 closing"}])
def test_what_may_pass_is_a_failure(answers: dict[str, str]) -> None:
    with serving(**answers) as mailbox, pytest.raises(Exception, match=r"busy|later|closing") as caught:
        a_mail(mailbox.port).send(A_DISPATCH, NOW)

    assert not isinstance(caught.value, DeliveryRefused)


@pytest.mark.parametrize("address", ["nobody", "a@b.example\nBcc: c@d.example", ""])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(DeliveryRefused):
        a_mail(1).send(replace(A_DISPATCH, address=address), NOW)


def test_a_title_smuggles_in_no_header() -> None:
    with pytest.raises(DeliveryRefused):
        a_mail(1).send(replace(A_DISPATCH, title="a\nBcc: c@d.example"), NOW)


def test_mail_reaches_who_has_an_address() -> None:
    mail = a_mail(1)

    assert mail.address_of(Recipient("customer:WX-1", email="a@b.example")) == "a@b.example"
    assert mail.address_of(Recipient("group:supervisor")) is None
