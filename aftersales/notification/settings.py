"""How messages leave the house: environment variables `ANXIN_…`, typed."""

from datetime import time
from typing import Literal

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from aftersales.notification.quiet import QuietHours


class NotificationSettings(BaseSettings):
    """Mail and webhook; without them messages stay in the in-app inboxes."""

    model_config = SettingsConfigDict(env_prefix="ANXIN_", extra="ignore")

    smtp_host: str = Field(default="", description="Mail server; empty: no mail")
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Its port")
    smtp_security: Literal["starttls", "tls", "none"] = Field(default="starttls", description="Encryption")
    smtp_user: str = Field(default="", description="Account at the mail server; empty: none")
    smtp_password: SecretStr = Field(default=SecretStr(""), description="Its password")
    mail_from: str = Field(default="", description="Sender of mail")
    webhook_url: str = Field(default="", description="Where messages are posted, such as an SMS gateway")
    webhook_secret: SecretStr = Field(default=SecretStr(""), description="Signs what is posted")
    public_url: str = Field(
        default="",
        pattern=r"^(https?://[^\s/]+[^\s]*)?$",
        description="Address of this server for customers; messages to them then link to their case",
    )
    quiet_from: time = Field(default=time(21), description="Customers are not disturbed from this hour")
    quiet_until: time = Field(default=time(8), description="Until this one, in China's time")

    @model_validator(mode="after")
    def _refuse_half_settings(self) -> "NotificationSettings":
        if self.smtp_host and "@" not in self.mail_from:
            raise ValueError("ANXIN_SMTP_HOST needs ANXIN_MAIL_FROM. 设置了邮件服务器，还需设置发件人。")
        if self.webhook_url and not self.webhook_secret.get_secret_value():
            raise ValueError("ANXIN_WEBHOOK_URL needs ANXIN_WEBHOOK_SECRET. 设置了回调地址，还需设置密钥。")
        return self

    def quiet_hours(self) -> QuietHours:
        """Return when customers are not disturbed."""
        return QuietHours(self.quiet_from, self.quiet_until)
