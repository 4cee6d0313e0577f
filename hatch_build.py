"""Take the process models and forms into the wheel, so that an installed Anxin has something to run."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Source folder → its place in the wheel. A checkout is used as it lies; only a built wheel carries copies.
CARGO = {
    "processes": "aftersales/models/processes",
    "forms": "aftersales/models/forms",
    "web/dist": "api/pages",
}


class CustomBuildHook(BuildHookInterface):
    """Adds each folder that exists: back-end work may do without the web pages."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folders to copy; an editable install points at the checkout and needs none."""
        if self.target_name != "wheel" or version == "editable":
            return
        present = {source: place for source, place in CARGO.items() if (Path(self.root) / source).is_dir()}
        build_data["force_include"].update(present)
