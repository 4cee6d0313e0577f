"""Reads conditions: always FEEL, with or without the leading sign of the dialect."""

from lxml import etree

from engine.bpmn.reader.names import text


def condition(node: etree._Element | None) -> str | None:
    """Return the FEEL of a condition, None where nothing is written."""
    return bare(text(node))


def bare(written: str | None) -> str | None:
    """Return an expression without the leading `=`."""
    if written is None:
        return None
    stripped = written.strip()
    return (stripped[1:].strip() if stripped.startswith("=") else stripped) or None
