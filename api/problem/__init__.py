"""Errors as people and programs receive them: problem details (RFC 9457) in the reader's language."""
