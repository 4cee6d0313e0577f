"""Tables of what was deployed: versions, their contents, and which deployment brought which."""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, Table, Text, UniqueConstraint

from engine.model.definition import ResourceKind
from engine.storage.column import Moment, Names, Word
from engine.storage.tables.catalogue import metadata

content = Table(
    "content",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

definition = Table(
    "definition",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Word(ResourceKind), nullable=False),
    Column("key", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("deployment_id", Text, nullable=False),
    Column("deployed_at", Moment, nullable=False),
    Column("deployed_by", Text, nullable=False),
    Column("name", Text),
    Column("name_en", Text),
    Column("version_tag", Text),
    Column("provides", Names, nullable=False),
    UniqueConstraint("kind", "key", "version"),
)

deployment = Table(
    "deployment",
    metadata,
    Column("id", Text, primary_key=True),
    Column("deployed_at", Moment, nullable=False),
    Column("deployed_by", Text, nullable=False),
    Index(None, "deployed_at"),
)

# What a deployment brought or found already there: `binding="deployment"` looks here.
deployed = Table(
    "deployed",
    metadata,
    Column("deployment_id", Text, primary_key=True),
    Column("definition_id", Text, primary_key=True),
    Column("is_new", Boolean, nullable=False),
    Column("place", Integer, nullable=False),
)

provided_decision = Table(
    "provided_decision",
    metadata,
    Column("decision", Text, primary_key=True),
    Column("definition_id", Text, primary_key=True),
)
