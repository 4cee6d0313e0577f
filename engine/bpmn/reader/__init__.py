"""Reads BPMN files into plain data, whatever tool wrote them; never raises, reports problems instead."""

from engine.bpmn.reader.reading import Reading, read

__all__ = ["Reading", "read"]
