"""Finds models, forms and scenarios in folders."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from engine.errors import EngineError
from engine.model.process import Process
from engine.testing.scenario import Scenario, read_scenarios

SUFFIXES = {".bpmn", ".dmn", ".json"}


class NothingThere(EngineError):
    """The path has no files of the kind that is needed."""

    def __init__(self, path: Path, what: str, what_zh: str) -> None:
        super().__init__(f"{path} has no {what}.", zh=f"{path} 中没有{what_zh}。", path=str(path))


def model_files(paths: list[Path]) -> dict[str, bytes]:
    """Return the model files under these paths by name: BPMN, DMN and forms, no scenarios.

    Raises:
        NothingThere: a path does not exist or holds no model.
    """
    found: dict[str, bytes] = {}
    for path in paths:
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        chosen = [f for f in files if f.is_file() and f.suffix in SUFFIXES and not _is_scenario(f)]
        if not chosen:
            raise NothingThere(path, "model files", "模型文件")
        found.update({_name(file): file.read_bytes() for file in chosen})
    return found


def surrounding_files(path: Path) -> dict[str, bytes]:
    """Return the models that belong to a path: all of its processes/ folder, and forms/ beside that."""
    root = next((p for p in [path, *path.parents] if p.name == "processes"), path)
    folders = [root if root.is_dir() else root.parent]
    forms = folders[0].parent / "forms"
    if root.name == "processes" and forms.is_dir():
        folders.append(forms)
    return model_files(folders)


def scenarios_under(path: Path, processes_of: Mapping[str, str]) -> Iterator[Scenario]:
    """Yield the scenarios under a path; `processes_of` tells which process a folder's stories begin."""
    files = [path] if path.suffix == ".json" else sorted(path.rglob("scenarios/*.json"))
    for file in files:
        folder = file.parent.parent
        yield from read_scenarios(file, process=processes_of.get(_name(folder), folder.name))


def begun_by(processes: Mapping[str, Sequence[Process]]) -> dict[str, str]:
    """Return which process a folder's stories begin: the one named like the folder, else its only one."""
    found: dict[str, str] = {}
    for file, inside in processes.items():
        folder = file.rpartition("/")[0]
        for process in inside:
            if process.id == folder.rpartition("/")[2] or folder not in found:
                found[folder] = process.id
    return found


def _is_scenario(file: Path) -> bool:
    return file.parent.name == "scenarios"


def _name(path: Path) -> str:
    parts = path.parts
    for root in ("processes", "forms"):
        if root in parts:
            return "/".join(parts[parts.index(root) :])
    return path.name if path.is_absolute() else path.as_posix()
