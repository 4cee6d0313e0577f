"""The two languages in which everything for readers is written."""

from typing import Literal

Language = Literal["zh", "en"]
