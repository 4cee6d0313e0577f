"""The four customers of the stories, and what they own."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from tests.web.stories.department import Owner
from tests.web.stories.stages import PHOTO

REPAIRING: Final = Owner("吴桂芳", "13912345601", "XQG100-B1", "AX2501010001", timedelta(days=500))
# Their rights end days after the purchase, wherever the stories before have moved the clock: the register
# does not know what they bought.
EXCHANGING: Final = Owner("陈晓梅", "13912345602", "DJ13R-P9", "AX2611010002")
RETURNING: Final = Owner("许静怡", "13912345603", "VC-60", "AX2611010003")
COMPLAINING: Final = Owner("罗秀英", "13912345604", "XQG100-B1", "AX2510080004", timedelta(days=200))
OWNERS: Final = (REPAIRING, EXCHANGING, RETURNING, COMPLAINING)


def came(owner: Owner, day: date) -> Mapping[str, object]:
    """Return what the warehouse notes of an appliance that came back as its owner had said."""
    return {
        "received_on": str(day),
        "goods_state": "as_claimed",
        "goods_serial": owner.serial,
        "inspection_photos": PHOTO,
    }
