"""Checks models before they are deployed: every problem at once, numbered, with the way to mend it."""

from engine.bpmn.checker.check import check
from engine.bpmn.rules import RULES

__all__ = ["RULES", "check"]
