"""Which law bounds an automatic decision, for the record of a case: the figure, the floor and the article."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from aftersales.law.bounds import LegalBound, Told, bounds
from aftersales.law.floor import Rule, law, rules
from engine import decisions


def legal_notes(record: Mapping[str, Any], on: date) -> list[Told]:
    """Return a sentence for each figure of a decision that the law bounds; `on` is the day it was made."""
    found: dict[str, Told] = {}
    for name, note in _of_record(record, on):
        # The decision's own table comes first; the tables that it asked would only say it again.
        found.setdefault(name, note)
    return list(found.values())


def _of_record(record: Mapping[str, Any], on: date) -> Iterator[tuple[str, Told]]:
    decision = record.get("decision", {}).get("id")
    for bound in bounds():
        if bound.bound.decision == decision:
            yield from ((bound.name.zh, note) for note in _note(bound, record, on))
    for required in record.get("required", ()):
        yield from _of_record(required, on)


def _note(bound: LegalBound, record: Mapping[str, Any], on: date) -> Iterator[Told]:
    inputs = {name: decisions.from_json(value) for name, value in record.get("inputs", {}).items()}
    due, rule = _due(bound, inputs, on)
    given = _given(bound, inputs, decisions.from_json(record.get("value")))
    if due is None or given is None or rule is None:
        return
    ours, floor = bound.figure(given), bound.figure(due)
    name = bound.name.en[:1].upper() + bound.name.en[1:]
    yield Told(
        f"{bound.name.zh}：{ours.zh}；法律下限：{floor.zh}（{rule.source_zh}）。",
        f"{name}: {ours.en}; the law asks for {floor.en} ({rule.source_en}).",
    )


def _due(bound: LegalBound, inputs: Mapping[str, object], on: date) -> tuple[object, Rule | None]:
    info = next(each for each in law().decisions if each.id == bound.bound.limit)
    given = {name: _value(bound.bound.inputs.get(name, name), inputs) for name in info.inputs}
    found = law().evaluate(info.id, {**given, "on": given.get("on") or on})
    held = {row for table in found.record.tables for _, row in table.rules}
    holding = [rule for rule in rules() if rule.topic == info.id and rule.id in held]
    stated = [rule for rule in holding if rule.value == found.value] or holding
    return found.value, stated[0] if stated else None


def _given(bound: LegalBound, inputs: Mapping[str, object], value: object) -> object:
    # A table with one output gives it without its name.
    figure = decisions.compile_expression(bound.bound.figure)
    outputs = value if isinstance(value, dict) else dict.fromkeys(figure.free_names - inputs.keys(), value)
    return figure.evaluate({**inputs, **outputs, "result": value}).value


def _value(text: str, inputs: Mapping[str, object]) -> object:
    return decisions.compile_expression(text).evaluate(inputs).value
