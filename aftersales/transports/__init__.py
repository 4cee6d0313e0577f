"""Ways out of the house: mail and webhook, made from the settings."""

from aftersales.notification.settings import NotificationSettings
from aftersales.ports.transport import Transport
from aftersales.transports.mail import Mail
from aftersales.transports.webhook import Webhook

__all__ = ["Mail", "Webhook", "transports_of"]


def transports_of(settings: NotificationSettings) -> tuple[Transport, ...]:
    """Return the ways that are set up."""
    found: list[Transport] = []
    if settings.smtp_host:
        found.append(
            Mail(
                settings.smtp_host,
                settings.smtp_port,
                sender=settings.mail_from,
                security=settings.smtp_security,
                account=(settings.smtp_user, settings.smtp_password.get_secret_value()),
            )
        )
    if settings.webhook_url:
        found.append(Webhook(settings.webhook_url, settings.webhook_secret.get_secret_value()))
    return tuple(found)
