"""Copies what a SQLite file holds into an empty PostgreSQL database: making it anew would take seconds."""

from pathlib import Path

from sqlalchemy import create_engine, insert, select

from aftersales.storage.tables import metadata as register_metadata
from engine.storage.tables import metadata


def copy_rows(file: Path, url: str) -> None:
    """Copy every row of all tables."""
    source, target = create_engine(f"sqlite:///{file}"), create_engine(url)
    with source.connect() as reading, target.begin() as writing:
        for table in (*metadata.sorted_tables, *register_metadata.sorted_tables):
            # A number given here would be given again by the sequence.
            columns = [column for column in table.columns if column is not table.autoincrement_column]
            rows = reading.execute(select(*columns)).mappings().all()
            if rows:
                writing.execute(insert(table), [dict(row) for row in rows])
    source.dispose()
    target.dispose()
