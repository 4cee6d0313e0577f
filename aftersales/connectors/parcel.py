"""The connectors of parcels: handed over, looked up, arrived, inspected."""

from aftersales.connectors.local import Local
from aftersales.connectors.reading import (
    day_of,
    deed_of,
    needed,
    number_of,
    optional,
    today,
)
from aftersales.errors import InputUnknown
from aftersales.model.handling import SETTLED_PARCELS, Direction, Parcel, ParcelState
from aftersales.model.unit import UnitUnnamed
from aftersales.operations.claim import correct_claim, expect_claimed
from aftersales.operations.parcel import announce_parcel, inspect_parcel, track_parcel
from aftersales.operations.remedy import name_unit
from aftersales.ports.register import Register
from engine.ports.connector import Call, Outcome

COURIER = "courier"
_GOING_ON = {"refund", "go_on"}


class ParcelReturn(Local):
    """`parcel.announce_return`: the customer has handed the goods to a courier.

    Inputs: `courier`, `tracking_number`. Output: `parcel_id`.
    """

    type = "parcel.announce_return"
    results = ("parcel_id",)

    def call(self, call: Call) -> Outcome:
        """Announce the parcel, once for each job."""
        sent = (needed(call, "courier"), needed(call, "tracking_number"))
        return _announced(self.register(call), call, Direction.TO_BRAND, sent)


class ParcelDelivery(Local):
    """`parcel.announce_delivery`: a new unit is on its way to the customer.

    Inputs: `replacement_courier`, `replacement_tracking`. Output: `parcel_id`.
    """

    type = "parcel.announce_delivery"
    results = ("parcel_id",)

    def call(self, call: Call) -> Outcome:
        """Announce the parcel, once for each job."""
        sent = (needed(call, "replacement_courier"), needed(call, "replacement_tracking"))
        return _announced(self.register(call), call, Direction.TO_CUSTOMER, sent)


class ParcelSentBack(Local):
    """`parcel.announce_sent_back`: goods that were not taken are on their way back to the customer.

    Inputs: `back_courier`, `back_tracking`. Output: `parcel_id`.
    """

    type = "parcel.announce_sent_back"
    results = ("parcel_id",)

    def call(self, call: Call) -> Outcome:
        """Announce the parcel, once for each job."""
        sent = (needed(call, "back_courier"), needed(call, "back_tracking"))
        return _announced(self.register(call), call, Direction.TO_CUSTOMER, sent)


def _announced(register: Register, call: Call, direction: Direction, sent: tuple[str, str]) -> Outcome:
    parcel = Parcel(call.job_id, number_of(call), direction, *sent, sent_on=today(call))
    announce_parcel(register, parcel, deed_of(call, parcel.case_number))
    return Outcome({"parcel_id": parcel.id})


class ParcelTrack(Local):
    """`parcel.track`: what looking the parcel up has shown, or its arrival.

    Inputs: `parcel_id`; `parcel_kind` (delivered, normal, problem, out_of_area, damaged_lost), and with the
    exceptions `parcel_problem` or `parcel_loss`. A parcel that no case announced is not tracked.
    """

    type = "parcel.track"

    def call(self, call: Call) -> Outcome:
        """Note where the parcel is."""
        parcel_id = optional(call, "parcel_id")
        if parcel_id is not None:
            register = self.register(call)
            state, deed = _state(call), deed_of(call, number_of(call))
            if register.get(Parcel, parcel_id).state not in SETTLED_PARCELS:
                track_parcel(register, parcel_id, state, deed)
        return Outcome({})


def _state(call: Call) -> ParcelState:
    kind = needed(call, "parcel_kind")
    exact = {"problem": "parcel_problem", "damaged_lost": "parcel_loss"}.get(kind)
    told = None if exact is None else optional(call, exact)
    states = {
        "delivered": ParcelState.SIGNED,
        "normal": ParcelState.UNDER_WAY,
        "out_of_area": ParcelState.OUT_OF_AREA,
        "problem": ParcelState(told or ParcelState.STUCK),
        "damaged_lost": ParcelState(told or ParcelState.LOST),
    }
    if kind not in states:
        raise InputUnknown(call.type, "parcel_kind", kind, ", ".join(states))
    return states[kind]


class ParcelInspect(Local):
    """`parcel.inspect`: what the inspection of returned goods has found.

    Inputs: `goods_state` (as_claimed, differs), `goods_way`; with a courier `parcel_id`; where they differ
    `difference` and `difference_note`; `goods_serial`, the number that the goods bear, and where known
    `serial_number`, the number of the claim: another number is no unit as claimed. A claim that named no
    unit is from now on the claim for this one. Output: `serial_number`.
    """

    type = "parcel.inspect"
    results = ("serial_number",)

    def call(self, call: Call) -> Outcome:
        """Note the finding on the parcel; what came without a courier is put on record now."""
        register = self.register(call)
        is_intact = needed(call, "goods_state") == "as_claimed"
        seen, claimed = optional(call, "goods_serial"), optional(call, "serial_number")
        if is_intact:
            expect_claimed(seen, claimed)
        found = needed(call, "goods_state") if is_intact else needed(call, "difference_note")
        deed = deed_of(call, number_of(call))
        inspect_parcel(register, _came(register, call), found, is_intact=is_intact, deed=deed)
        unit_id = claimed or seen
        if unit_id is None or is_wrong_unit(call):
            return Outcome({})
        name_unit(register, number_of(call), unit_id, deed)
        return Outcome({"serial_number": unit_id})


def is_wrong_unit(call: Call) -> bool:
    """Say whether another unit than the claimed one came back."""
    difference = call.variables.get("difference")
    differs = optional(call, "goods_state") == "differs"
    return differs and isinstance(difference, list | tuple) and "wrong_unit" in difference


class ParcelSettle(Local):
    """`parcel.settle`: a supervisor has settled with the customer what becomes of goods that differ.

    Inputs: `difference_decision` (refund, go_on, right_one and others), `goods_state`, `goods_way`,
    `difference`, `goods_serial`. Going on with another unit makes it the unit of the claim; waiting for the
    right one begins the inspection anew. Outputs: `goods_go_back`, whether goods that came are to be sent
    back; `serial_number`, or `goods_state` and `goods_serial`.
    """

    type = "parcel.settle"
    results = ("goods_go_back", "serial_number", "goods_state", "goods_serial")

    def call(self, call: Call) -> Outcome:
        """Move the claim to the unit that came, or wait for the one that was claimed."""
        decision = needed(call, "difference_decision")
        told: dict[str, object] = {"goods_go_back": decision not in _GOING_ON and _has_come(call)}
        if decision == "right_one":
            return Outcome({**told, "goods_state": "expected", "goods_serial": None})
        if decision not in _GOING_ON or not is_wrong_unit(call):
            return Outcome(told)
        seen, claimed = optional(call, "goods_serial"), optional(call, "serial_number")
        if seen is None:
            raise UnitUnnamed(claimed)
        number = number_of(call)
        correct_claim(self.register(call), number, seen, call.variables, deed_of(call, number))
        return Outcome({**told, "serial_number": seen})


def _has_come(call: Call) -> bool:
    """Say whether the goods came to us; those looked at in the customer's home have no way."""
    return optional(call, "goods_state") == "differs" and optional(call, "goods_way") is not None


def _came(register: Register, call: Call) -> str:
    parcel_id, way = optional(call, "parcel_id"), optional(call, "goods_way") or "store"
    if parcel_id is not None and way == COURIER:
        return parcel_id
    came_on = day_of(call, "received_on") or today(call)
    parcel = Parcel(call.job_id, number_of(call), Direction.TO_BRAND, way, "", sent_on=came_on)
    return announce_parcel(register, parcel, deed_of(call, parcel.case_number)).id
