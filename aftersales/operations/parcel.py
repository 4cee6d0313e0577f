"""Keeps track of parcels both ways: announced, looked up, signed or lost, and what the inspection found."""

from dataclasses import replace

from aftersales.model.deed import Deed
from aftersales.model.handling import SETTLED_PARCELS, Parcel, ParcelSettled, ParcelState
from aftersales.ports.register import Register


def announce_parcel(register: Register, parcel: Parcel, deed: Deed) -> Parcel:
    """Note that a parcel was handed to a courier, once for each id."""
    return register.look(Parcel, parcel.id) or register.add(parcel, deed)


def track_parcel(register: Register, parcel_id: str, state: ParcelState, deed: Deed) -> Parcel:
    """Note where a parcel is; the moment of its signature is the moment of delivery.

    Raises:
        ParcelSettled: it was signed, damaged or lost before and cannot be anywhere else now.
    """
    parcel = register.get(Parcel, parcel_id)
    if parcel.state is state:
        return parcel
    if parcel.state in SETTLED_PARCELS:
        raise ParcelSettled(parcel, state)
    signed_at = deed.at if state is ParcelState.SIGNED else None
    return register.save(replace(parcel, state=state, signed_at=signed_at), deed)


def inspect_parcel(register: Register, parcel_id: str, found: str, *, is_intact: bool, deed: Deed) -> Parcel:
    """Note what the inspection of the goods found: who looked, and whether it is as it should be."""
    parcel = register.get(Parcel, parcel_id)
    if parcel.state not in SETTLED_PARCELS:
        parcel = track_parcel(register, parcel_id, ParcelState.SIGNED, deed)
    return register.save(
        replace(parcel, inspected_by=deed.actor, inspection=found, is_intact=is_intact), deed
    )
