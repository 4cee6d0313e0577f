"""FEEL to try out, and the clock."""

from api.access.caller import ClockMover, ModelReader, SignedInCaller, TheEngine
from api.exact_route import router
from api.routes.refused import CONFLICT
from api.wire.definition import EvaluateFeel, FeelView
from api.wire.operation import AdvanceClock, ClockView
from api.wire.variables import variables_from_wire
from engine import operations, queries
from engine.clock import VirtualClock
from engine.queries.values import to_wire

feel = router("/feel", "feel")
clock = router("/clock", "clock")


@feel.post("/evaluate", summary="Evaluate a FEEL expression")
def evaluate_feel(engine: TheEngine, caller: ModelReader, asked: EvaluateFeel) -> FeelView:
    """Try an expression; where FEEL gives null, `warnings` say why."""
    found = queries.evaluate_expression(engine, asked.expression, variables_from_wire(asked.variables))
    return FeelView(result=to_wire(found.value), warnings=list(found.warnings))


@clock.get("", summary="Read the clock")
def read_clock(engine: TheEngine, caller: SignedInCaller) -> ClockView:
    """Read what time it is for the engine, and whether its clock can be moved."""
    return ClockView(now=engine.clock.now(), is_virtual=isinstance(engine.clock, VirtualClock))


@clock.post("/advance", summary="Move the virtual clock", responses=CONFLICT)
def advance_clock(engine: TheEngine, caller: ClockMover, asked: AdvanceClock) -> ClockView:
    """Move the virtual clock forward; answers when everything due by then has run."""
    return ClockView(now=operations.advance_clock(engine, asked.by), is_virtual=True)
