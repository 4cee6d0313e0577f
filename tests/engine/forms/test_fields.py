"""Which variables a form writes, by its schema."""

import json

from engine.forms.files import JsonForms
from engine.ports.checking import Fields


def fields(**schema: object) -> Fields:
    return JsonForms().fields(json.dumps({"schema": {"type": "object", **schema}}).encode())


def test_fields_have_the_types_of_feel() -> None:
    found = fields(
        properties={
            "day": {"type": "string", "format": "date"},
            "count": {"type": "integer"},
            "sum": {"type": ["number", "null"]},
            "is_urgent": {"type": "boolean"},
            "photos": {"type": "array"},
            "unit": {"type": "object"},
            "anything": {},
        },
        additionalProperties=False,
    )

    assert found == Fields(
        {
            "day": "string",
            "count": "number",
            "sum": "number",
            "is_urgent": "boolean",
            "photos": "list",
            "unit": "context",
            "anything": None,
        },
        is_closed=True,
    )


def test_fields_of_conditions_belong_to_the_form() -> None:
    found = fields(
        properties={"state": {"type": "string"}},
        allOf=[
            {
                "if": {"properties": {"state": {"const": "late"}}},
                "then": {"properties": {"reason": {"type": "string"}}},
                "else": {"properties": {"reason": {"type": "number"}}},
            }
        ],
        unevaluatedProperties=False,
    )

    assert found == Fields({"state": "string", "reason": None}, is_closed=True)


def test_a_form_that_does_not_say_so_is_not_closed() -> None:
    assert fields(properties={}).is_closed is False
    assert fields(additionalProperties=False, allOf=[{"$ref": "#/$defs/more"}]).is_closed is False


def test_what_is_no_form_writes_nothing_that_is_known() -> None:
    for content in (b"{", b"[]", b'{"schema": 1}', b'{"schema": {"properties": [], "allOf": {}}}'):
        assert JsonForms().fields(content) == Fields({}, is_closed=False)
