"""How a node is set up: environment variables `ANXIN_…`, typed; unsafe values refuse to start."""

import hashlib
from typing import Literal

from pydantic import AwareDatetime, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from engine.errors import EngineError

DEMO_KEY = "anxin-demo-master-key-not-for-real-data"


class MasterKeyMissing(EngineError):
    """Nobody has set a master key, or it is too short."""

    zh = "未设置主密钥。"

    def __init__(self) -> None:
        make = "`python3 -c 'import secrets; print(secrets.token_urlsafe(32))'`"
        super().__init__(
            f"ANXIN_MASTER_KEY must hold at least 32 characters, for example the output of {make}.",
            zh=f"请设置至少 32 个字符的 ANXIN_MASTER_KEY，例如使用 {make} 的输出。",
        )


class Settings(BaseSettings):
    """Everything that can be set. Each field is documented in docs/reference/settings."""

    model_config = SettingsConfigDict(env_prefix="ANXIN_", extra="ignore")

    database: str = Field(default="sqlite:///var/anxin.sqlite3", description="SQLAlchemy URL")
    host: str = Field(default="127.0.0.1", description="Address to listen on")
    port: int = Field(default=8000, description="Port to listen on", ge=0, le=65535)
    clock: Literal["real", "virtual"] = Field(default="real", description="virtual: time moves when told to")
    clock_start: AwareDatetime | None = Field(
        default=None, description="Where a virtual clock begins; empty: the present second"
    )
    demo: bool = Field(default=False, description="Demo users, demo data and the demo master key")
    master_key: SecretStr = Field(
        default=SecretStr(""), description="Seals the keys of personal data; at least 32 characters"
    )
    models: str = Field(default="", description="Folder with processes/ and forms/; empty: the ones shipped")
    node: str = Field(default="", description="Name of this node in leases; empty: made up at start")
    log_format: Literal["console", "json"] = Field(default="console", description="How logs are written")
    log_level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="Least level")
    session_hours: int = Field(default=12, ge=1, le=720, description="How long a sign-in lasts, in hours")
    secure_cookies: bool = Field(default=False, description="Cookies over https only; set behind TLS")

    @model_validator(mode="after")
    def _refuse_unsafe(self) -> "Settings":
        if self.demo and not self.master_key.get_secret_value():
            self.master_key = SecretStr(DEMO_KEY)
        secret = self.master_key.get_secret_value()
        if secret == DEMO_KEY and not self.demo:
            raise ValueError("ANXIN_MASTER_KEY is the demo's key: make one of your own.")
        if self.clock_start and self.clock == "real":
            raise ValueError("ANXIN_CLOCK_START is for a virtual clock only: ANXIN_CLOCK=virtual.")
        return self

    def key_bytes(self) -> bytes:
        """Return the master key as 32 bytes.

        Raises:
            MasterKeyMissing: there is none, or it is too short.
        """
        secret = self.master_key.get_secret_value()
        if len(secret) < 32:  # noqa: PLR2004 - as documented
            raise MasterKeyMissing
        return hashlib.sha256(secret.encode()).digest()


def settings_at(database: str) -> Settings:
    """Return the settings of the environment, with another database where one is named."""
    settings = Settings()
    return settings.model_copy(update={"database": database}) if database else settings
