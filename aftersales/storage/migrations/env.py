"""Runs migrations on the connection, and in the transaction, that `aftersales.storage.schema` hands over."""

from alembic import context

from aftersales.storage.schema import VERSION_TABLE
from aftersales.storage.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    compare_type=True,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
