"""Which refusals an operation declares beside those that every one of its kind has."""

from typing import Any, Final

Refused = dict[int | str, dict[str, Any]]

FOUND: Final[Refused] = {404: {}}
CONFLICT: Final[Refused] = {409: {}}
CHANGED: Final[Refused] = {404: {}, 409: {}}
EDITED: Final[Refused] = {404: {}, 409: {}, 412: {}}
