"""Customers on the wire; whoever need not reach them sees no whole number and no street."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from aftersales.model.contact import HIDDEN
from aftersales.model.customer import CardTier, Consent, ConsentPurpose, CustomerKind, masked
from aftersales.queries.customer import CustomerCard
from api.exact_route import Versioned
from api.wire.page import sortable
from api.wire.register import RegisterFilter, SearchText
from api.wire.scalar import Bound, Name, View


class PhoneView(View):
    """A telephone number."""

    number: str = Field(description="Masked for those who need not dial it.", examples=["13900000001"])
    label: str = Field(examples=["mobile"])
    is_primary: bool = Field(examples=[True])


class AddressView(View):
    """An address."""

    id: str = Field(examples=["C000012:1"])
    province: str = Field(examples=["浙江省"])
    city: str = Field(examples=["杭州市"])
    district: str = Field(examples=["西湖区"])
    street: str = Field(
        description="Masked for those who need not go there.", examples=["文苑路 12 号 3 幢 2 单元 501 室"]
    )
    label: str = Field(examples=["home"])
    is_primary: bool = Field(examples=[True])


class CustomerView(View, Versioned):
    """A customer. `version` is its ETag."""

    id: str = Field(examples=["C000012"])
    name: str = Field(examples=["陈晓梅"])
    kind: CustomerKind = Field(examples=["consumer"])
    tier: CardTier = Field(examples=["gold"])
    language: str = Field(examples=["zh"])
    email: str | None = Field(examples=["user012@example.com"])
    created_at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    erased_at: datetime | None = Field(examples=[None])
    version: int = Field(examples=[1])
    phones: list[PhoneView]
    addresses: list[AddressView]

    @staticmethod
    def of(card: CustomerCard, *, is_plain: bool) -> "CustomerView":
        """Return a customer, contact data plain or masked."""
        person = card.customer
        phones = [
            PhoneView(
                number=phone.digits if is_plain else masked(phone.digits),
                label=phone.label,
                is_primary=phone.is_primary,
            )
            for phone in card.phones
        ]
        addresses = [AddressView.model_validate(address) for address in card.addresses]
        return CustomerView(
            id=person.id,
            name=person.name,
            kind=person.kind,
            tier=person.tier,
            language=person.language,
            email=person.email if is_plain or person.email is None else HIDDEN,
            created_at=person.created_at,
            erased_at=person.erased_at,
            version=person.version,
            phones=phones,
            addresses=addresses if is_plain else [a.model_copy(update={"street": HIDDEN}) for a in addresses],
        )


class ConsentView(View):
    """What a customer agreed to."""

    purpose: ConsentPurpose = Field(examples=["marketing"])
    given_at: datetime = Field(examples=["2026-11-22T01:00:00+00:00"])
    source: str = Field(examples=["portal"])
    withdrawn_at: datetime | None = Field(examples=[None])


class CustomerDetail(CustomerView):
    """A customer with what they agreed to."""

    consents: list[ConsentView]

    @staticmethod
    def with_consents(view: CustomerView, consents: list[Consent]) -> "CustomerDetail":
        """Return a customer's view with the consents."""
        told = [ConsentView.model_validate(consent) for consent in consents]
        return CustomerDetail(**view.model_dump(), consents=told)


class CustomerFilter(RegisterFilter):
    """Which customers; all conditions must hold."""

    text: SearchText = None
    phone: Annotated[Name | None, Field(description="A whole telephone number, however it is written.")] = (
        None
    )
    tier: CardTier | None = None
    kind: CustomerKind | None = None
    created_at_after: Bound | None = None
    created_at_before: Bound | None = None
    sort: Annotated[str | None, sortable("id", "name", "created_at")] = None
