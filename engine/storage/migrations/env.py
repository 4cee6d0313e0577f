"""Runs migrations on the connection, and inside the transaction, that `engine.storage.schema` hands over."""

from alembic import context

from engine.storage.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    compare_type=True,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
