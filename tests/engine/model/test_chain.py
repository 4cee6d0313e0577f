"""Any single change of an instance's record is found, and where."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from engine.model.chain import Links, canonical, first_link, link, seal_of, verify_chain
from engine.model.history import EventKind, Happening, HistoryEvent

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SALT = b"s" * 16


def a_record(length: int) -> list[HistoryEvent]:
    events: list[HistoryEvent] = []
    previous = first_link("i1")
    for number in range(1, length + 1):
        sealed = {"name": number} if number % 2 else None
        event = HistoryEvent(
            "i1",
            number,
            NOW + timedelta(microseconds=number),
            "li",
            None,
            EventKind.ELEMENT_ENTERED,
            f"e{number}",
            number,
            "repair:1",
            {"n": number},
            sealed,
            is_erased=False,
            hash="",
            seal=seal_of(SALT, canonical(sealed)) if sealed else None,
            salt=SALT.hex() if sealed else None,
        )
        event = replace(event, hash=link(previous, event))
        previous = event.hash
        events.append(event)
    return events


def found(events: list[HistoryEvent], whole: list[HistoryEvent]) -> int | None:
    broken = verify_chain("i1", events, last_event=len(whole), last_hash=whole[-1].hash)
    return None if broken is None else broken.number


MUTATIONS: dict[str, object] = {
    "instance_id": "i2",
    "number": 99,
    "at": NOW - timedelta(days=1),
    "actor": "somebody",
    "on_behalf_of": "boss",
    "kind": EventKind.TASK_CLAIMED,
    "element_id": None,
    "token": None,
    "definition_id": "repair:2",
    "detail": {"n": "other"},
    "hash": "0" * 64,
    "seal": "0" * 64,
}

places = st.integers(1, 8).flatmap(lambda length: st.tuples(st.just(length), st.integers(0, length - 1)))


@given(st.integers(1, 12))
def test_a_whole_record_holds(length: int) -> None:
    record = a_record(length)

    assert found(record, record) is None


@given(places, st.sampled_from(sorted(MUTATIONS)))
def test_a_changed_event_is_found_where_it_is(place: tuple[int, int], field: str) -> None:
    length, index = place
    record = a_record(length)

    changed = [*record]
    changed[index] = replace(record[index], **{field: MUTATIONS[field]})  # type: ignore[arg-type] # by name

    assert found(changed, record) == index + 1


@given(places)
def test_a_changed_sealed_part_is_found(place: tuple[int, int]) -> None:
    length, index = place
    record = a_record(length)

    record_with = [*record]
    record_with[index] = replace(record[index], sealed={"name": "other"})

    assert found(record_with, record) == index + 1


@given(places)
def test_a_removed_event_is_found(place: tuple[int, int]) -> None:
    length, index = place
    record = a_record(length)

    assert found(record[:index] + record[index + 1 :], record) == index + 1


@given(places)
def test_an_inserted_event_is_found(place: tuple[int, int]) -> None:
    length, index = place
    record = a_record(length)

    assert found([*record[: index + 1], record[index], *record[index + 1 :]], record) == index + 2


@given(st.integers(2, 8).flatmap(lambda n: st.tuples(st.just(n), st.permutations(range(n)))))
def test_reordered_events_are_found(case: tuple[int, list[int]]) -> None:
    length, order = case
    record = a_record(length)
    reordered = [record[index] for index in order]

    first_wrong = next((i + 1 for i, index in enumerate(order) if i != index), None)
    assert found(reordered, record) == first_wrong


@given(places)
def test_a_record_cut_off_at_the_end_is_found(place: tuple[int, int]) -> None:
    length, index = place
    record = a_record(length)

    assert found(record[:index], record) == index + 1


@given(places)
def test_erased_events_do_not_break_the_chain(place: tuple[int, int]) -> None:
    length, index = place
    record = a_record(length)

    erased = [*record]
    erased[index] = replace(record[index], sealed=None, salt=None, is_erased=record[index].seal is not None)

    assert found(erased, record) is None


def test_a_forged_record_of_another_instance_is_found() -> None:
    record = a_record(3)

    broken = verify_chain("i2", [replace(event, instance_id="i2") for event in record])

    assert broken is not None
    assert broken.number == 1


texts = st.none() | st.text()


@given(st.text(), texts, texts, texts, texts, st.none() | st.integers(0))
def test_the_links_of_a_step_are_those_that_the_check_computes(
    instance: str,
    on_behalf_of: str | None,
    element: str | None,
    definition: str | None,
    seal: str | None,
    token: int | None,
) -> None:
    happening = Happening(EventKind.VARIABLES_SET, element, token, definition)
    event = HistoryEvent(
        instance,
        7,
        NOW,
        "李",
        on_behalf_of,
        happening.kind,
        element,
        token,
        definition,
        {"n": [1]},
        None,
        is_erased=False,
        hash="",
        seal=seal,
    )

    linked = Links(instance, NOW, "李", on_behalf_of).link("0" * 64, 7, happening, '{"n":[1]}', seal)

    assert linked == link("0" * 64, event)
