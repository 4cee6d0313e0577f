"""The table of numbered rules: every problem's code, severity and texts, in one place."""

from engine.bpmn.rules.rule import GROUPS, RULES, Rule, problem

__all__ = ["GROUPS", "RULES", "Rule", "problem"]
