"""Compile the French interface when the package is built, so that a wheel speaks it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_messages(locale: Path) -> None:
    """Write a `.mo` beside each `.po` below a folder."""
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalog = read_po(file)
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)


class CompileMessages(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before files are gathered, for wheels and editable installs alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile the messages of the site."""
        compile_messages(Path(self.root) / "src" / "pprnet_site" / "locale")
