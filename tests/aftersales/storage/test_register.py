"""Records are added, found page by page, and saved only by whom nobody has overtaken."""

import threading
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from aftersales import register_in
from aftersales.errors import AlreadyRegistered, PageLost
from aftersales.model.case import CaseKind
from aftersales.model.customer import Customer
from aftersales.model.stock import Part
from aftersales.model.visit import Visit, VisitState
from aftersales.ports.register import Either, Search
from aftersales.storage.table import column_type
from engine.errors import NotFound, VersionConflict
from engine.ports.store import Store
from tests.aftersales.build import DEED, NOW, registering

PART = Part("P-1", "主板", "Board", Decimal("180.50"), must_return=True)


def test_a_record_comes_back_as_it_was(database: Store) -> None:
    elsewhere = NOW.astimezone(timezone(timedelta(hours=8)))
    visit = Visit("v1", "WX-1", "wang", elsewhere, NOW + timedelta(microseconds=1), VisitState.ARRIVED)

    with registering(database) as register:
        register.add(PART, DEED)
        register.add(visit, DEED)

        assert register.get(Part, "P-1") == PART
        assert register.get(Visit, "v1") == visit
        assert register.get(Visit, "v1").begins_at.utcoffset() == timedelta(0)


def test_a_saved_record_has_the_next_version_and_both_values_on_record(database: Store) -> None:
    with registering(database) as register:
        register.add(PART, DEED)

        saved = register.save(replace(PART, price=Decimal("190.00")), DEED)

        assert saved.version == 2
        assert register.changes(kind=Part, key="P-1")[1].fields == {"price": ("180.50", "190.00")}


def test_saving_what_did_not_change_leaves_no_trace(database: Store) -> None:
    with registering(database) as register:
        register.add(PART, DEED)

        assert register.save(PART, DEED).version == 1
        assert len(register.changes()) == 1


def test_who_comes_second_is_told(database: Store) -> None:
    with registering(database) as register:
        register.add(PART, DEED)
        register.save(replace(PART, price=Decimal("190.00")), DEED)

        with pytest.raises(VersionConflict):
            register.save(replace(PART, price=Decimal("170.00")), DEED)


def test_what_is_there_is_not_added_again_and_the_transaction_goes_on(database: Store) -> None:
    with registering(database) as register:
        register.add(PART, DEED)

        with pytest.raises(AlreadyRegistered):
            register.add(PART, DEED)

        assert register.get(Part, "P-1") == PART


def test_what_is_not_there_is_not_found(database: Store) -> None:
    with registering(database) as register:
        assert register.look(Part, "P-9") is None
        with pytest.raises(NotFound):
            register.save(PART, DEED)
        with pytest.raises(PageLost):
            register.find(Part, Search(after="P-9"))


@pytest.mark.parametrize("sort", ["id", "-id", "name", "-created_at", "created_at"])
def test_pages_hold_everybody_once(database: Store, sort: str) -> None:
    with registering(database) as register:
        for number in range(7):
            born = NOW + timedelta(days=number // 2)
            register.add(Customer(f"C{number}", f"客户{number % 3}", born), DEED)
        seen: list[str] = []
        after: str | None = None
        while True:
            page = register.find(Customer, Search(sort=sort, after=after, limit=3))
            seen += [customer.id for customer in page.items]
            after = page.next_after
            if after is None:
                break

    assert sorted(seen) == [f"C{number}" for number in range(7)]
    assert len(seen) == 7


def test_a_search_narrows(database: Store) -> None:
    with registering(database) as register:
        for number in range(4):
            register.add(Customer(f"C{number}", f"客户{number}%", NOW + timedelta(days=number)), DEED)
        day = timedelta(days=1)

        between = register.find(
            Customer, Search(since={"created_at": NOW + day}, before={"created_at": NOW + 3 * day})
        )
        like = register.find(Customer, Search(like={"name": "3%"}))

    assert [customer.id for customer in between.items] == ["C1", "C2"]
    assert [customer.id for customer in like.items] == ["C3"]


def test_one_search_box_finds_in_any_of_its_ways(database: Store) -> None:
    with registering(database) as register:
        for number, name in enumerate(("Anna", "Bernd", "hannah", "50%")):
            register.add(Customer(f"C{number}", name, NOW), DEED)

    with database.read() as reader:
        found = register_in(reader)
        named = found.find(Customer, Search(either=Either("ANNA", ("name", "id"), {"id": ["C1"]})))
        escaped = found.find(Customer, Search(either=Either("%", ("name",))))
        among = found.find(Customer, Search(among={"id": ["C0", "C3", "C9"]}, limit=1))

    assert [customer.id for customer in named.items] == ["C0", "C1", "C2"]
    assert [customer.id for customer in escaped.items] == ["C3"]
    assert ([customer.id for customer in among.items], among.next_after) == (["C0"], "C0")


def test_who_only_reads_changes_nothing(database: Store) -> None:
    with database.read() as reader, pytest.raises(Exception, match=r"read.?only"):
        register_in(reader).add(PART, DEED)


def test_numbers_are_allotted_once_however_many_ask(database: Store) -> None:
    numbers: list[str] = []

    def ask() -> None:
        for _ in range(5):
            with database.begin() as tx:
                numbers.append(register_in(tx).next_number(CaseKind.REPAIR, date(2026, 11, 22)))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(numbers) == [f"WX-20261122-{number:04d}" for number in range(1, 21)]


def test_money_with_fractions_of_a_fen_is_not_stored(light: Store) -> None:
    with registering(light) as register, pytest.raises(Exception, match="whole fen"):
        register.add(replace(PART, price=Decimal("0.001")), DEED)


def test_a_moment_without_zone_is_not_stored(light: Store) -> None:
    naive = datetime(2026, 11, 22)  # noqa: DTZ001 - that is the point
    with registering(light) as register, pytest.raises(Exception, match="no time zone"):
        register.add(Customer("C1", "客户", naive), DEED)


def test_a_field_that_no_column_can_hold_is_refused() -> None:
    with pytest.raises(TypeError):
        column_type(dict)
