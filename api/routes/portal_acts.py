"""What customers may still do with a case: what its process hears, as far as the policy allows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from aftersales.model.case import Case
from aftersales.queries.steps import Step
from engine import queries
from engine.bootstrap import Engine
from engine.errors import NotFound
from engine.model.query import Paging, RowQuery

_POLICY: Final = "customer_acts"
_EVERYTHING: Final = Paging(limit=100)

Message = Literal["urged", "cancelled"]


@dataclass(frozen=True, slots=True)
class Acts:
    """Whether a case may be urged on and cancelled; what the policy says where it may not."""

    may_urge: bool
    may_cancel: bool
    zh: str = ""
    en: str = ""

    def allows(self, message: Message) -> bool:
        """Say whether the customer may send a message to the case."""
        return self.may_urge if message == "urged" else self.may_cancel


def acts_of(engine: Engine, case: Case, steps: Sequence[Step]) -> Acts:
    """Return what the customer of a case may do at the step where they see it."""
    heard = set() if case.is_closed else _heard(engine, case)
    allowed = _allowed(engine, case, steps)
    return Acts(
        may_urge=f"{case.process_key}_urged" in heard and allowed.get("may_urge") is not False,
        may_cancel=f"{case.process_key}_cancelled" in heard and allowed.get("may_cancel") is not False,
        zh=str(allowed.get("text_zh") or ""),
        en=str(allowed.get("text_en") or ""),
    )


def _allowed(engine: Engine, case: Case, steps: Sequence[Step]) -> Mapping[str, Any]:
    here = next((step.id for step in steps if step.state == "current"), "closed")
    asked = {"case_kind": case.process_key, "customer_step": here}
    try:
        decided = queries.evaluate_decision(engine, _POLICY, asked).value
    except NotFound:
        # A brand that runs its own models may have no such policy: then the process alone decides.
        return {}
    return decided if isinstance(decided, Mapping) else {}


def _heard(engine: Engine, case: Case) -> set[str]:
    asked = RowQuery(instance_id=case.instance_id)
    return {wait.message for wait in queries.message_waits(engine, asked, _EVERYTHING).items}
