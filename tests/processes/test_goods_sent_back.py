"""Goods that differ and are not taken go back to the customer as a parcel that is followed to its end."""

import pytest

from aftersales.model.case import Case, CaseKind
from aftersales.model.handling import Direction, Parcel, ParcelState
from engine.clock import CHINA
from tests.processes.conftest import Theatre
from tests.processes.desk import open_task

AGREED = "The goods differ and are sent back, the customer agreed"
WAITED_FOR = "Another unit comes back: the claimed one is waited for"
LOST = "Goods that differ go back and are lost: no refund, the loss is a complaint"
NOT_EXCHANGED = "Another unit comes and goes back by courier, whose data are corrected on the way"
AT_HOME = "At the customer's stands another unit: swapped when the claimed one is there"
NEVER_CAME = "The old unit never comes"


def sent_back(theatre: Theatre) -> list[Parcel]:
    with theatre.register() as register:
        return list(register.all(Parcel, direction=Direction.TO_CUSTOMER))


@pytest.mark.parametrize(
    ("process", "title", "number"),
    [
        ("return", AGREED, "JD0090002205"),
        ("return", WAITED_FOR, "JD0090002206"),
        ("exchange", NOT_EXCHANGED, "JD0090002208"),
    ],
)
def test_courier_and_number_are_on_record_until_it_is_signed_for(
    theatre: Theatre, process: str, title: str, number: str
) -> None:
    theatre.play(process, title)

    (parcel,) = sent_back(theatre)
    assert (parcel.courier, parcel.tracking_number, parcel.state) == ("京东物流", number, ParcelState.SIGNED)


def test_the_warehouse_sends_it_within_a_working_day(theatre: Theatre) -> None:
    """Settled on Friday at ten, due on Monday at ten."""
    theatre.play_until("return", AGREED, "send_goods_back")

    task = open_task(theatre, "send_goods_back")
    assert (task.form_key, list(task.candidate_groups)) == ("send_back/send_goods_back", ["warehouse"])
    assert task.due_at is not None
    assert str(task.due_at.astimezone(CHINA)) == "2026-05-25 10:00:00+08:00"


def test_what_is_lost_on_the_way_back_becomes_a_complaint(theatre: Theatre) -> None:
    theatre.play("return", LOST, keep=True)

    (parcel,) = sent_back(theatre)
    with theatre.register() as register:
        case, complaint = sorted(register.all(Case), key=lambda each: each.id)
    assert (parcel.state, case.outcome) == (ParcelState.LOST, "goods_sent_back")
    assert (complaint.kind, complaint.parent) == (CaseKind.COMPLAINT, case.id)
    assert not complaint.is_closed


@pytest.mark.parametrize("title", [AT_HOME, NEVER_CAME])
def test_what_never_came_to_us_is_not_sent_back(theatre: Theatre, title: str) -> None:
    theatre.play("exchange", title)

    assert sent_back(theatre) == []
