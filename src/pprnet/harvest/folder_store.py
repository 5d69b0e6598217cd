"""A harvest in a folder: records as lines of JSON, problems, a journal and a manifest.

The journal is authoritative. A page is first appended to its source's files, and then a line of the
journal states how long those files are now. What an interrupted run wrote beyond that is cut off.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

import orjson

from pprnet.errors import HarvestFolderError, OutputError
from pprnet.formats.json.json_values import as_dict, as_int, as_text
from pprnet.formats.json.jsonl import record_to_line
from pprnet.harvest.events import Task, TaskProgress
from pprnet.records import Problem, Record

JOURNAL = "journal.jsonl"
MANIFEST = "manifest.json"
LOCK = ".lock"


@dataclass(slots=True)
class FolderStore:
    """Keeps a harvest in a folder, so that a later run resumes where one was interrupted."""

    folder: Path
    progress_by_task: dict[str, TaskProgress] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    """Bytes that belong to each file."""

    def __post_init__(self) -> None:
        """Read the journal and cut off what it does not record."""
        with _output_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            for line in _complete_lines(self.folder / JOURNAL):
                self._replay(line)
            for file in (*self.folder.glob("*.records.jsonl"), *self.folder.glob("*.problems.txt")):
                self.sizes.setdefault(file.name, 0)
            for name, size in self.sizes.items():
                self._cut(self.folder / name, size)

    def _cut(self, file: Path, size: int) -> None:
        """Cut off a page that the journal does not record; one that it records must be there."""
        there = file.stat().st_size if file.exists() else 0
        if there < size:
            raise HarvestFolderError(
                f"{file}: expected the {size} bytes that {JOURNAL} records, got {there}; "
                "restore the file or choose another folder"
            )
        if there > size:
            os.truncate(file, size)

    def _replay(self, line: dict[str, Any]) -> None:
        """Read one line of the journal."""
        stated = as_dict(line.get("step"))
        self.progress_by_task[as_text(line.get("task"))] = TaskProgress(
            pages=as_int(stated.get("pages")) or 0,
            records=as_int(stated.get("records")) or 0,
            problems=as_int(stated.get("problems")) or 0,
            cursor=as_text(stated.get("cursor")) or None,
            total=as_int(stated.get("total")),
            finished=stated.get("finished") is True,
        )
        for name, size in as_dict(line.get("sizes")).items():
            self.sizes[name] = as_int(size) or 0

    def progress(self, task: Task) -> TaskProgress:
        """Return how far a task had come.

        Args:
            task: of this or an earlier run.
        """
        return self.progress_by_task.get(task.key, TaskProgress())

    def save_page(
        self,
        task: Task,
        progress: TaskProgress,
        records: Sequence[Record],
        problems: Sequence[Problem],
    ) -> None:
        """Append a page to its source's files, then record it in the journal.

        Args:
            task: to which the page belongs.
            progress: after the page.
            records: of the page.
            problems: of the page.

        Raises:
            OutputError: The folder cannot be written.
        """
        source = task.search.source
        added = {
            f"{source}.records.jsonl": b"".join(map(record_to_line, records)),
            f"{source}.problems.txt": "".join(f"{problem}\n" for problem in problems).encode(),
        }
        with _output_errors(self.folder):
            sizes = {name: self._append(name, data) for name, data in added.items()}
            line = {"task": task.key, "step": asdict(progress), "sizes": sizes}
            _append(self.folder / JOURNAL, orjson.dumps(line) + b"\n")
        self.progress_by_task[task.key] = progress
        self.sizes |= sizes

    def _append(self, name: str, data: bytes) -> int:
        """Append to a file and return its length in bytes."""
        if data:
            _append(self.folder / name, data)
        return self.sizes.get(name, 0) + len(data)


@contextmanager
def lock_folder(folder: Path) -> Iterator[None]:
    """Lock a folder for this run.

    The lock ends with the program that holds it, so an interrupted run leaves none behind.

    Args:
        folder: made if it is missing.

    Raises:
        HarvestFolderError: Another run holds the lock.
        OutputError: The folder cannot be written.
    """
    with _output_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / LOCK).open("wb")
    with file:
        if not _locked(file):
            raise HarvestFolderError(
                f"{folder}: another run is writing here; wait for it or choose another folder"
            )
        yield


def _locked(file: IO[bytes]) -> bool:
    """Return whether a file could be locked."""
    try:
        import fcntl
    except ImportError:  # there are no such locks on Windows
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return what a folder states that it holds, empty if it is new.

    Args:
        folder: of a harvest.

    Raises:
        HarvestFolderError: There is a manifest that is none of a harvest.
    """
    file = folder / MANIFEST
    if not file.exists():
        return {}
    try:
        return dict(as_dict(orjson.loads(file.read_bytes())))
    except (OSError, orjson.JSONDecodeError) as error:
        raise HarvestFolderError(
            f"{file}: expected the manifest of a harvest, got something else ({error}); "
            "choose another folder"
        ) from error


def write_manifest(folder: Path, stated: dict[str, Any]) -> None:
    """Write what the folder holds, completely or not at all.

    Args:
        folder: of a harvest.
        stated: values that JSON can hold.

    Raises:
        OutputError: The folder cannot be written.
    """
    with _output_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f".{MANIFEST}"
        unfinished.write_bytes(orjson.dumps(stated, option=orjson.OPT_INDENT_2) + b"\n")
        unfinished.replace(folder / MANIFEST)


def _append(file: Path, data: bytes) -> None:
    """Append to a file and wait until the disk has it."""
    with file.open("ab") as target:
        target.write(data)
        target.flush()
        os.fsync(target.fileno())


def _complete_lines(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of the journal, and cut off one that was not written to its end."""
    if not file.exists():
        return
    data = file.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    if len(whole) < len(data):
        os.truncate(file, len(whole))
    for number, line in enumerate(whole.splitlines(), start=1):
        try:
            yield dict(as_dict(orjson.loads(line)))
        except orjson.JSONDecodeError as error:
            raise HarvestFolderError(
                f"{file}, line {number}: expected a line of JSON, got {line[:40]!r}; "
                "restore the file or choose another folder"
            ) from error


@contextmanager
def _output_errors(folder: Path) -> Iterator[None]:
    """Raise an error that names the folder where it cannot be written."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or "cannot be written"
        message = f"{folder}: cannot be written ({reason}); check the folder and the space"
        raise OutputError(message) from error
