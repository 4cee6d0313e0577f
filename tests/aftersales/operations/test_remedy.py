"""One claim never gets two remedies, and the register says at any time who has which unit."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftersales.errors import RegisterRefusal
from aftersales.model.entitlement import start_of
from aftersales.model.product import Category, Product
from aftersales.model.remedy import Remedy, RemedyKind, RemedyNotGranted, RemedyState, RemedyTaken
from aftersales.model.unit import Unit, UnitGone, UnitNotNew, UnitState
from aftersales.operations.exchange import expect_new, give_new_unit, note_faulty, take_back
from aftersales.operations.remedy import fulfil_remedy, grant_remedy, name_unit, remedy_of, withdraw_remedy
from aftersales.ports.register import Register
from engine.ports.store import Store
from tests.aftersales.build import DEED, registering
from tests.aftersales.memory import in_memory

EXCHANGE, REFUND = RemedyKind.EXCHANGE, RemedyKind.REFUND
OLD = Unit("S1", "KF-42A", customer_id="C1", invoice_on=date(2025, 1, 18), invoice_price=Decimal("399.00"))
TODAY = date(2026, 3, 9)


def test_a_unit_is_exchanged_or_refunded_never_both(database: Store) -> None:
    with registering(database) as register:
        register.add(OLD, DEED)
        grant_remedy(register, "HH-1", "S1", EXCHANGE, DEED)

        with pytest.raises(RemedyTaken):
            grant_remedy(register, "TH-1", "S1", REFUND, DEED)

        give_new_unit(register, "HH-1", "S1", Unit("S2", "KF-42A"), TODAY, DEED)
        with pytest.raises(RemedyTaken):
            grant_remedy(register, "TH-1", "S1", REFUND, DEED)
        with pytest.raises(RemedyTaken):
            grant_remedy(register, "HH-1", "S1", REFUND, DEED)


def test_a_unit_that_is_only_seen_when_it_comes_back_has_one_remedy_too() -> None:
    with in_memory() as register:
        for case in ("TH-1", "TH-2"):
            grant_remedy(register, case, None, REFUND, DEED)
        name_unit(register, "TH-1", "S1", DEED)
        name_unit(register, "TH-1", "S1", DEED)

        with pytest.raises(RemedyTaken):
            name_unit(register, "TH-2", "S1", DEED)

        withdraw_remedy(register, "TH-1", DEED)
        name_unit(register, "TH-2", "S1", DEED)
        found = remedy_of(register, "TH-2")
        assert found is not None
        assert found.unit_id == "S1"


def test_until_it_is_carried_out_the_customer_may_choose_anew() -> None:
    with in_memory() as register:
        grant_remedy(register, "HH-1", "S1", EXCHANGE, DEED)

        changed = grant_remedy(register, "HH-1", "S1", REFUND, DEED)

        assert (changed.kind, changed.state) == (REFUND, RemedyState.GRANTED)
        assert grant_remedy(register, "HH-1", "S1", REFUND, DEED) == changed


def test_what_lapsed_can_be_granted_to_another_case() -> None:
    with in_memory() as register:
        grant_remedy(register, "TH-1", "S1", REFUND, DEED)
        withdraw_remedy(register, "TH-1", DEED)

        granted = grant_remedy(register, "HH-1", "S1", EXCHANGE, DEED)

        assert (granted.case_number, granted.state) == ("HH-1", RemedyState.GRANTED)


def test_what_lapsed_does_not_come_back_where_another_case_settles_the_claim() -> None:
    with in_memory() as register:
        grant_remedy(register, "TH-1", None, REFUND, DEED)
        name_unit(register, "TH-1", "S1", DEED)
        withdraw_remedy(register, "TH-1", DEED)
        grant_remedy(register, "HH-1", "S1", EXCHANGE, DEED)

        for unit in (None, "S1"):
            with pytest.raises(RemedyTaken, match="HH-1"):
                grant_remedy(register, "TH-1", unit, REFUND, DEED)


def test_a_case_without_a_unit_has_one_remedy_too() -> None:
    with in_memory() as register:
        grant_remedy(register, "TH-1", None, REFUND, DEED)
        take_back(register, "TH-1", "S1", DEED)

        with pytest.raises(RemedyTaken):
            grant_remedy(register, "TH-1", None, EXCHANGE, DEED)
        with pytest.raises(RemedyTaken):  # the unit became known at the inspection
            grant_remedy(register, "HH-1", "S1", EXCHANGE, DEED)


def test_a_unit_that_the_customer_does_not_have_gets_nothing() -> None:
    with in_memory() as register:
        register.add(replace(OLD, state=UnitState.SCRAPPED), DEED)

        with pytest.raises(UnitGone):
            grant_remedy(register, "TH-1", "S1", REFUND, DEED)


def test_nothing_is_carried_out_that_was_not_granted() -> None:
    with in_memory() as register:
        grant_remedy(register, "TH-1", "S1", REFUND, DEED)

        with pytest.raises(RemedyNotGranted):
            give_new_unit(register, "TH-1", "S1", Unit("S2", "KF-42A"), TODAY, DEED)
        with pytest.raises(RemedyNotGranted):
            take_back(register, "HH-1", "S1", DEED)


def test_the_new_unit_takes_the_old_one_s_place_and_its_warranty_begins_anew(database: Store) -> None:
    with registering(database) as register:
        register.add(OLD, DEED)
        grant_remedy(register, "HH-1", "S1", EXCHANGE, DEED)

        new = give_new_unit(register, "HH-1", "S1", Unit("S2", "KF-42A"), TODAY, DEED)

        cooker = Product("KF-42A", Category.SMALL_APPLIANCE, "电饭煲", "Rice cooker", 12, 12, 6)
        begins = start_of(new, cooker)
        assert begins is not None
        assert begins[1] == TODAY
        assert (new.replaces, new.customer_id, new.invoice_price) == ("S1", "C1", Decimal("399.00"))
        assert register.get(Unit, "S1").state is UnitState.EXCHANGED
        # The new unit is a claim of its own.
        assert grant_remedy(register, "TH-2", "S2", REFUND, DEED).id == "unit:S2"


def test_another_model_has_the_price_that_was_found_or_none() -> None:
    with in_memory() as register:
        register.add(OLD, DEED)
        grant_remedy(register, "HH-1", "S1", EXCHANGE, DEED)

        new = give_new_unit(register, "HH-1", "S1", Unit("S2", "KF-50A"), TODAY, DEED)

        assert new.invoice_price is None


def test_only_a_new_unit_is_given_in_exchange() -> None:
    with in_memory() as register:
        register.add(OLD, DEED)
        note_faulty(register, Unit("S3", "KF-42A"), DEED)

        for known in ("S1", "S3"):
            with pytest.raises(UnitNotNew):
                expect_new(register, known)
        expect_new(register, "S2")


STEPS = st.lists(
    st.tuples(
        st.sampled_from("geftw"), st.integers(0, 2), st.integers(0, 1), st.sampled_from(list(RemedyKind))
    ),
    max_size=20,
)


def taken(register: Register, step: tuple[str, int, int, RemedyKind], number: int) -> None:
    verb, case, unit, kind = step
    name, unit_id = f"HH-{case}", f"S{unit}"
    try:
        with register.whole():
            match verb:
                case "g":
                    grant_remedy(register, name, unit_id, kind, DEED)
                case "e":
                    give_new_unit(register, name, unit_id, Unit(f"N{number}", "KF-42A"), TODAY, DEED)
                case "f":
                    fulfil_remedy(register, name, unit_id, kind, DEED)
                case "t":
                    take_back(register, name, unit_id, DEED)
                case _:
                    withdraw_remedy(register, name, DEED)
    except RegisterRefusal:
        return


@settings(max_examples=60, deadline=timedelta(seconds=2))
@given(steps=STEPS)
def test_no_path_gives_two_remedies_for_one_claim(steps: list[tuple[str, int, int, RemedyKind]]) -> None:
    with in_memory() as register:
        for number, step in enumerate(steps):
            taken(register, step, number)

        done = [r for r in register.all(Remedy) if r.state is RemedyState.FULFILLED]
        assert len({r.unit_id for r in done}) == len(done)
        for remedy in done:
            changes = register.changes(kind=Remedy, key=remedy.id)
            states = [change.fields.get("state", (None, None))[1] for change in changes]
            assert states.count("fulfilled") == 1
            assert remedy_of(register, remedy.case_number) == remedy
