"""What customers send and see at the portal."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from aftersales.model.case import CaseKind, CaseStage
from aftersales.model.customer import ConsentPurpose
from aftersales.model.handling import Direction, ParcelState
from aftersales.model.money import ItemKind, PayoutState, QuoteState
from aftersales.model.product import Category
from aftersales.model.visit import VisitState
from aftersales.operations.filing import ComplaintSubject, ReturnGround
from api.wire.register import Yuan
from api.wire.scalar import Name, Request, Variables, View

_PHONE = r"^(1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})$"
_LONG = 2_000

Phone = Annotated[
    str, Field(pattern=_PHONE, description="Mobile, or landline with area code.", examples=["13900000001"])
]
Line = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S", examples=["文苑路 12 号 501 室"])]
Told = Annotated[str, Field(min_length=1, max_length=_LONG, pattern=r"\S", examples=["不制冷，有异响"])]


class AskCode(Request):
    """Send a code to a telephone."""

    phone: Phone


class CodeView(View):
    """What everybody is answered who asks for a code."""

    seconds: int = Field(description="How long the code is valid.", examples=[300])
    demo_code: str | None = Field(description="On a demo only: there is no SMS.", examples=[None])


class OpenPortal(Request):
    """Come in: with telephone and code, or with the token of a link."""

    phone: Phone | None = None
    code: Annotated[str | None, Field(pattern=r"^[0-9]{6}$", examples=["407312"])] = None
    link: Annotated[str | None, Field(min_length=20, max_length=100, examples=[None])] = None


class PortalView(View):
    """Who is at the portal."""

    phone: str | None = Field(description="Masked.", examples=["139****0001"])
    case_number: str | None = Field(description="With a link: the case that it opens.", examples=[None])
    names: list[str] = Field(description="The customers with this telephone.", examples=[["陈晓梅"]])
    expires_at: datetime = Field(examples=["2026-11-23T01:00:00+00:00"])


class FoundUnit(View):
    """What anybody with a serial number may know: the product and its warranty, never whose it is."""

    serial_number: str = Field(examples=["AX2504230042"])
    model: str = Field(examples=["KFR-35GW-A1"])
    category: Category | None = Field(examples=["air_conditioner"])
    product_name: str | None = Field(examples=["1.5 匹变频挂机空调"])
    product_name_en: str | None = Field(examples=["1.5 hp inverter wall air conditioner"])
    is_covered: bool | None = Field(description="Null where a person must judge.", examples=[True])
    warranty_zh: str | None = Field(examples=["自安装完成之日 2025-04-26 起 12 个月，保修至 2026-04-25。"])
    warranty_en: str | None = Field(examples=["12 months from installation on 2025-04-26."])


class FileCase(Request):
    """A request for service."""

    kind: Annotated[CaseKind, Field(description="WX, HH, TH or TS.", examples=["WX"])]
    customer_name: Annotated[str, Field(min_length=1, max_length=60, pattern=r"\S", examples=["陈晓梅"])]
    province: Annotated[str, Field(pattern=r"^[a-z_]{3,20}$", examples=["zhejiang"])]
    city: Annotated[str, Field(min_length=1, max_length=60, pattern=r"\S", examples=["杭州市西湖区"])]
    address: Line
    symptom: Told
    serial_number: Annotated[Name | None, Field(max_length=60, examples=["AX2504230042"])] = None
    product_category: Category | None = None
    product_model: Annotated[Name | None, Field(max_length=60, examples=["KFR-35GW-A1"])] = None
    order_number: Annotated[Name | None, Field(max_length=60, examples=[None])] = None
    bought_on: date | None = None
    failed_on: date | None = None
    demand: Annotated[Told | None, Field(examples=[None])] = None
    return_ground: ReturnGround | None = None
    complaint_subject: ComplaintSubject | None = None
    consents: Annotated[list[ConsentPurpose], Field(max_length=4, examples=[["survey"]])] = []


class FiledView(View):
    """A new case, and the link by which it is followed."""

    number: str = Field(examples=["WX-20261122-0007"])
    link: str = Field(description="The token of a link; told once.", examples=["kq3vXo0Yb1kq3vXo0Yb1kq3v"])


class CaseLine(View):
    """One of the customer's cases."""

    number: str = Field(examples=["WX-20261122-0007"])
    kind: CaseKind = Field(examples=["WX"])
    stage: CaseStage = Field(examples=["in_hand"])
    opened_at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    closed_at: datetime | None = Field(examples=[None])
    product_name: str | None = Field(examples=["1.5 匹变频挂机空调"])
    product_name_en: str | None = Field(examples=["1.5 hp inverter wall air conditioner"])
    symptom: str | None = Field(examples=["不制冷"])


class StepView(View):
    """One plain step of a case."""

    id: str = Field(examples=["appointment"])
    zh: str = Field(examples=["预约上门"])
    en: str = Field(examples=["Appointment"])
    state: Literal["done", "current", "ahead"] = Field(examples=["current"])


class PromisedVisitView(View):
    """An appointment; the technician's number while it lies ahead."""

    begins_at: datetime = Field(examples=["2026-11-23T01:00:00+00:00"])
    ends_at: datetime = Field(examples=["2026-11-23T03:00:00+00:00"])
    state: VisitState = Field(examples=["agreed"])
    technician_name: str | None = Field(examples=["张伟"])
    technician_phone: str | None = Field(examples=["13900009000"])


class OfferedLineView(View):
    """One line of a quote."""

    kind: ItemKind = Field(examples=["part"])
    text: str = Field(examples=["风扇电机"])
    quantity: int = Field(examples=[1])
    unit_price: Yuan = Field(examples=[128.00])
    amount: Yuan = Field(examples=[128.00])


class OfferedQuoteView(View):
    """A quote."""

    total: Yuan = Field(examples=[208.00])
    state: QuoteState = Field(examples=["sent"])
    sent_at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    answered_at: datetime | None = Field(examples=[None])
    valid_until: datetime | None = Field(
        description="While it waits for an answer.", examples=["2026-11-29T01:00:00+00:00"]
    )
    lines: list[OfferedLineView]


class PromisedPayoutView(View):
    """A refund or compensation that is on its way or paid."""

    amount: Yuan = Field(examples=[2549.00])
    state: PayoutState = Field(examples=["approved"])
    is_compensation: bool = Field(examples=[False])
    paid_at: datetime | None = Field(examples=[None])


class ParcelView(View):
    """A parcel."""

    direction: Direction = Field(examples=["to_customer"])
    courier: str = Field(examples=["顺丰"])
    tracking_number: str = Field(examples=["SF1234567890"])
    state: ParcelState = Field(examples=["under_way"])
    signed_at: datetime | None = Field(examples=[None])


class ToldView(View):
    """A message to the customer."""

    title_zh: str = Field(examples=["上门预约 WX-20261122-0007"])
    text_zh: str = Field(examples=["上门时间为 2026-11-23 09:00，技师：张伟。"])
    title_en: str = Field(examples=["Appointment: WX-20261122-0007"])
    text_en: str = Field(examples=["The visit is on 2026-11-23 09:00; technician: 张伟."])
    sent_at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])


class OfferedTaskView(View):
    """Something that waits for the customer."""

    id: str = Field(examples=["0198b6e1f0c2a91b4-12"])
    name: str | None = Field(examples=["答复报价"])
    name_en: str | None = Field(examples=["Answer the quote"])
    due_at: datetime | None = Field(examples=["2026-11-29T01:00:00+00:00"])


class OwnFileView(View):
    """A file that the customer sent."""

    id: str = Field(examples=["77aa6c1e9b1d4c6fa0b1"])
    name: str = Field(examples=["铭牌.jpg"])
    media_type: str = Field(examples=["image/jpeg"])
    size: int = Field(examples=[48213])
    added_at: datetime = Field(examples=["2026-11-22T01:06:00+00:00"])


class ReasonView(View):
    """A decision about the case in a sentence."""

    topic: str = Field(description="warranty, rights, fee, freight …", examples=["warranty"])
    zh: str = Field(examples=["自安装完成之日起算，保修至 2027-04-25，在保修期内。"])
    en: str = Field(examples=["Counted from the installation, covered until 2027-04-25."])


class LimitsView(View):
    """What can no longer be done with a case, in a sentence."""

    zh: str = Field(examples=["维修已完成，不能再取消；如有问题，请在验收时说明，或投诉。"])
    en: str = Field(examples=["The repair is done, so it can no longer be cancelled."])


class CustomerCaseView(CaseLine):
    """A case as its customer sees it."""

    serial_number: str | None = Field(examples=["AX2504230042"])
    steps: list[StepView]
    tasks: list[OfferedTaskView]
    reasons: list[ReasonView] = Field(description="Why it was decided so.")
    visits: list[PromisedVisitView]
    quotes: list[OfferedQuoteView]
    payouts: list[PromisedPayoutView]
    parcels: list[ParcelView]
    messages: list[ToldView]
    files: list[OwnFileView]
    can_urge: bool = Field(examples=[True])
    can_cancel: bool = Field(examples=[True])
    can_rate: bool = Field(examples=[False])
    limits: LimitsView | None = Field(description="Why it can no longer be urged on or cancelled.")


class OfferedTaskDetail(OfferedTaskView):
    """What waits for the customer, with its form; of the case only what the form itself asks for."""

    case_number: str = Field(examples=["WX-20261122-0007"])
    form: dict[str, Any] = Field(examples=[{"schema": {"type": "object"}, "uiSchema": {}}])
    variables: Variables


class AnswerTask(Request):
    """What the form holds."""

    variables: Variables = {}


class SayWhy(Request):
    """A few words."""

    note: Told


class Complain(Request):
    """A complaint about how a case is handled."""

    complaint_subject: ComplaintSubject
    symptom: Told
    demand: Told


class RateCase(Request):
    """How it was; 5 is best."""

    quality: Annotated[int, Field(ge=1, le=5, examples=[5])]
    attitude: Annotated[int, Field(ge=1, le=5, examples=[5])]
    opinion: Annotated[Told | None, Field(examples=[None])] = None


class RevokedView(View):
    """How many links open nothing any more."""

    links: int = Field(examples=[2])


class HeldView(View):
    """Everything that is held about the customers with this telephone, by kind."""

    made_at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    customers: list[dict[str, Any]] = Field(examples=[[{"customer": [{"id": "C000012", "name": "陈晓梅"}]}]])


class SetConsent(Request):
    """Agree, or agree no longer."""

    is_given: bool
