"""Goods that are not the unit of the claim: refused, told to a person, never passed by in silence."""

import pytest

from aftersales.model.case import Case
from aftersales.model.handling import Direction, Parcel
from aftersales.model.message import InboxMessage
from aftersales.model.remedy import Remedy, RemedyState
from aftersales.model.unit import Unit, UnitState, UnitUnnamed, WrongUnit
from tests.processes.conftest import Theatre
from tests.processes.desk import complete, open_task

WAITED_FOR = "Another unit comes back: the claimed one is waited for"
PUT_RIGHT = "The number of the claim was wrong: the unit that came is refunded"
TWO_VISITS = "At the customer's stands another unit: swapped when the claimed one is there"
LOOKED_AT = {"received_on": "2026-03-04", "inspection_photos": ["photo-2"]}
AS_CLAIMED = {**LOOKED_AT, "goods_state": "as_claimed"}


def test_goods_with_another_number_are_not_as_claimed(theatre: Theatre) -> None:
    theatre.play_until("return", WAITED_FOR, "inspect_goods")

    with pytest.raises(WrongUnit, match="SN2401110999") as refused:
        complete(
            theatre,
            "inspect_goods",
            {**LOOKED_AT, "goods_serial": "SN2401110999", "goods_state": "as_claimed"},
        )

    assert "SN2602250421" in str(refused.value)
    assert open_task(theatre, "inspect_goods").form_key == "goods_back/inspect_goods"
    with theatre.register() as register:
        assert not [parcel for parcel in register.all(Parcel) if parcel.inspected_by]


def test_the_number_may_be_written_in_small_letters(theatre: Theatre) -> None:
    theatre.play_until("return", WAITED_FOR, "inspect_goods")

    complete(
        theatre, "inspect_goods", {**LOOKED_AT, "goods_serial": "sn2602250421 ", "goods_state": "as_claimed"}
    )

    assert open_task(theatre, "approve_refund").process_key == "refund"


def test_nobody_goes_on_with_a_unit_that_has_no_number(theatre: Theatre) -> None:
    theatre.play_until("return", WAITED_FOR, "inspect_goods")
    differs = {"goods_state": "differs", "difference": ["wrong_unit"], "difference_note": "空箱"}
    complete(theatre, "inspect_goods", {**LOOKED_AT, **differs})

    with pytest.raises(UnitUnnamed):
        complete(theatre, "settle_difference", {"difference_decision": "refund", "difference_reason": "照退"})


def test_the_claimed_unit_is_refunded_the_other_one_never_was_ours(theatre: Theatre) -> None:
    theatre.play("return", WAITED_FOR)

    with theatre.register() as register:
        unit, other = register.get(Unit, "SN2602250421"), register.look(Unit, "SN2401110999")
        came = register.all(Parcel, direction=Direction.TO_BRAND)
        found = sorted((p.inspection or "", p.is_intact) for p in came)
        told = [message for message in register.all(InboxMessage) if message.template == "goods_differ"]
    assert (unit.state, other) == (UnitState.RETURNED, None)
    assert found == [("as_claimed", True), ("型号相同，序列号不是申请的那台", False)]
    assert len(told) == 1


def test_a_claim_is_put_right_with_its_remedy_case_and_unit(theatre: Theatre) -> None:
    theatre.play("return", PUT_RIGHT)

    with theatre.register() as register:
        (case,), (remedy,) = register.all(Case), register.all(Remedy)
        right, wrong = register.get(Unit, "SN2602250512"), register.get(Unit, "SN2602250521")
    assert (case.unit_id, remedy.unit_id, remedy.state) == (right.id, right.id, RemedyState.FULFILLED)
    assert (right.state, wrong.state) == (UnitState.RETURNED, UnitState.IN_USE)
    assert right.customer_id == wrong.customer_id


def test_no_unit_is_swapped_for_another_than_the_claimed_one(theatre: Theatre) -> None:
    theatre.play_until("exchange", TWO_VISITS, "swap_at_home")
    done = {
        "swapped_at": "2026-03-05T10:20:00+08:00",
        "swap_photos": ["photo-4"],
        "goods_state": "as_claimed",
    }

    with pytest.raises(WrongUnit):
        complete(theatre, "swap_at_home", {**done, "goods_serial": "SN2310150077"})


def test_the_unit_is_swapped_when_the_claimed_one_is_there(theatre: Theatre) -> None:
    theatre.play("exchange", TWO_VISITS)

    with theatre.register() as register:
        old, new = register.get(Unit, "SN2601200931"), register.get(Unit, "SN2602281099")
    assert (old.state, new.replaces) == (UnitState.EXCHANGED, old.id)
