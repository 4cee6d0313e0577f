"""Auditors find cases by variables compared in any way, by who acted, and by the decision rows that fired."""

from dataclasses import replace

import pytest

from engine.model.history import EventKind
from engine.model.query import Comparison, InstanceQuery, Paging, VariableTest
from engine.ports.store import Store
from tests.engine.storage.build import a_start, happened, saved

NUMBER, DATE = '{"$feel":["number","%s"]}', '{"$feel":["date","%s"]}'
# What is asked → the cases that hold it. c1 to c4 hold 5, 12.5, -3 and the text "7"; days and a note besides.
ASKED: list[tuple[VariableTest, set[str]]] = [
    (VariableTest("n", "5"), {"c1"}),
    (VariableTest("n", "5", Comparison.UNEQUAL), {"c2", "c3", "c4"}),
    (VariableTest("n", "5", Comparison.ABOVE), {"c2"}),
    (VariableTest("n", "5", Comparison.AT_LEAST), {"c1", "c2"}),
    (VariableTest("n", NUMBER % "12.5", Comparison.BELOW), {"c1", "c3"}),
    (VariableTest("n", NUMBER % "12.5", Comparison.AT_MOST), {"c1", "c2", "c3"}),
    (VariableTest("n", '"7"', Comparison.AT_LEAST), {"c4"}),
    (VariableTest("day", '"2026-03-02"', Comparison.ABOVE), {"c2"}),
    (VariableTest("day", DATE % "2026-03-02", Comparison.AT_MOST), {"c1", "c3"}),
    (VariableTest("note", '"不制冷"', Comparison.CONTAINS), {"c1"}),
    (VariableTest("note", '"50%"', Comparison.CONTAINS), {"c2"}),
    (VariableTest("missing", "5", Comparison.UNEQUAL), set()),
]


def found(store: Store, query: InstanceQuery) -> set[str]:
    with store.read() as reader:
        return {instance.id for instance in reader.instances(query, Paging()).items}


def test_variables_are_compared_as_numbers_days_and_texts(store: Store, subtests: pytest.Subtests) -> None:
    numbers = {"c1": "5", "c2": NUMBER % "12.5", "c3": "-3", "c4": '"7"'}
    days = {"c1": '"2026-03-02"', "c2": DATE % "2026-11-22", "c3": DATE % "2025-01-01"}
    notes = {"c1": '"空调不制冷，' + "很长" * 100 + '"', "c2": '"降价 50% 出售"'}
    for case, number in numbers.items():
        held = {(0, "n"): number, (0, "day"): days.get(case), (0, "note"): notes.get(case), (3, "n"): "5"}
        saved(store, replace(a_start(case), variables=held))

    for asked, expected in ASKED:
        with subtests.test(asked=asked):
            assert found(store, InstanceQuery(variables=(asked,))) == expected


def test_cases_are_found_by_who_acted_and_for_whom(store: Store) -> None:
    saved(store, replace(a_start("c1", happenings=[happened()]), actor="wang"))
    saved(store, replace(a_start("c2", happenings=[happened()]), actor="li", on_behalf_of="wang"))
    saved(store, a_start("c3", happenings=[happened()]))

    assert found(store, InstanceQuery(acted_by="wang")) == {"c1", "c2"}
    assert found(store, InstanceQuery(acted_by="li")) == {"c2", "c3"}


def test_cases_are_found_by_the_rows_that_fired(store: Store) -> None:
    def decided(*rules: str) -> dict[str, object]:
        table = {"id": "limits", "rules": [{"index": 1, "id": rule} for rule in rules]}
        return {"tables": [], "required": [{"tables": [table, table], "required": []}]}

    for case, rules in {"c1": ("row_1", "row_2"), "c2": ("row_2",)}.items():
        event = happened(EventKind.DECISION_EVALUATED, sealed=decided(*rules))
        saved(store, a_start(case, happenings=[event]))

    assert found(store, InstanceQuery(table_id="limits")) == {"c1", "c2"}
    assert found(store, InstanceQuery(table_id="limits", rule_id="row_1")) == {"c1"}
    assert found(store, InstanceQuery(table_id="others")) == set()
