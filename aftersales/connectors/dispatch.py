"""The connectors of dispatch: who could make a visit, and whether the chosen technician may."""

from dataclasses import replace

from aftersales.connectors.local import Local
from aftersales.connectors.reading import (
    case_of,
    deed_of,
    needed,
    optional,
    today,
)
from aftersales.model.assignment import TechnicianUnknown, admitted
from aftersales.model.case import Case
from aftersales.model.workforce import Need, Technician
from aftersales.ports.register import Register
from aftersales.queries.dispatch import Work, judged, need_of
from engine.ports.connector import Call, Outcome


class DispatchAdvise(Local):
    """`dispatch.advise`: finds the outlet whose area the customer lives in, and its technicians who are fit.

    Reads `province`, `city`, `address`, `product_category`, `dispatch.certificates`. Gives `outlet` and
    `technician_candidates`: accounts, the least busy first.
    """

    type = "dispatch.advise"
    results = ("outlet", "technician_candidates")

    def call(self, call: Call) -> Outcome:
        """Look them up; nothing is written."""
        register = self.register(call)
        need = _need(register, call)
        own = () if need.outlet_id is None else register.all(Technician, outlet_id=need.outlet_id)
        fit = [found.technician.id for found in judged(register, own, need) if found.is_fit]
        return Outcome({"outlet": need.outlet_id, "technician_candidates": fit})


class DispatchAssign(Local):
    """`dispatch.assign`: gives the case to the chosen `technician`, if nothing stands in the way.

    A missing skill or certificate and an absence exclude; another outlet or a full day need an
    `override_reason`. Where the register has no technicians, whoever dispatches answers for it alone.
    """

    type = "dispatch.assign"
    results = ("outlet",)

    def call(self, call: Call) -> Outcome:
        """Judge the technician and note the choice in the case."""
        register = self.register(call)
        technician = _admitted(register, call, needed(call, "technician"))
        outlet = optional(call, "outlet") if technician is None else technician.outlet_id
        case, deed = case_of(register, call), deed_of(call)
        told = replace(deed, reason=optional(call, "override_reason") or deed.reason)
        chosen = replace(case, outlet_id=outlet, technician_id=optional(call, "technician"))
        if chosen != case:
            register.save(chosen, told)
        return Outcome({"outlet": outlet})


def _admitted(register: Register, call: Call, account: str) -> Technician | None:
    technician = register.look(Technician, account)
    if technician is None and register.first(Technician) is None:
        return None
    if technician is None:
        raise TechnicianUnknown(account)
    (found,) = judged(register, [technician], _need(register, call))
    return admitted(found, override_reason=optional(call, "override_reason")).technician


def _need(register: Register, call: Call) -> Need:
    return need_of(register, Work.of(call.variables), today(call))


def unassigned(case: Case) -> Case:
    """Return a case that waits for another technician."""
    return replace(case, technician_id=None)
