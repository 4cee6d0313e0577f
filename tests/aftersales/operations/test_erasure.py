"""An erased customer is nobody any more; that there was a case stays."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from aftersales import open_post, register_in
from aftersales.connectors import CaseClose, NotifySend
from aftersales.model.case import Case
from aftersales.model.customer import Customer
from aftersales.notification.outbox import Outbox
from aftersales.operations.erasure import CaseStillOpen, erase_customer
from aftersales.storage.table import metadata
from engine.errors import NotFound
from engine.ports.store import Store
from tests.aftersales.build import DEED, NOW, a_call, called, registering
from tests.aftersales.connectors.test_notification import Pigeon, a_notice
from tests.aftersales.operations.test_enrolment import REPORT, a_case


def erased(store: Store, customer_id: str) -> None:
    with store.begin() as tx:
        erase_customer(tx, register_in, customer_id, DEED)


def everything(store: Store) -> str:
    """Return the register's whole content as text."""
    with store.begin() as tx:
        connection = tx.connection()
        assert isinstance(connection, Connection)
        rows = [list(row) for table in metadata.tables.values() for row in connection.execute(select(table))]
    return json.dumps(rows, ensure_ascii=False, default=str)


def test_nothing_personal_is_left(database: Store) -> None:
    case = a_case(database, REPORT)
    told = {"case_number": case.id, "outcome": "repaired", **REPORT}
    note = {"case_number": case.id, "note": "林晓梅催办"}
    notice = a_notice(template="customer_urges", data=note, caseNumber=case.id)
    called(database, NotifySend(register_in, Outbox([Pigeon()])), notice)
    called(database, CaseClose(register_in), a_call("case.close", variables=told))

    erased(database, str(case.customer_id))

    left = everything(database)
    assert [
        secret for secret in ("林晓梅", "13800000001", "13800000000", "文三路", "不制冷") if secret in left
    ] == []
    with registering(database) as register:
        assert register.get(Case, case.id).outcome == "repaired"
        assert register.get(Customer, str(case.customer_id)).erased_at == NOW
        assert any(change.is_erased for change in register.changes(kind=Customer))


def test_what_waits_for_an_erased_customer_is_not_sent(light: Store) -> None:
    case = a_case(light, REPORT)
    pigeon = Pigeon()
    notice = a_notice(caseNumber=case.id, data={"case_number": case.id})
    called(light, NotifySend(register_in, Outbox([pigeon])), notice)
    told = {"case_number": case.id, "outcome": "repaired"}
    called(light, CaseClose(register_in), a_call("case.close", variables=told))

    erased(light, str(case.customer_id))

    assert open_post(light, transports=[pigeon]).deliver_due(NOW + timedelta(days=1)) == 0


def test_a_customer_with_an_open_case_is_kept(light: Store) -> None:
    case = a_case(light, REPORT)

    with pytest.raises(CaseStillOpen):
        erased(light, str(case.customer_id))


def test_an_unknown_customer_is_not_found(light: Store) -> None:
    with pytest.raises(NotFound):
        erased(light, "C999999")
