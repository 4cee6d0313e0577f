"""Process instances: start, find, look into, and operate on them."""

from typing import Annotated

from fastapi import Query

from aftersales.model.contact import variables_without_contacts
from api.access.caller import CaseReader, CaseStarter, Operator, TheEngine
from api.access.contacts import sees_contacts_in
from api.exact_route import router
from api.routes.event_view import event_page
from api.routes.precondition import ExpectedVersion, OnceOnly, require_version
from api.routes.refused import CHANGED, EDITED, FOUND
from api.wire.instance import (
    GiveReason,
    InstanceFilter,
    InstanceView,
    ModifyInstance,
    ScopeView,
    SetVariables,
    StartInstance,
    TokenView,
)
from api.wire.operation import EventView
from api.wire.page import ListFilter, PageView, page_of
from api.wire.scalar import InstanceId
from api.wire.variables import variables_from_wire, variables_to_wire
from engine import operations, queries
from engine.model.query import EventQuery

routes = router("/process-instances", "process-instances")


@routes.post("", summary="Start an instance", status_code=201, responses=CHANGED)
def start_instance(
    engine: TheEngine, caller: CaseStarter, asked: StartInstance, once: OnceOnly
) -> InstanceView:
    """Start the newest version of a process, or a given one, at its blank start event."""
    given = asked.model_dump() | {"variables": variables_from_wire(asked.variables), "actor": caller.actor}
    started = once(asked, lambda: operations.start_instance(engine, **given))
    return InstanceView.model_validate(started)


@routes.get("", summary="List instances")
def list_instances(
    engine: TheEngine, caller: CaseReader, asked: Annotated[InstanceFilter, Query()]
) -> PageView[InstanceView]:
    """List instances, by the values of their variables too. Sort by started_at or ended_at."""
    found = queries.instances(engine, asked.query(engine.codec), asked.paging())
    return page_of(found, InstanceView.model_validate)


@routes.get("/{instance_id}", summary="Read an instance", responses=FOUND)
def read_instance(engine: TheEngine, caller: CaseReader, instance_id: InstanceId) -> InstanceView:
    """Read one instance."""
    return InstanceView.model_validate(queries.instance(engine, instance_id))


@routes.get("/{instance_id}/tokens", summary="Say where an instance stands", responses=FOUND)
def list_tokens(engine: TheEngine, caller: CaseReader, instance_id: InstanceId) -> list[TokenView]:
    """List the tokens: which elements wait, and for what."""
    return [TokenView.model_validate(token) for token in queries.tokens(engine, instance_id)]


@routes.get("/{instance_id}/variables", summary="Read an instance's variables", responses=FOUND)
def read_variables(engine: TheEngine, caller: CaseReader, instance_id: InstanceId) -> list[ScopeView]:
    """Read the variables of every scope; 0 is the outermost.

    Who need not reach the customer sees no whole telephone number and no street.
    """
    found = queries.scopes(engine, instance_id)
    if not sees_contacts_in(engine, caller, instance_id):
        found = {scope: variables_without_contacts(values) for scope, values in found.items()}
    return [ScopeView(scope=scope, variables=variables_to_wire(values)) for scope, values in found.items()]


@routes.put("/{instance_id}/variables", summary="Correct variables", status_code=204, responses=EDITED)
def set_variables(
    engine: TheEngine,
    caller: Operator,
    instance_id: InstanceId,
    asked: SetVariables,
    version: ExpectedVersion,
) -> None:
    """Correct variables by hand, with the reason for it; conditional events are looked at again."""
    _expect(engine, instance_id, version)
    operations.set_variables(
        engine,
        instance_id,
        variables=variables_from_wire(asked.variables),
        actor=caller.actor,
        reason=asked.reason,
        scope=asked.scope,
    )


@routes.get("/{instance_id}/history", summary="Read an instance's record", responses=FOUND)
def read_instance_history(
    engine: TheEngine, caller: CaseReader, instance_id: InstanceId, asked: Annotated[ListFilter, Query()]
) -> PageView[EventView]:
    """Read what happened, in order: who, when, what, from which value to which."""
    is_plain = sees_contacts_in(engine, caller, instance_id)
    found = queries.events(engine, EventQuery(instance_id=instance_id), asked.paging())
    return event_page(engine, found, is_plain=is_plain)


@routes.post("/{instance_id}/suspend", summary="Suspend an instance", status_code=204, responses=EDITED)
def suspend_instance(
    engine: TheEngine, caller: Operator, instance_id: InstanceId, asked: GiveReason, version: ExpectedVersion
) -> None:
    """Stop an instance: its tasks cannot be completed, its timers and jobs wait."""
    _expect(engine, instance_id, version)
    operations.suspend_instance(engine, instance_id, actor=caller.actor, reason=asked.reason)


@routes.post("/{instance_id}/resume", summary="Resume an instance", status_code=204, responses=EDITED)
def resume_instance(
    engine: TheEngine, caller: Operator, instance_id: InstanceId, version: ExpectedVersion
) -> None:
    """Let a suspended instance go on; what fell due meanwhile runs now."""
    _expect(engine, instance_id, version)
    operations.resume_instance(engine, instance_id, actor=caller.actor)


@routes.post("/{instance_id}/cancel", summary="Cancel an instance", status_code=204, responses=EDITED)
def cancel_instance(
    engine: TheEngine, caller: Operator, instance_id: InstanceId, asked: GiveReason, version: ExpectedVersion
) -> None:
    """End an instance where it stands."""
    _expect(engine, instance_id, version)
    operations.cancel_instance(engine, instance_id, actor=caller.actor, reason=asked.reason)


@routes.post("/{instance_id}/modify", summary="Move a token", status_code=204, responses=EDITED)
def modify_instance(
    engine: TheEngine,
    caller: Operator,
    instance_id: InstanceId,
    asked: ModifyInstance,
    version: ExpectedVersion,
) -> None:
    """Move a token to another element of its scope, with the reason for it."""
    _expect(engine, instance_id, version)
    operations.modify_instance(engine, instance_id, actor=caller.actor, **asked.model_dump())


def _expect(engine: TheEngine, instance_id: str, version: int | None) -> None:
    if version is not None:
        found = queries.instance(engine, instance_id).version
        require_version("instance", instance_id, expected=version, found=found)
