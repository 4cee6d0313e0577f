"""Parcels both ways are on record: where they are, and what the inspection found."""

from datetime import timedelta

import pytest

from aftersales import register_in
from aftersales.connectors.parcel import (
    ParcelDelivery,
    ParcelInspect,
    ParcelReturn,
    ParcelSentBack,
    ParcelSettle,
    ParcelTrack,
)
from aftersales.errors import InputMissing, InputUnknown
from aftersales.model.handling import Direction, Parcel, ParcelSettled, ParcelState
from aftersales.model.remedy import Remedy, RemedyKind
from aftersales.operations.parcel import track_parcel
from aftersales.operations.remedy import grant_remedy
from engine.ports.store import Store
from tests.aftersales.build import DEED, NOW, a_call, called, registering

SENT = {"caseNumber": "TH-1", "courier": "顺丰", "tracking_number": "SF1002003004"}
GONE = {"caseNumber": "HH-1", "replacement_courier": "京东物流", "replacement_tracking": "JD0090001122"}
BACK = {"caseNumber": "TH-1", "back_courier": "京东物流", "back_tracking": "JD0090002205"}
CAME = {"caseNumber": "TH-1", "goods_state": "differs", "goods_way": "courier"}
TRACK, INSPECT = ParcelTrack(register_in), ParcelInspect(register_in)


def announced(store: Store) -> str:
    """Announce a parcel of the customer's, twice as a repeated job does."""
    for _ in range(2):
        call = a_call("parcel.announce_return", variables=SENT)
        parcel_id = called(store, ParcelReturn(register_in), call).variables["parcel_id"]
    return str(parcel_id)


def tracked(store: Store, parcel_id: str, **told: object) -> Parcel:
    variables = {"caseNumber": "TH-1", "parcel_id": parcel_id, **told}
    called(store, TRACK, a_call("parcel.track", "j2", variables=variables))
    with registering(store) as register:
        return register.get(Parcel, parcel_id)


def test_a_parcel_is_announced_once_and_signed(database: Store) -> None:
    parcel = tracked(database, announced(database), parcel_kind="delivered")

    assert (parcel.direction, parcel.courier, parcel.state) == (
        Direction.TO_BRAND,
        "顺丰",
        ParcelState.SIGNED,
    )
    assert (parcel.signed_at, str(parcel.sent_on)) == (NOW, "2026-11-22")


@pytest.mark.parametrize(
    ("kind", "sent", "number"),
    [(ParcelDelivery, GONE, "JD0090001122"), (ParcelSentBack, BACK, "JD0090002205")],
)
def test_a_new_unit_and_goods_not_taken_go_the_other_way(
    light: Store, kind: type[ParcelDelivery | ParcelSentBack], sent: dict[str, object], number: str
) -> None:
    outcome = called(light, kind(register_in), a_call(kind.type, variables=sent))

    with registering(light) as register:
        parcel = register.get(Parcel, str(outcome.variables["parcel_id"]))
    assert (parcel.direction, parcel.courier, parcel.tracking_number) == (
        Direction.TO_CUSTOMER,
        "京东物流",
        number,
    )


@pytest.mark.parametrize(
    ("decision", "told", "go_back"),
    [
        ("no_refund", {}, True),
        ("stop", {"goods_way": "pickup"}, True),
        ("right_one", {}, True),
        ("refund", {}, False),
        ("go_on", {}, False),
        ("stop", {"goods_way": None}, False),
        ("right_one", {"goods_state": "expected"}, False),
    ],
)
def test_goods_that_came_and_are_not_taken_go_back(
    light: Store, decision: str, told: dict[str, object], *, go_back: bool
) -> None:
    variables = {**CAME, **told, "difference_decision": decision}

    outcome = called(light, ParcelSettle(register_in), a_call("parcel.settle", variables=variables))

    assert outcome.variables["goods_go_back"] is go_back


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"parcel_kind": "normal"}, ParcelState.UNDER_WAY),
        ({"parcel_kind": "problem"}, ParcelState.STUCK),
        ({"parcel_kind": "problem", "parcel_problem": "unknown_number"}, ParcelState.UNKNOWN_NUMBER),
        ({"parcel_kind": "out_of_area"}, ParcelState.OUT_OF_AREA),
        ({"parcel_kind": "damaged_lost"}, ParcelState.LOST),
        ({"parcel_kind": "damaged_lost", "parcel_loss": "damaged"}, ParcelState.DAMAGED),
    ],
)
def test_each_exception_is_a_state(light: Store, told: dict[str, object], state: ParcelState) -> None:
    assert tracked(light, announced(light), **told).state is state


def test_a_parcel_that_came_to_its_end_stays_there(light: Store) -> None:
    parcel_id = announced(light)
    tracked(light, parcel_id, parcel_kind="damaged_lost")

    assert tracked(light, parcel_id, parcel_kind="normal").state is ParcelState.LOST
    with registering(light) as register, pytest.raises(ParcelSettled):
        track_parcel(register, parcel_id, ParcelState.UNDER_WAY, DEED)


def test_an_unknown_kind_is_refused_and_a_parcel_nobody_announced_is_not_tracked(light: Store) -> None:
    with pytest.raises(InputUnknown):
        tracked(light, announced(light), parcel_kind="elsewhere")

    called(light, TRACK, a_call("parcel.track", "j3", variables={"parcel_kind": "normal"}))


def test_the_inspection_says_who_looked_and_what_differs(database: Store) -> None:
    told = {"caseNumber": "TH-1", "parcel_id": announced(database), "goods_way": "courier"}
    found = {"goods_state": "differs", "difference_note": "内胆有划痕"}
    later = NOW + timedelta(days=2)

    call = a_call("parcel.inspect", "j2", variables={**told, **found}, actor="warehouse", at=later)
    called(database, INSPECT, call)

    with registering(database) as register:
        (parcel,) = register.all(Parcel)
    assert (parcel.inspected_by, parcel.inspection, parcel.is_intact) == ("warehouse", "内胆有划痕", False)
    assert (parcel.state, parcel.signed_at) == (ParcelState.SIGNED, later)


def test_goods_that_no_courier_carried_are_on_record_too(light: Store) -> None:
    told = {"caseNumber": "TH-1", "parcel_id": "of an earlier way", "goods_way": "store"}

    called(light, INSPECT, a_call("parcel.inspect", "j2", variables={**told, "goods_state": "as_claimed"}))

    with registering(light) as register:
        (parcel,) = register.all(Parcel)
    assert (parcel.courier, parcel.is_intact, parcel.inspection) == ("store", True, "as_claimed")


def test_a_difference_needs_a_reason(light: Store) -> None:
    told = {"caseNumber": "TH-1", "goods_way": "store", "goods_state": "differs"}

    with pytest.raises(InputMissing):
        called(light, INSPECT, a_call("parcel.inspect", variables=told))


@pytest.mark.parametrize(
    ("found", "named"),
    [
        ({"goods_state": "as_claimed"}, "S1"),
        ({"goods_state": "differs", "difference": ["not_intact"], "difference_note": "有划痕"}, "S1"),
        ({"goods_state": "differs", "difference": ["wrong_unit"], "difference_note": "不是这台"}, None),
    ],
)
def test_the_inspection_names_the_unit_of_the_claim(
    light: Store, found: dict[str, object], named: str | None
) -> None:
    with registering(light) as register:
        grant_remedy(register, "TH-1", None, RemedyKind.REFUND, DEED)
    told = {"caseNumber": "TH-1", "goods_way": "store", "serial_number": "S1", **found}

    called(light, INSPECT, a_call("parcel.inspect", "j2", variables=told))

    with registering(light) as register:
        (remedy,) = register.all(Remedy)
    assert remedy.unit_id == named
