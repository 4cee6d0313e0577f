"""Products: models with their warranty terms, parts lists and fault-code trees."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Category(StrEnum):
    """Kinds of appliances, as the warranty rules tell them apart."""

    TV = "tv"
    REFRIGERATOR = "refrigerator"
    WASHING_MACHINE = "washing_machine"
    AIR_CONDITIONER = "air_conditioner"
    WATER_HEATER = "water_heater"
    KITCHEN_APPLIANCE = "kitchen_appliance"
    SMALL_APPLIANCE = "small_appliance"
    OTHER = "other"


class PartRole(StrEnum):
    """What of a unit a warranty term is for."""

    WHOLE_UNIT = "whole_unit"
    MAIN_PART = "main_part"
    ACCESSORY = "accessory"


@dataclass(frozen=True, slots=True)
class Product:
    """A model that the brand sells or sold; `id` is the model's code.

    Terms are in months; None where the brand has not decided and a person must judge.
    """

    id: str
    category: Category
    name_zh: str
    name_en: str
    whole_unit_months: int | None
    main_part_months: int | None
    accessory_months: int | None
    is_installed_by_seller: bool = False
    list_price: Decimal | None = None
    barcode: str | None = None
    is_sold: bool = True
    version: int = 1

    def months_for(self, role: PartRole) -> int | None:
        """Return the warranty term of the whole unit, its main parts or its accessories."""
        terms = {
            PartRole.WHOLE_UNIT: self.whole_unit_months,
            PartRole.MAIN_PART: self.main_part_months,
            PartRole.ACCESSORY: self.accessory_months,
        }
        return terms[role]


@dataclass(frozen=True, slots=True)
class ProductPart:
    """One line of a model's parts list."""

    id: str
    model: str
    part_id: str
    role: PartRole
    quantity: int = 1
    version: int = 1


@dataclass(frozen=True, slots=True)
class FaultCode:
    """One path through the fault tree: symptom → cause → measure, for a category or one model of it."""

    id: str
    category: Category
    symptom_zh: str
    symptom_en: str
    cause_zh: str
    cause_en: str
    measure_zh: str
    measure_en: str
    model: str | None = None
    part_id: str | None = None
    display_code: str | None = None
    can_be_remote: bool = False
    version: int = 1
