"""Who listens to a cancellation frees what the instance holds, in the same transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from engine import operations, queries
from engine.bootstrap import Engine
from engine.model.actor import Actor
from engine.model.instance import InstanceState
from engine.model.query import InstanceQuery, Paging, RowQuery
from engine.operations.errors import ReasonMissing
from engine.ports.cancelling import Cancelling
from engine.ports.runtime import ThrownMessage
from tests.engine.operations.conftest import ANN, BEGINNING, deploy, only_task
from tests.engine.operations.models import WAITS_FOR_PARCEL, flow, model

ALL = Paging()
TIDIED = model(
    '<bpmn:startEvent id="begin"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>'
    '<bpmn:userTask id="tidy"/>' + flow("begin", "tidy"),
    key="tidying",
    outside='<bpmn:message id="m" name="left_behind"/>',
)


class CannotBeFreed(Exception):
    """What the instance holds cannot be freed."""


@dataclass
class Listener:
    """Remembers what it was told, and tells what it is given to tell."""

    messages: Sequence[ThrownMessage] = ()
    told: list[Cancelling] = field(default_factory=list)
    refuses: bool = False

    def cancelled(self, cancelling: Cancelling) -> Sequence[ThrownMessage]:
        self.told.append(cancelling)
        if self.refuses:
            raise CannotBeFreed
        return self.messages


def a_case(engine: Engine, *listeners: Listener) -> str:
    deploy(engine, WAITS_FOR_PARCEL, TIDIED)
    engine.cancel_listeners = listeners
    case = operations.start_instance(engine, "p", actor=ANN, variables={"number": "SF1"}, business_key="WX-1")
    return case.id


def test_every_listener_is_told_who_cancels_what_and_why(engine: Engine) -> None:
    one, two = Listener(), Listener()
    case = a_case(engine, one, two)

    operations.cancel_instance(engine, case, actor=Actor("li"), reason="entered twice")

    (told,) = one.told
    assert (told.actor, told.reason, told.at) == ("li", "entered twice", BEGINNING)
    assert (told.instance.id, told.instance.business_key) == (case, "WX-1")
    assert two.told == one.told


def test_what_a_listener_sends_starts_a_process(engine: Engine) -> None:
    case = a_case(engine, Listener([ThrownMessage("left_behind", None, "WX-1", {"loan_unit": "Z-9"})]))

    operations.cancel_instance(engine, case, actor=ANN, reason="entered twice")

    assert queries.instance(engine, case).state is InstanceState.CANCELLED
    (tidying,) = queries.instances(engine, InstanceQuery(state=InstanceState.ACTIVE), ALL).items
    assert (tidying.process_key, tidying.business_key) == ("tidying", "WX-1")
    assert queries.variables(engine, tidying.id)["loan_unit"] == "Z-9"
    assert only_task(engine, tidying.id).element_id == "tidy"


def test_a_case_goes_on_where_a_listener_cannot_free_it(engine: Engine) -> None:
    case = a_case(engine, Listener(refuses=True))

    with pytest.raises(CannotBeFreed):
        operations.cancel_instance(engine, case, actor=ANN, reason="entered twice")

    assert queries.instance(engine, case).state is InstanceState.ACTIVE
    assert len(queries.message_waits(engine, RowQuery(instance_id=case), ALL).items) == 1


def test_nobody_is_told_of_a_cancellation_without_reason(engine: Engine) -> None:
    listener = Listener()
    case = a_case(engine, listener)

    with pytest.raises(ReasonMissing):
        operations.cancel_instance(engine, case, actor=ANN, reason=" ")

    assert listener.told == []
