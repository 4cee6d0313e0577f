"""Decisions as people read them, and what differs between two versions, on the wire."""

from typing import Annotated

from pydantic import Field

from api.wire.scalar import Id, Request, View
from engine.model.comparison import Difference


class ColumnView(View):
    """A column of a decision table."""

    label: str = Field(examples=["渠道"])
    label_en: str | None = Field(examples=["channel"])
    expression: str = Field(
        description="What an input column asks; the name of what an output column answers.",
        examples=["channel"],
    )
    type: str | None = Field(examples=["string"])
    values: str | None = Field(description="Those allowed.", examples=['"hotline", "online"'])


class RowView(View):
    """A row of a decision table."""

    id: str = Field(examples=["return_policy_rule_2"])
    inputs: list[str] = Field(description="`-` or empty: holds for everything.", examples=[['"other"']])
    outputs: list[str] = Field(examples=[['duration("PT1H")']])
    notes: list[str] = Field(examples=[["其他渠道 / other channels"]])


class TableView(View):
    """A decision table with its cells as they are written."""

    id: str = Field(examples=["return_policy_table"])
    hit_policy: str = Field(examples=["UNIQUE"])
    aggregation: str | None = Field(examples=[None])
    inputs: list[ColumnView]
    outputs: list[ColumnView]
    rows: list[RowView]


class OutlineView(View):
    """A decision or a knowledge model: a table, or the text of its expression."""

    id: str = Field(examples=["return_policy"])
    name: str = Field(examples=["退货时限"])
    name_en: str | None = Field(examples=["Time limits of a return"])
    is_decision: bool = Field(description="False: a function that decisions call.", examples=[True])
    requires: list[str] = Field(examples=[["channel"]])
    table: TableView | None
    text: str | None = Field(examples=[None])


class Versions(Request):
    """Which two versions, by their ids."""

    old: Annotated[Id, Field(examples=["repair:1"])]
    new: Annotated[Id, Field(examples=["repair:2"])]


class AttributeView(View):
    """One attribute that differs; null where a version does not say it."""

    name: str = Field(examples=["user_task.due_at"])
    old: str | None = Field(examples=['=now() + duration("PT4H")'])
    new: str | None = Field(examples=['=now() + duration("PT2H")'])


class DifferingView(View):
    """One element, decision row or field that differs."""

    id: str = Field(examples=["check_report"])
    kind: str = Field(examples=["userTask"])
    name: str | None = Field(examples=["核对报修"])
    name_en: str | None = Field(examples=["Check the report"])
    difference: Difference = Field(examples=["changed"])
    attributes: list[AttributeView]
