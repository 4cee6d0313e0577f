"""What happens to a case when an operator cancels its process: it is closed, nothing it held stays held."""

from collections.abc import Sequence

from aftersales.model.case import Case, closed
from aftersales.model.deed import Deed
from aftersales.operations.lapse import goods_left, left_behind, let_lapse
from aftersales.ports.register import Register, RegisterOf
from engine.ports.cancelling import Cancelling
from engine.ports.runtime import ThrownMessage

OUTCOME = "broken_off"
WIND_UP = "case_broken_off"


class CaseBrokenOff:
    """Closes the case and lets lapse what it had set aside; what is left goes to a person by `wind_up`."""

    def __init__(self, register_of: RegisterOf) -> None:
        self._register_of = register_of

    def cancelled(self, cancelling: Cancelling) -> Sequence[ThrownMessage]:
        """Close the instance's cases."""
        register = self._register_of(cancelling.transaction)
        cases = register.all(Case, instance_id=cancelling.instance.id)
        found = [_break_off(register, case, cancelling) for case in cases if not case.is_closed]
        return [message for message in found if message is not None]


def _break_off(register: Register, case: Case, cancelling: Cancelling) -> ThrownMessage | None:
    deed = Deed(cancelling.actor, cancelling.at, case.id, cancelling.reason)
    let_lapse(register, case.id, deed)
    register.save(closed(register.get(Case, case.id), outcome=OUTCOME, at=cancelling.at), deed)
    left = left_behind(register, case.id)
    if not left:
        return None
    variables = {
        "caseNumber": case.id,
        "cancellation_reason": cancelling.reason,
        "left_behind": "\n".join(f"{zh}\n{en}" for zh, en in left),
        "has_goods_left": any(goods_left(register, case.id)),
    }
    return ThrownMessage(WIND_UP, None, case.id, variables)
