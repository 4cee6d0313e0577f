"""What ends with a case: what it had set aside is free again, what cannot be freed by itself is told."""

from collections import Counter
from collections.abc import Iterator

from aftersales.model.deed import Deed
from aftersales.model.handling import SETTLED_PARCELS, Custody, Loan, Parcel
from aftersales.model.money import ZERO, MoneyAccount
from aftersales.model.requisition import Requisition, RequisitionState
from aftersales.model.visit import Visit, VisitState
from aftersales.operations.money import lapse_quotes, withdraw_payouts
from aftersales.operations.remedy import withdraw_remedy
from aftersales.operations.requisition import lapse_requisitions, lines_of
from aftersales.operations.visiting import call_off
from aftersales.ports.register import Register

Told = tuple[str, str]
"""What is left, in Chinese and in English."""


def let_lapse(register: Register, case_number: str, deed: Deed) -> None:
    """Give free what a case had set aside: technicians' hours, claim, money, parts on the shelf."""
    call_off(register, case_number, deed)
    withdraw_remedy(register, case_number, deed)
    withdraw_payouts(register, case_number, deed)
    lapse_quotes(register, case_number, deed)
    lapse_requisitions(register, case_number, deed)


def left_behind(register: Register, case_number: str) -> list[Told]:
    """Return what of a case a person has to bring to its place: goods somewhere, money on the account."""
    return [
        *goods_left(register, case_number),
        *_parts(register, case_number),
        *_money(register, case_number),
        *_people(register, case_number),
    ]


def goods_left(register: Register, case_number: str) -> Iterator[Told]:
    """Yield what lies or travels where it should not stay."""
    for custody in register.all(Custody, case_number=case_number):
        if not custody.is_over:
            unit = custody.unit_id or ""
            yield (
                f"客户的产品 {unit} 在我方".replace("  ", " "),
                f"we hold the customer's unit {unit}".rstrip(),
            )
    for loan in register.all(Loan, case_number=case_number, returned_at=None):
        yield f"周转机 {loan.loan_unit_id} 未还", f"loan unit {loan.loan_unit_id} is out"
    for parcel in register.all(Parcel, case_number=case_number):
        if parcel.state not in SETTLED_PARCELS:
            told = f"{parcel.courier} {parcel.tracking_number}"
            yield f"快件 {told} 未了结", f"parcel {told} has not arrived"


def _parts(register: Register, case_number: str) -> Iterator[Told]:
    for requisition in register.all(Requisition, case_number=case_number, state=RequisitionState.ISSUED):
        unused = Counter({line.part_id: line.unused for line in lines_of(register, requisition.id)})
        for part_id, count in (+unused).items():
            yield f"配件 {part_id} {count} 件未用", f"{count} of part {part_id} are issued and unused"


def _money(register: Register, case_number: str) -> Iterator[Told]:
    account = register.look(MoneyAccount, case_number)
    if account is not None and account.owed > ZERO:
        yield f"客户欠费 {account.owed} 元", f"the customer owes {account.owed} CNY"
    if account is not None and account.refundable > ZERO:
        yield f"已收 {account.refundable} 元", f"{account.refundable} CNY were paid"


def _people(register: Register, case_number: str) -> Iterator[Told]:
    for visit in register.all(Visit, case_number=case_number, state=VisitState.ARRIVED):
        yield f"{visit.technician_id} 正在客户家中", f"{visit.technician_id} is at the customer's"
