"""Mends models of other dialects mechanically, where the translation is certain."""

from engine.bpmn.convert.conversion import Converted, convert
from engine.bpmn.convert.draft import Change

__all__ = ["Change", "Converted", "convert"]
