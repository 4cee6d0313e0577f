"""What was deployed: deployments and numbered, immutable versions of processes, decisions and forms."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ResourceKind(StrEnum):
    """The three kinds of model file."""

    PROCESS = "process"
    DECISION = "decision"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Definition:
    """One version of one process, decision file or form.

    `id` is `<key>:<version>` for processes and forms, `<key>:<version>` of the DMN file's id for decisions;
    `key` is the process id, the DMN definitions' id, or the form's path without suffix; `digest` is the
    SHA-256 of the content; `provides` holds the ids of the decisions inside a DMN file.
    """

    id: str
    kind: ResourceKind
    key: str
    version: int
    digest: str
    file: str
    deployment_id: str
    deployed_at: datetime
    deployed_by: str
    name: str | None = None
    name_en: str | None = None
    version_tag: str | None = None
    provides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deployment:
    """One act of deploying: the versions that came into being and those that were already there."""

    id: str
    deployed_at: datetime
    deployed_by: str
    created: tuple[Definition, ...]
    unchanged: tuple[Definition, ...] = ()
