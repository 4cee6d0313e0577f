"""Alembic's scripts, packaged with the program."""
