"""If-Match and Idempotency-Key: how a client says what it knows, and that it repeats itself."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final, TypeVar

from fastapi import Depends, Header
from pydantic import BaseModel
from starlette.requests import Request

from api.access.caller import Caller, caller_of
from api.access.customer import CustomerCaller, customer_of
from api.exact_json import plain, write_json
from api.refusals import PreconditionMalformed
from engine.errors import VersionConflict
from engine.operations import once

T = TypeVar("T")

_ETAG: Final = re.compile(r'"(\d{1,9})"')


def _version_of(
    if_match: Annotated[
        str | None,
        Header(
            description="The ETag that was read before; refused if it has changed since.",
            examples=['"3"'],
            json_schema_extra={"pattern": r'^("[0-9]{1,9}"|\*)$'},
        ),
    ] = None,
) -> int | None:
    if if_match is None or if_match.strip() == "*":
        return None
    found = _ETAG.fullmatch(if_match.strip())
    if found is None:
        raise PreconditionMalformed
    return int(found[1])


ExpectedVersion = Annotated[int | None, Depends(_version_of)]


def require_version(kind: str, key: str, *, expected: int | None, found: int) -> None:
    """Refuse to change what somebody else has changed since it was read.

    Raises:
        VersionConflict: it has another version.
    """
    if expected is not None and expected != found:
        raise VersionConflict(kind, key, expected=expected, found=found)


_Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="Made up by the client; the same key and request get the first answer again.",
        examples=["3b0e7c1a-5f6d-4a52-9a47-2f1f0f6f2f10"],
    ),
]


@dataclass(frozen=True, slots=True)
class Repeat:
    """One request that a client may send again after a time-out, without doing it twice."""

    key: str | None
    caller: str
    operation: str
    path: str

    def __call__(self, asked: BaseModel, do: Callable[[], T]) -> T:
        """Do something; under a key that came before with the same request, only answer again.

        Raises:
            KeyReused: the key came before with another request.
        """
        return self._once(write_json([self.path, plain(asked)]), do)

    def file(self, name: str, content: bytes, do: Callable[[], T]) -> T:
        """Do something with an uploaded file, as above.

        Raises:
            KeyReused: the key came before with another request.
        """
        return self._once(write_json([self.path, name, hashlib.sha256(content).hexdigest()]), do)

    def _once(self, request: str, do: Callable[[], T]) -> T:
        if self.key is None:
            return do()
        # Keys are the client's own: another account's same key is another key.
        return once(self.key, f"{self.operation} {self.caller}", request.encode(), do)


def _repeat_of(request: Request, caller: Annotated[Caller, Depends(caller_of)], key: _Key = None) -> Repeat:
    return Repeat(key, caller.id, request.scope["route"].name, request.url.path)


def _customer_repeat_of(
    request: Request, caller: Annotated[CustomerCaller, Depends(customer_of)], key: _Key = None
) -> Repeat:
    return Repeat(key, caller.id, request.scope["route"].name, request.url.path)


CustomerOnceOnly = Annotated[Repeat, Depends(_customer_repeat_of)]
OnceOnly = Annotated[Repeat, Depends(_repeat_of)]
