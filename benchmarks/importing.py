"""What an import into the site costs: records to works, their signals, their place in the index.

    python benchmarks/importing.py [--sizes 10000 30000 100000]

The records are made up (`dedupe_synthetic`), plainly marked, and read from a file of JSON lines
into a site of its own with SQLite, thrown away at the end; each size has a process to itself.
Reported are processor time (user and system, one core) in all and step by step, the time of the
last tenth of
the records beside that of the first, the most memory held beyond that of a site that has only
started, and the size of the database. Then the desk's index is made: the words of all works,
weighed, and the order of the inbox. A month of 300 records comes before that, of which two in three
are known.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

SIZES = (10_000, 30_000, 100_000)
MONTH = 300
FACTS = (
    "Sample text, no study. Background: an invented psychotherapy for depression is described.",
    "Methods: in a randomised controlled trial, {n} patients were allocated to an invented "
    "cognitive behavioural therapy or to a waiting list.",
    "Results: the working alliance was associated with outcome (r = .{r}, 95% CI .10 to .40).",
)
"""What gives the readers of signals something to find; the words between are syllables."""
STEPS = {
    "read ahead (signals)": ("batches", "extract_new_signals"),
    "fetch works that may match": ("matching", "CandidateSet.__init__"),
    "compare and sort in": ("matching", "CandidateSet.assign"),
    "store works, records, keys, signals": ("batches", "save_candidates"),
    "of that, links to other works": ("matching", "update_links"),
    "pairs for a person": ("batches", "merge_and_list_pairs"),
    "all of a batch's transaction": ("batches", "store_batch"),
}
"""The functions whose time is taken, by what they do; the last holds those between."""


def main() -> int:
    """Measure each size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    stated = parser.parse_args()
    if stated.one:
        print(json.dumps(measured(stated.one)))
        return 0
    for size in stated.sizes:
        command = [sys.executable, __file__, "--one", str(size)]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        report(json.loads(said.splitlines()[-1]))
    return 0


def measured(size: int) -> dict[str, Any]:
    """Import a file of this many records into a site of its own."""
    with tempfile.TemporaryDirectory(prefix="pprnet-bench-") as home:
        start_site(home)
        file, month = Path(home, "made.jsonl"), Path(home, "month.jsonl")
        write_files(file, month, size)
        steps = take_times()
        base, begin, marks = most_kb(), time.process_time(), [(0, time.process_time())]
        run = bring_in(file, lambda read: marks.append((read, time.process_time())))
        found = {
            "records": size,
            "works": run.added,
            "seconds": time.process_time() - begin,
            "first": tenth(marks, 0, size),
            "last": tenth(marks, size - size // 10, size),
            "mb": (most_kb() - base) / 1024,
            "file_mb": file.stat().st_size / 1e6,
            "pairs": open_pairs(),
            "steps": dict(steps),
            "database_mb": database_mb(),
        }
        begin = time.process_time()
        bring_in(month, lambda _read: None)
        found["month"] = time.process_time() - begin
        return found | {"order": order_seconds()}


def start_site(home: str) -> None:
    """Make an empty site in a folder."""
    os.environ["PPRNET_HOME"] = home
    os.environ["DJANGO_SETTINGS_MODULE"] = "pprnet_site.settings.local"
    os.environ["PPRNET_SECRET_KEY"] = "bench"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def write_files(file: Path, month: Path, size: int) -> None:
    """Write the library, and a month that comes after it."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import importing; "
        "from pathlib import Path; "
        "importing.write_made(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))"
    )
    arguments = [str(Path(__file__).parent), str(file), str(month), str(size)]
    subprocess.run([sys.executable, "-c", code, *arguments], check=True)


def write_made(file: Path, month: Path, size: int) -> None:
    """Make the records; in another process, so that their memory is not counted."""
    from dedupe_synthetic import synthetic_library

    from pprnet.formats.json.jsonl import record_to_line

    records = [
        with_facts(record, at) for at, record in enumerate(synthetic_library(size + MONTH // 3))
    ]
    file.write_bytes(b"".join(map(record_to_line, records[:size])))
    known = records[:: max(1, size // (2 * MONTH // 3))][: 2 * MONTH // 3]
    month.write_bytes(b"".join(map(record_to_line, [*known, *records[size:]])))


def with_facts(record: Any, at: int) -> Any:
    """Return a record whose abstract states something that signals can be read from."""
    facts = " ".join(FACTS).format(n=20 + at % 400, r=10 + at % 80)
    return replace(record, abstract=f"{facts} {record.abstract}") if record.abstract else record


def take_times() -> defaultdict[str, float]:
    """Wrap the steps of an import so that each adds to its time on the processor."""
    from importlib import import_module

    taken: defaultdict[str, float] = defaultdict(float)
    for name, (module, path) in STEPS.items():
        owner: Any = import_module(f"pprnet_site.catalogue.ingest.{module}")
        *parents, last = path.split(".")
        for parent in parents:
            owner = getattr(owner, parent)
        if hasattr(owner, last):
            setattr(owner, last, timed(getattr(owner, last), name, taken))
    return taken


def timed(function: Any, name: str, taken: defaultdict[str, float]) -> Any:
    """Add what a function takes to the time of a step."""

    def wrapped(*arguments: Any, **options: Any) -> Any:
        begin = time.process_time()
        try:
            return function(*arguments, **options)
        finally:
            taken[name] += time.process_time() - begin

    return wrapped


def bring_in(file: Path, on_read: Any) -> Any:
    """Import a file as the command line does."""
    from pprnet_site.catalogue.actions import open_import, run_import

    return run_import(
        run=open_import(name=file.name, by=None, path=file),
        path=file,
        on_progress=lambda progress: on_read(progress.run.read),
    )


def tenth(marks: list[tuple[int, float]], start: int, size: int) -> float:
    """Return the seconds that a tenth of the records took, from a place on."""
    inside = [at for read, at in marks if start <= read <= start + size // 10]
    return inside[-1] - inside[0]


def open_pairs() -> int:
    """Count the pairs that a person is asked about."""
    from pprnet_site.catalogue import models

    return models.WorkPair.objects.count() if hasattr(models, "WorkPair") else 0


def order_seconds() -> float:
    """Weigh the words of all works and put the inbox in order."""
    from pprnet_site.desk.ordering.ranking_cache import current_order

    begin = time.process_time()
    current_order()
    return time.process_time() - begin


def database_mb() -> float:
    """Return the size of the database with its log folded in, in MB (10^6 bytes)."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(connection.settings_dict["NAME"]).stat().st_size / 1e6


def most_kb() -> int:
    """Return the most memory held so far, by the kernel's own count (Linux), in KiB."""
    return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])


def report(found: dict[str, Any]) -> None:
    """Print what was measured."""
    size = found["records"]
    print(
        f"{size:,} records ({found['file_mb']:.0f} MB) -> {found['works']:,} works, "
        f"{found['pairs']} pairs to look at: {found['seconds']:.0f} s on the processor, "
        f"{1e6 * found['seconds'] / size:.0f} µs a record; first tenth {found['first']:.1f} s, "
        f"last {found['last']:.1f} s; memory {found['mb']:.0f} MiB beyond the start; "
        f"database {found['database_mb']:.0f} MB"
    )
    for name, seconds in found["steps"].items():
        print(f"    {name}: {seconds:.1f} s, {1e6 * seconds / size:.0f} µs a record")
    print(f"    the order of the inbox, words weighed: {found['order']:.1f} s")
    print(f"    a month of {MONTH} records more: {found['month']:.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
