"""Plays the token game of every scope: deadlocks, tokens that pile up, steps that never run."""

from engine.bpmn.checker.soundness.rule import RULES
from engine.bpmn.checker.soundness.verdict import Verdict, analyse

__all__ = ["RULES", "Verdict", "analyse"]
