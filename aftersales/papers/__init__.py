"""The papers of a case as PDF: service order, quote, receipts, applications (requirements D.2)."""

from aftersales.papers.content import PaperValues, available, content_of
from aftersales.papers.paper import Paper, papers
from aftersales.papers.typesetting import FontMissing, typeset

__all__ = ["FontMissing", "Paper", "PaperValues", "available", "content_of", "papers", "typeset"]
