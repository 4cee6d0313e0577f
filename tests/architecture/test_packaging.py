"""What is installed beside us, and what is declared."""

import tomllib
from collections.abc import Iterable, Mapping
from importlib.metadata import packages_distributions
from typing import Any

from packaging.requirements import Requirement

from tests.architecture.sources import PRODUCT, ROOT


def foreign_claims(owners: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Return the distributions that would install something under one of our names."""
    claims = {name: set(owners.get(name, ())) - {"anxin"} for name in PRODUCT}
    return {name: found for name, found in claims.items() if found}


def names(requirements: Iterable[str]) -> set[tuple[str, str]]:
    parsed = [Requirement(requirement) for requirement in requirements]
    return {(found.name.lower().replace("_", "-"), str(found.specifier)) for found in parsed}


def locked(package: Mapping[str, Any]) -> set[tuple[str, str]]:
    metadata = package["metadata"]
    wanted = [
        *metadata["requires-dist"],
        *(one for group in metadata["requires-dev"].values() for one in group),
    ]
    return names(f"{one['name']}{one.get('specifier', '')}" for one in wanted)


def test_no_other_distribution_claims_our_names() -> None:
    """Our packages are flat: a dependency with a top-level `api` would silently mix with ours."""
    assert foreign_claims(packages_distributions()) == {}


def test_a_foreign_claim_is_found() -> None:
    assert foreign_claims({"api": ["anxin", "some-api"], "engine": ["anxin"]}) == {"api": {"some-api"}}


def test_the_lock_file_is_of_this_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    ours = next(package for package in lock["package"] if package["name"] == "anxin")
    declared = names([*project["project"]["dependencies"], *project["dependency-groups"]["dev"]])

    assert locked(ours) == declared
