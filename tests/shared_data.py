"""Find real files for tests: in the shared folder, else in `tests/data`, else skip the test.

`PPRNET_TEST_DATA` names the shared folder, which holds more and larger files than may be copied.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import pprnet_site

VARIABLE = "PPRNET_TEST_DATA"
COPY = Path(__file__).with_name("data")
README = COPY / "README.md"
MISSING = f"shared test data not found ({VARIABLE})"
SHIPPED = {
    "screening/Oud_2018.works.jsonl.gz": Path(pprnet_site.__file__).parent / "sample",
}
"""Files that the package itself ships; no second copy is kept."""
COMPRESSED = (".ris.gz", ".nbib.gz")
"""Endings of copies that were compressed here; other files are compressed at their origin."""


@dataclass(frozen=True)
class SharedData:
    """A folder of real files, in which `data / "folder/file"` gives a path or skips the test."""

    root: Path
    is_copy: bool = False

    def __truediv__(self, name: str) -> Path:
        path = self.find(name)
        if path is None:
            pytest.skip(f"{MISSING}: {name}")
        return path

    def find(self, name: str) -> Path | None:
        """Return the path of a file or folder; a large copy is compressed as `NAME.gz`."""
        if self.is_copy and name in SHIPPED:
            return SHIPPED[name] / Path(name).name
        path = self.root / name
        compressed = self.root / f"{name}.gz"
        return next((each for each in (path, compressed) if each.exists()), None)

    def names(self, folder: str) -> list[str]:
        """Return the name of each file in a folder, as the shared folder has it."""
        paths = (path for path in (self.root / folder).rglob("*") if path.is_file())
        found = [path.relative_to(self.root).as_posix() for path in paths]
        if self.is_copy:
            found = [
                name.removesuffix(".gz") if name.endswith(COMPRESSED) else name for name in found
            ]
            found += [name for name in SHIPPED if name.startswith(f"{folder}/")]
        return sorted(found)


def find_shared_folder() -> Path | None:
    """Return the shared folder, or None where there is none."""
    folder = os.environ.get(VARIABLE, "")
    return Path(folder) if folder and Path(folder).is_dir() else None


def find_data() -> SharedData:
    """Return the shared folder where there is one, else the copy."""
    folder = find_shared_folder()
    return SharedData(folder) if folder else SharedData(COPY, is_copy=True)


def fold_skips(skipped: list[Any]) -> None:
    """Report all skips for missing shared data in one line, with the number by folder."""
    ours = [
        report
        for report in skipped
        if isinstance(report.longrepr, tuple) and MISSING in report.longrepr[2]
    ]
    missing = (report.longrepr[2].partition(f"{MISSING}: ")[2] for report in ours)
    by_folder = Counter(name.partition("/")[0] for name in missing)
    told = ", ".join(f"{folder} {number}" for folder, number in sorted(by_folder.items()))
    for report in ours:
        report.longrepr = (str(README), None, f"Skipped: {MISSING}: {told}")
