"""Tells browsers what has changed, so that they need not ask again and again."""
