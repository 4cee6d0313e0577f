"""Where stories play: the invented brand, with what a story says is there."""

from collections.abc import Mapping
from datetime import datetime
from random import Random
from typing import Any

from aftersales.model.case import Case, CaseKind, CaseStage
from aftersales.model.deed import Deed
from aftersales.operations.enrolment import enrol
from aftersales.ports.register import Database, Register
from aftersales.sample.fill import fill_brand
from aftersales.sample.record import RecordUnreadable, record_of
from aftersales.storage import connection_of, register_in
from aftersales.storage.rewind import Standing
from aftersales.storage.tables import RECORDS
from engine.clock import CHINA
from engine.ports.engine import Engine

_BEGINNING = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)
_KINDS = {table.kind: kind for kind, table in RECORDS.items()}
_BY = "story"


class LastingScenery:
    """The register as it is: what one story leaves there, the next one finds. For demo data."""

    def __init__(self, engine: Engine) -> None:
        self._database: Database = engine.store

    def begin(self) -> None:
        """Nothing is taken away."""

    def register(self, records: Mapping[str, Any], at: datetime) -> None:
        """Add what is not there yet.

        Raises:
            RecordUnreadable: a record is not as records are.
        """
        with self._database.begin() as tx:
            for kind, rows in records.items():
                for row in rows:
                    _add(register_in(tx), kind, row, Deed(_BY, at))

    def enter(self, variables: Mapping[str, object], at: datetime) -> None:
        """Open the case in whose midst a story begins, with its customer and unit."""
        number = variables.get("caseNumber")
        if not isinstance(number, str):
            return
        with self._database.begin() as tx:
            register, deed = register_in(tx), Deed(_BY, at, number)
            if register.look(Case, number) is None:
                case = register.add(_case(number, at), deed)
                register.save(enrol(register, case, variables, deed), deed)


class StoryScenery(LastingScenery):
    """The brand before its first customer, anew for each story."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._standing: Standing | None = None

    def begin(self) -> None:
        """Bring the register back to the brand alone."""
        with self._database.begin() as tx:
            connection = connection_of(tx)
            if self._standing is None:
                fill_brand(register_in(tx), _BEGINNING, Random(1))  # noqa: S311 - sample data, no secret
                self._standing = Standing(connection)
            else:
                self._standing.restore(connection)


def stories_scenery(engine: Engine) -> StoryScenery:
    """Return where stories are tried and told."""
    return StoryScenery(engine)


def _add(register: Register, kind: str, row: Mapping[str, Any], deed: Deed) -> None:
    if kind not in _KINDS:
        raise RecordUnreadable(kind, f"no such records, only {', '.join(sorted(_KINDS))}")
    record = record_of(_KINDS[kind], row)
    if register.look(_KINDS[kind], str(row["id"])) is None:
        register.add(record, deed)


def _case(number: str, at: datetime) -> Case:
    prefix = number.partition("-")[0]
    kind = CaseKind(prefix) if prefix in list(CaseKind) else CaseKind.REPAIR
    stage, status = CaseStage.IN_HAND, "in_progress"
    return Case(number, kind, _BY, _BY, stage, status, at, _BY, job_id=f"{_BY}:{number}")
