"""The law as a rule set of its own, by province, goods and effective date; policies are held against it."""

from aftersales.law.audit import LegalAudit
from aftersales.law.floor import (
    Better,
    Rule,
    Situation,
    TopicUnknown,
    Verdict,
    floor,
    judge,
    rules,
    topics,
)
from aftersales.law.notes import legal_notes
from aftersales.law.warranty import LegalWarranty, granted_warranty, legal_warranty

__all__ = [
    "Better",
    "LegalAudit",
    "LegalWarranty",
    "Rule",
    "Situation",
    "TopicUnknown",
    "Verdict",
    "floor",
    "granted_warranty",
    "judge",
    "legal_notes",
    "legal_warranty",
    "rules",
    "topics",
]
