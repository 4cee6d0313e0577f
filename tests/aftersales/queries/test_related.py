"""What belongs to a page of records is fetched at once, however long the page is."""

from aftersales.model.customer import CustomerPhone
from aftersales.queries.related import grouped
from engine.ports.store import Store
from tests.aftersales.build import DEED, registering

# More than a statement of either database takes parameters.
MANY = [f"C{number:06}" for number in range(70_000)]


def test_every_key_has_its_own_however_many_are_asked_for(database: Store) -> None:
    phones = [CustomerPhone(f"{key}:1", key, "139") for key in (MANY[0], MANY[499], MANY[500], MANY[-1])]
    with registering(database) as register:
        register.add_all(phones, DEED)

        found = grouped(register, CustomerPhone, "customer_id", [*MANY, None, MANY[0]])

    assert list(found) == MANY
    assert [each for rows in found.values() for each in rows] == phones
