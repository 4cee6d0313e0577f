"""How customers get in without an account: one-time codes, links to a case, sessions; and their requests."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from aftersales.errors import RegisterInputRefused, RegisterRefusal

CODE_LIFE: Final = timedelta(minutes=5)
GUESSES: Final = 5
SESSION_LIFE: Final = timedelta(hours=24)
LINK_LIFE: Final = timedelta(days=90)
PHONE_PAUSE: Final = timedelta(minutes=1)
CODES_AN_HOUR: Final = 5
CODES_AN_HOUR_AND_ADDRESS: Final = 20
HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class PortalCode:
    """A one-time code on its way to a telephone; of the code itself only a hash is kept."""

    id: str
    phone: str
    origin: str
    code_hash: str
    created_at: datetime
    expires_at: datetime
    guesses: int = 0
    used_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class PortalLink:
    """A link that opens one case; `id` is the digest of its token."""

    id: str
    case_number: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    version: int = 1

    def opens(self, now: datetime) -> bool:
        """Say whether it still opens its case."""
        return self.revoked_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True)
class PortalSession:
    """Somebody at the portal; `id` is the digest of the token. Either a telephone or one case is proven."""

    id: str
    created_at: datetime
    expires_at: datetime
    phone: str | None = None
    case_number: str | None = None


class ErasureState(StrEnum):
    """What became of a request to be forgotten."""

    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ErasureRequest:
    """A customer asks to be forgotten; a person decides, because some records must be kept for a while."""

    id: str
    customer_id: str
    asked_at: datetime
    state: ErasureState = ErasureState.ASKED
    decided_at: datetime | None = None
    decided_by: str | None = None
    answer: str | None = None
    version: int = 1


class CodeRefused(RegisterInputRefused):
    """The code is wrong or no longer valid."""

    zh = "验证码不正确或已失效。"

    def __init__(self) -> None:
        super().__init__("The code is wrong or no longer valid: ask for a new one.", zh=self.zh)


class LinkRefused(RegisterInputRefused):
    """The link does not open anything any more."""

    zh = "该链接已失效，请用手机号和验证码查询。"

    def __init__(self) -> None:
        super().__init__(
            "The link does not open anything any more: use your telephone number and a code.", zh=self.zh
        )


class TooManyCodes(RegisterRefusal):
    """Too many codes were asked for in a short time."""

    zh = "获取验证码过于频繁，请稍后再试。"

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            f"Too many codes were asked for: wait {retry_after} seconds.",
            zh=f"获取验证码过于频繁，请 {retry_after} 秒后再试。",
            retry_after=retry_after,
        )


class AlreadyDecided(RegisterRefusal):
    """Somebody has decided this request already."""

    def __init__(self, request: ErasureRequest) -> None:
        super().__init__(
            f"Request {request.id} is {request.state} already.",
            zh=f"申请 {request.id} 已处理（{request.state}）。",
            request=request.id,
        )
