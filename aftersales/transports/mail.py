"""Sends messages as mail by SMTP."""

import smtplib
import ssl
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from aftersales.model.message import Dispatch, Reach
from aftersales.notification.recipient import Recipient
from aftersales.ports.transport import DeliveryRefused

SECONDS = 20
_PERMANENT = 500


class Mail:
    """A mail server. `security` is starttls, tls or none; `account` is a name and a password."""

    reach = Reach.EMAIL

    def __init__(
        self,
        host: str,
        port: int,
        *,
        sender: str,
        security: str = "starttls",
        account: tuple[str, str] = ("", ""),
    ) -> None:
        self._host = host
        self._port = port
        self._sender = sender
        self._security = security
        self._account = account

    def address_of(self, recipient: Recipient) -> str | None:
        """Return the mail address."""
        return recipient.email

    def send(self, dispatch: Dispatch, now: datetime) -> None:
        """Send one mail; its Message-ID is the dispatch's, so that a mailbox can drop a repetition.

        Raises:
            DeliveryRefused: the address or the text will never be taken.
        """
        message = self._message(dispatch, now)
        try:
            with self._connect() as server:
                self._greet(server)
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            if all(code >= _PERMANENT for code, _ in error.recipients.values()):
                raise DeliveryRefused(f"{dispatch.address} is refused") from error
            raise
        except smtplib.SMTPDataError as error:
            if error.smtp_code >= _PERMANENT:
                raise DeliveryRefused(f"the text is refused: {error.smtp_code}") from error
            raise

    def _message(self, dispatch: Dispatch, now: datetime) -> EmailMessage:
        message = EmailMessage()
        try:
            # Address and headers refuse line breaks: nobody smuggles in a header of their own.
            message["To"] = Address(addr_spec=dispatch.address)
            message["From"] = self._sender
            message["Subject"] = dispatch.title
            message["Date"] = format_datetime(now)
            message["Message-ID"] = f"<{dispatch.id.replace(':', '.')}@{self._sender.rpartition('@')[2]}>"
            message["Auto-Submitted"] = "auto-generated"
        except (ValueError, IndexError) as error:
            raise DeliveryRefused(f"{dispatch.address!r} is no mail address") from error
        message.set_content(dispatch.text)
        return message

    def _connect(self) -> smtplib.SMTP:
        if self._security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self._host, self._port, timeout=SECONDS, context=context)
        return smtplib.SMTP(self._host, self._port, timeout=SECONDS)

    def _greet(self, server: smtplib.SMTP) -> None:
        if self._security == "starttls":
            server.starttls(context=ssl.create_default_context())
        name, password = self._account
        if name:
            server.login(name, password)
