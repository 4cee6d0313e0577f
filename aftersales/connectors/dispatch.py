"""The connectors of dispatch: who could make a visit, and whether the chosen technician may."""

from dataclasses import replace

from aftersales.connectors.local import Local
from aftersales.connectors.reading import (
    case_of,
    deed_of,
    needed,
    optional,
    today,
    within,
)
from aftersales.model.assignment import TechnicianUnknown, admitted
from aftersales.model.case import Case
from aftersales.model.workforce import Need, Technician
from aftersales.operations.dispatch import Site, judged_technician, judged_technicians, outlet_for
from aftersales.ports.register import Register
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
        fit = [] if need.outlet_id is None else [f for f in judged_technicians(register, need) if f.is_fit]
        return Outcome(
            {"outlet": need.outlet_id, "technician_candidates": [found.technician.id for found in fit]}
        )


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
    judged = judged_technician(register, technician, _need(register, call))
    return admitted(judged, override_reason=optional(call, "override_reason")).technician


def _need(register: Register, call: Call) -> Need:
    certificates = within(call, "dispatch").get("certificates")
    return Need(
        on=today(call),
        skill=optional(call, "product_category"),
        certificates=tuple(map(str, certificates)) if isinstance(certificates, list | tuple) else (),
        outlet_id=_outlet(register, call),
    )


def _outlet(register: Register, call: Call) -> str | None:
    province = optional(call, "province")
    if province is None:
        return None
    # People write the district behind the city or before the street: "南京市鼓楼区".
    place = "".join(optional(call, name) or "" for name in ("city", "district", "address"))
    return outlet_for(register, Site(province, place, place))


def unassigned(case: Case) -> Case:
    """Return a case that waits for another technician."""
    return replace(case, technician_id=None)
