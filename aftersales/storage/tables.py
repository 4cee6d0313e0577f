"""Every table of the register, one line a noun; importing this module fills the catalogue."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, Text

from aftersales.model.agreement import Agreement
from aftersales.model.case import Case
from aftersales.model.customer import Consent, Customer, CustomerAddress, CustomerPhone
from aftersales.model.entitlement import Entitlement
from aftersales.model.handling import (
    CaseFile,
    Complaint,
    CorrectiveAction,
    Custody,
    FollowUp,
    Loan,
    LoanUnit,
    Parcel,
)
from aftersales.model.message import Dispatch, InboxMessage
from aftersales.model.money import MoneyAccount, MoneyEntry, Payout, Quote, QuoteLine
from aftersales.model.portal import ErasureRequest, PortalCode, PortalLink, PortalSession
from aftersales.model.product import FaultCode, Product, ProductPart
from aftersales.model.remedy import Remedy
from aftersales.model.requisition import Requisition, RequisitionLine
from aftersales.model.settlement import Settlement, SettlementLine
from aftersales.model.stock import Part, StockLevel, StockMove
from aftersales.model.unit import RepairRecord, Unit
from aftersales.model.visit import Visit
from aftersales.model.workforce import Absence, Certificate, Outlet, ServiceArea, Technician
from aftersales.storage.column import Moment
from aftersales.storage.table import RecordTable, metadata

__all__ = ["CHANGE", "COUNTER", "RECORDS", "metadata"]

COUNTER = Table(
    "case_counter",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("last", Integer, nullable=False),
)

CHANGE = Table(
    "register_change",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("record_id", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("case_number", Text),
    Column("reason", Text),
    Column("subject", Text),
    Column("is_erased", Boolean, nullable=False),
    Index(None, "kind", "record_id"),
    Index(None, "case_number"),
    Index(None, "subject"),
)

_TABLES: tuple[RecordTable[object], ...] = (
    RecordTable(
        Case,
        "service_case",
        ("instance_id",),
        ("stage", "opened_at"),
        ("opened_at",),
        ("customer_id",),
        ("unit_id",),
        ("technician_id",),
        unique=(("job_id",),),
        subject="customer_id",
    ),
    RecordTable(InboxMessage, "inbox_message", ("recipient", "sent_at"), ("case_number",), is_recorded=False),
    RecordTable(
        Dispatch, "dispatch", ("state", "due_at"), ("case_number",), ("notice_id",), is_recorded=False
    ),
    RecordTable(Customer, "customer", ("name",), subject="id"),
    RecordTable(CustomerPhone, "customer_phone", ("customer_id",), ("digits",), subject="customer_id"),
    RecordTable(CustomerAddress, "customer_address", ("customer_id",), subject="customer_id"),
    RecordTable(Consent, "consent", ("customer_id",), subject="customer_id"),
    RecordTable(Product, "product", ("category",)),
    RecordTable(ProductPart, "product_part", ("model",), ("part_id",)),
    RecordTable(FaultCode, "fault_code", ("category",)),
    RecordTable(Unit, "unit", ("customer_id",), ("model",), ("order_number",), subject="customer_id"),
    RecordTable(RepairRecord, "repair_record", ("unit_id",), ("case_number",)),
    RecordTable(Entitlement, "entitlement", ("unit_id",), ("ends_on",)),
    RecordTable(Outlet, "outlet", ("province", "city")),
    RecordTable(ServiceArea, "service_area", ("province",), ("outlet_id",)),
    RecordTable(Technician, "technician", ("outlet_id",)),
    RecordTable(Certificate, "certificate", ("technician_id",)),
    RecordTable(Absence, "absence", ("technician_id",)),
    RecordTable(Visit, "visit", ("case_number",), ("technician_id", "begins_at"), ("begins_at",)),
    RecordTable(Part, "spare_part"),
    RecordTable(StockLevel, "stock_level", ("part_id",), ("place",)),
    RecordTable(StockMove, "stock_move", ("part_id", "at"), ("at",), ("case_number",)),
    RecordTable(Requisition, "requisition", ("case_number",)),
    RecordTable(RequisitionLine, "requisition_line", ("requisition_id",)),
    RecordTable(Quote, "quote", ("case_number",)),
    RecordTable(QuoteLine, "quote_line", ("quote_id",)),
    RecordTable(MoneyAccount, "money_account"),
    RecordTable(MoneyEntry, "money_entry", ("account_id",), ("at",)),
    RecordTable(Remedy, "remedy", ("unit_id",), unique=(("case_number",),)),
    RecordTable(Payout, "payout", ("case_number",), ("state",)),
    RecordTable(Agreement, "agreement", ("customer_id",)),
    RecordTable(Settlement, "settlement", ("outlet_id",)),
    RecordTable(SettlementLine, "settlement_line", ("settlement_id",), ("case_number",)),
    RecordTable(Parcel, "parcel", ("case_number",), ("tracking_number",)),
    RecordTable(LoanUnit, "loan_unit", ("outlet_id",)),
    RecordTable(Loan, "loan", ("case_number",), ("loan_unit_id",)),
    RecordTable(Custody, "custody", ("case_number",), ("unit_id",)),
    RecordTable(Complaint, "complaint", ("case_number",)),
    RecordTable(CorrectiveAction, "corrective_action", ("complaint_id",)),
    RecordTable(FollowUp, "follow_up", ("case_number",)),
    RecordTable(CaseFile, "case_file", ("case_number",)),
    RecordTable(
        PortalCode, "portal_code", ("phone", "created_at"), ("origin", "created_at"), is_recorded=False
    ),
    RecordTable(PortalLink, "portal_link", ("case_number",), is_recorded=False),
    RecordTable(PortalSession, "portal_session", ("case_number",), ("expires_at",), is_recorded=False),
    RecordTable(ErasureRequest, "erasure_request", ("customer_id",), ("state",)),
)
RECORDS: dict[type, RecordTable[object]] = {table.record: table for table in _TABLES}
