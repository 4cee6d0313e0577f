"""What operators do with instances: suspend, resume, cancel, modify, set variables."""

from collections.abc import Mapping
from dataclasses import replace

from engine.model.actor import Actor
from engine.model.history import EventKind, Happening
from engine.model.instance import InstanceState
from engine.operations.errors import InstanceNotSuspended, InstanceSuspended, ReasonMissing
from engine.operations.operation import on_instance
from engine.operations.work import Work
from engine.ports.cancelling import Cancelling
from engine.ports.engine import Engine


def suspend_instance(engine: Engine, instance_id: str, *, actor: Actor, reason: str) -> None:
    """Stop an instance: its tasks cannot be completed, its timers and jobs wait."""
    _need(reason)

    def play(work: Work) -> None:
        if work.before.state is InstanceState.SUSPENDED:
            raise InstanceSuspended(work.before)
        work.change.instance = replace(work.before, state=InstanceState.SUSPENDED)
        work.tx.rest(instance_id)
        work.happened(EventKind.INSTANCE_SUSPENDED, detail={"reason": reason})

    on_instance(engine, instance_id, actor, play)


def resume_instance(engine: Engine, instance_id: str, *, actor: Actor) -> None:
    """Let a suspended instance go on; what fell due meanwhile runs now."""

    def play(work: Work) -> None:
        if work.before.state is not InstanceState.SUSPENDED:
            raise InstanceNotSuspended(work.before)
        work.change.instance = replace(work.before, state=InstanceState.ACTIVE)
        work.tx.rouse(instance_id)
        work.happened(EventKind.INSTANCE_RESUMED)

    on_instance(engine, instance_id, actor, play, even_if_suspended=True)
    engine.wake()


def cancel_instance(engine: Engine, instance_id: str, *, actor: Actor, reason: str) -> None:
    """End an instance where it stands; what it holds outside the engine is freed with it."""
    _need(reason)

    def play(work: Work) -> None:
        work.change.happenings.append(_because(reason))
        work.live.cancel(work.step)
        told = Cancelling(work.before, actor.id, reason, work.change.at, work.tx)
        for listener in engine.cancel_listeners:
            work.step.messages.extend(listener.cancelled(told))

    on_instance(engine, instance_id, actor, play, even_if_suspended=True)


def modify_instance(
    engine: Engine, instance_id: str, *, token: int, to_element: str, actor: Actor, reason: str
) -> None:
    """Move a token to another element of the same scope."""
    _need(reason)

    def play(work: Work) -> None:
        work.change.happenings.append(_because(reason))
        work.live.move(work.step, token, to_element)

    on_instance(engine, instance_id, actor, play)


def set_variables(
    engine: Engine,
    instance_id: str,
    *,
    variables: Mapping[str, object],
    actor: Actor,
    reason: str,
    scope: int = 0,
) -> None:
    """Correct variables by hand; conditional events are looked at again."""
    _need(reason)

    def play(work: Work) -> None:
        work.change.happenings.append(_because(reason))
        work.live.set_variables(work.step, variables, scope=scope)

    on_instance(engine, instance_id, actor, play)


def _need(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing


def _because(reason: str) -> Happening:
    return Happening(EventKind.INSTANCE_MODIFIED, detail={"reason": reason})
