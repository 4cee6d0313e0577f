"""The law as a rule set of its own, by province, goods and effective date; policies are held against it."""

from aftersales.law.floor import (
    Better,
    Rule,
    Situation,
    TopicUnknown,
    Verdict,
    breaches,
    floor,
    judge,
    rules,
    topics,
)
from aftersales.law.warranty import LegalWarranty, granted_warranty, legal_warranty

__all__ = [
    "Better",
    "LegalWarranty",
    "Rule",
    "Situation",
    "TopicUnknown",
    "Verdict",
    "breaches",
    "floor",
    "granted_warranty",
    "judge",
    "legal_warranty",
    "rules",
    "topics",
]
