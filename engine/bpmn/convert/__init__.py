"""Mends models of other dialects mechanically, where the translation is certain."""

from engine.bpmn.convert.conversion import Change, Converted, convert

__all__ = ["Change", "Converted", "convert"]
