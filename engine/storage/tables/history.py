"""Tables of the record: the chained events and the keys that seal what is personal in them."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Table, Text, text

from engine.model.history import EventKind
from engine.storage.column import Moment, Word
from engine.storage.tables.catalogue import metadata, partial_index

# `seal` is the salted digest that enters the chain, `sealed` the ciphertext under the key `key_id`.
# `opens` is how many events a change wrote, told by the first of them: what they share, their moment and who
# acted, is indexed once for all. Events from before 0006 each open a change of their own.
event = Table(
    "event",
    metadata,
    Column("instance_id", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("on_behalf_of", Text),
    Column("kind", Word(EventKind), nullable=False),
    Column("element_id", Text),
    Column("token", Integer),
    Column("definition_id", Text),
    Column("detail", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("seal", Text),
    Column("sealed", LargeBinary),
    Column("key_id", Text),
    Column("opens", Integer, server_default=text("1")),
    partial_index("ix_event_opening", "at", "instance_id", "number", only="opens IS NOT NULL"),
    partial_index("ix_event_acting", "actor", "at", only="opens IS NOT NULL"),
    partial_index("ix_event_substituted", "on_behalf_of", "at", only="on_behalf_of IS NOT NULL"),
    sqlite_with_rowid=False,
)

# How long each token stayed at an element, in microseconds: the record tells it too, but not at a glance.
# Only ever added to and read as a whole, so that each step pays for one page and for no index.
element_stay = Table(
    "element_stay",
    metadata,
    Column("definition_id", Text, nullable=False),
    Column("element_id", Text, nullable=False),
    Column("left_at", Moment, nullable=False),
    Column("took", BigInteger, nullable=False),
)

# Which decision rows fired in which case: an index into the record, whose own account of it is sealed.
fired_rule = Table(
    "fired_rule",
    metadata,
    Column("instance_id", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("table_id", Text, primary_key=True),
    Column("rule_id", Text, primary_key=True),
    Index(None, "table_id", "rule_id", "instance_id"),
    sqlite_with_rowid=False,
)

# An erased subject leaves a row without `wrapped`: the key is gone, that it existed is not.
subject_key = Table(
    "subject_key",
    metadata,
    Column("id", Text, primary_key=True),
    Column("subject", Text, nullable=False),
    Column("wrapped", LargeBinary),
    partial_index("ix_subject_key_alive", "subject", only="wrapped IS NOT NULL", unique=True),
)
