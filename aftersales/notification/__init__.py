"""Tells people what happens in their case: templates, recipients, quiet hours, and ways to reach them."""
