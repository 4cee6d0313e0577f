"""BPMN: read from files, checked, converted from other dialects and executed."""
