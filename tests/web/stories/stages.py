"""On which database and at screens of which size a story is played: on both, over all stories all four."""

from typing import Final

import pytest

from tests.server import ROOT
from tests.web.reader import DESKTOP, PHONE

PHOTO: Final = ROOT / "docs" / "images" / "web-day.en.phone.jpg"
DESKS_ON_SQLITE: Final = pytest.mark.parametrize(
    "cast",
    [("sqlite", DESKTOP), ("postgresql", PHONE)],
    indirect=True,
    ids=["sqlite-desktop", "postgresql-phone"],
)
PHONES_ON_SQLITE: Final = pytest.mark.parametrize(
    "cast",
    [("sqlite", PHONE), ("postgresql", DESKTOP)],
    indirect=True,
    ids=["sqlite-phone", "postgresql-desktop"],
)
