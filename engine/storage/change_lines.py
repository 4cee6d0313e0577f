"""The statements that saving a change needs, rendered once per database from the Core tables."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    Column,
    Dialect,
    ScalarSelect,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    null,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from engine.storage.event_lines import EventLines
from engine.storage.line import Line
from engine.storage.shape import INSTANCES, TASKS
from engine.storage.tables import history, instance, task, wait
from engine.storage.upsert import upsert

# What every step changes in its instance. None of it is indexed: SQLite rewrites the entry of each index
# whose column an UPDATE names, changed or not.
COUNTERS = ("version", "last_event", "last_hash")
_CLOSING = ("state", "version", "assignee", "ended_at", "ended_by")
_LASTING = ("instance_id", "token", "element_id", "definition_id", "process_key", "created_at")


class ChangeLines:
    """One line per table and verb."""

    def __init__(self, dialect: Dialect) -> None:  # noqa: PLR0915 - a list, not an algorithm
        self._dialect = dialect
        self._is_postgresql = dialect.name == "postgresql"
        self.lock_instance = self._lock_instance()
        self.hold_instance = self._hold_instance()
        self.find_task = self._find_task()
        self.insert_instance = self._insert(instance.instance)
        self.update_instance = self._update_instance()
        self.count_instance = self._count_instance()
        self.put_part = self._upsert(instance.part)
        self.drop_part = self._delete(instance.part.c.instance_id, instance.part.c.name)
        self.put_variable = self._upsert(instance.variable)
        self.drop_variable = self._delete(*instance.variable.primary_key)
        self.clear_scope = self._delete(instance.variable.c.instance_id, instance.variable.c.scope)
        self.add_task = self._insert(task.task)
        self.change_task = self._change_task(c.name for c in task.task.c if c.name not in ("id", *_LASTING))
        self.close_task = self._change_task(_CLOSING)
        self.add_offer = self._insert(task.offer)
        self.drop_offers = self._delete(task.offer.c.task_id)
        self.drop_drafts = self._delete(task.draft.c.task_id)
        self.put_timer = self._put_timer()
        self.drop_timer = self._delete(wait.timer.c.id)
        self.put_message_wait = self._upsert(wait.message_wait)
        self.drop_message_wait = self._delete(wait.message_wait.c.id)
        self.put_signal_wait = self._upsert(wait.signal_wait)
        self.drop_signal_wait = self._delete(wait.signal_wait.c.id)
        self.add_job = self._insert(wait.job)
        self.drop_job = self._delete(wait.job.c.id)
        self.put_incident = self._upsert(instance.incident)
        self.events = EventLines(dialect)
        self.add_fired_rule = self._insert(history.fired_rule)
        self.find_key = self._find_key()
        self.add_key = self._add_key()

    def _upsert(self, table: Table) -> Line:
        names = [column.name for column in table.c]
        return Line(upsert(table, names, is_postgresql=self._is_postgresql), self._dialect)

    def _insert(self, table: Table) -> Line:
        values = {column.name: bindparam(column.name, type_=column.type) for column in table.c}
        return Line(insert(table).values(values), self._dialect)

    def _delete(self, *columns: Column[object]) -> Line:
        conditions = [column == bindparam(column.name, type_=column.type) for column in columns]
        return Line(delete(columns[0].table).where(*conditions), self._dialect)

    def _lock_instance(self) -> Line:
        """Return a SELECT that tells which key seals the subject's events, too."""
        c = instance.instance.c
        alive = _living_key(func.coalesce(c.subject, c.id))
        # SQLite leaves FOR UPDATE out: its transaction is the only writer as it is.
        found = INSTANCES.select().add_columns(alive).where(c.id == bindparam("id_")).with_for_update()
        return Line(found, self._dialect, INSTANCES.columns)

    def _hold_instance(self) -> Line:
        """Return a SELECT that locks an instance, and divides by nought if it or its key is another by now.

        PostgreSQL fails then, and leaves out what was sent behind it; SQLite gives NULL.
        """
        c = instance.instance.c
        alive = _living_key(bindparam("subject"))
        same = (c.id == bindparam("id_"), c.version == bindparam("version"))
        key = alive.is_not_distinct_from(bindparam("key_id", type_=Text()))
        found = select(c.id).where(*same, key).with_for_update().subquery()
        return Line(select(literal_column("1 / count(*)")).select_from(found), self._dialect)

    def _find_task(self) -> Line:
        found = TASKS.select().where(TASKS.table.c.id == bindparam("id_"))
        return Line(found, self._dialect, TASKS.columns)

    def _update_instance(self) -> Line:
        """Return an UPDATE that checks the version and tells which key seals the subject's events."""
        table = instance.instance
        values = {c.name: bindparam(c.name, type_=c.type) for c in table.c if c.name != "id"}
        statement = (
            update(table)
            .where(table.c.id == bindparam("id_"), table.c.version == bindparam("expected"))
            .values(values)
            .returning(table.c.version, _living_key(bindparam("sealed_for")))
        )
        return Line(statement, self._dialect)

    def _count_instance(self) -> Line:
        """Return an UPDATE of an instance that is locked, where nothing but its counters changed."""
        table = instance.instance
        values = {name: bindparam(name, type_=table.c[name].type) for name in COUNTERS}
        return Line(update(table).where(table.c.id == bindparam("id_")).values(values), self._dialect)

    def _change_task(self, names: Iterable[str]) -> Line:
        table = task.task
        values = {name: bindparam(name, type_=table.c[name].type) for name in names}
        return Line(update(table).where(table.c.id == bindparam("id_")).values(values), self._dialect)

    def _put_timer(self) -> Line:
        """Return an upsert of an instance's timer: it starts nothing and is free to be taken when due."""
        table = wait.timer
        names = [column.name for column in table.c]
        statement = upsert(table, names, is_postgresql=self._is_postgresql).values(
            starts=null(), owner=null(), wake_at=bindparam("due_at_", type_=table.c.wake_at.type)
        )
        return Line(statement, self._dialect)

    def _find_key(self) -> Line:
        key = history.subject_key
        return Line(
            select(key.c.id, key.c.wrapped).where(
                key.c.subject == bindparam("subject"), key.c.wrapped.is_not(None)
            ),
            self._dialect,
        )

    def _add_key(self) -> Line:
        table = history.subject_key
        values = {column.name: bindparam(column.name, type_=column.type) for column in table.c}
        statement = (postgresql.insert if self._dialect.name == "postgresql" else sqlite.insert)(table)
        # Another node may have made the subject's key in the meantime: the first one stands.
        return Line(statement.values(values).on_conflict_do_nothing(), self._dialect)


def _living_key(subject: Any) -> ScalarSelect[Any]:  # noqa: ANN401 - a column, a function or a parameter
    key = history.subject_key
    return select(key.c.id).where(key.c.subject == subject, key.c.wrapped.is_not(None)).scalar_subquery()
