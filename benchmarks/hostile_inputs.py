"""What the worst small inputs take: every file of a folder, and pumps made for each format.

    python benchmarks/hostile_inputs.py [FOLDER ...] [--seeds FOLDER] [--number 2000] [--seed 1]

Each input is read, extracted (as `pprnet read` does) and de-duplicated against itself, in a process
of its own with limits of processor time and memory. The bar is 1 s and 200 MB above that of the
interpreter for an input of 10 kB. The slowest and largest are printed, with the exit code 1 if
one is beyond the bar. Every input that is generated has at most about 10 kB.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import resource
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path

from hostile_pumps import (
    Input,
    abstract_inputs,
    bombs,
    example_inputs,
    record_inputs,
    seed_inputs,
)

from pprnet.dedupe import resolve_records
from pprnet.errors import InputError
from pprnet.extraction import extract_signals
from pprnet.formats import read_records
from pprnet.records import Record

BAR_SECONDS = 1.0
BAR_MEGABYTES = 200
LIMIT_SECONDS = 20
LIMIT_MEMORY = 3 << 30
MOST_RECORDS = 20
"""Records of one input that are extracted and de-duplicated; each of them is one work."""
SHOWN = 25


@dataclass(frozen=True, slots=True)
class Cost:
    """What one step took on one input."""

    step: str
    name: str
    size: int
    seconds: float
    megabytes: float
    code: int

    @property
    def is_beyond(self) -> bool:
        """Whether it is beyond the bar."""
        return self.seconds > BAR_SECONDS or self.megabytes > BAR_MEGABYTES or self.code != 0

    def __str__(self) -> str:
        """Return a line of the report."""
        end = f" ended with {self.code}" if self.code else ""
        return (
            f"{self.seconds:6.2f} s {self.megabytes:5.0f} MB {self.size:9,} B  {self.step}: "
            f"{self.name}{end}"
        )


def read(data: bytes) -> list[Record]:
    """Return the first records of an input, after reading all of it."""
    found: list[Record] = []
    try:
        for item in read_records(io.BytesIO(data), name="hostile"):
            if isinstance(item, Record) and len(found) < MOST_RECORDS:
                found.append(item)
    except InputError:
        pass
    return found


def extract(records: list[Record]) -> None:
    """Extract what the records report."""
    for record in records[:1]:
        extract_signals(record, roles=True)


def dedupe(records: list[Record]) -> None:
    """De-duplicate the records and copies of them."""
    resolve_records([*records, *records])


def measured(step: str, given: Input, action: Callable[[], object], base: float = 0) -> Cost:
    """Run an action in a child process with limits and return what it took.

    The memory is that above `base` megabytes, which a child that does nothing has.
    """
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (LIMIT_SECONDS, LIMIT_SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (LIMIT_MEMORY, LIMIT_MEMORY))
        code = 1
        try:
            action()
            code = 0
        finally:
            os._exit(code)
    _, status, usage = os.wait4(child, 0)
    return Cost(
        step,
        given.name,
        len(given.data),
        usage.ru_utime + usage.ru_stime,
        max(0, usage.ru_maxrss / 1024 - base),
        os.waitstatus_to_exitcode(status),
    )


def costs(inputs: Iterable[Input]) -> Iterator[Cost]:
    """Yield what each step takes on each input."""
    base = measured("nothing", Input("", b""), partial(read, b"")).megabytes
    for given in inputs:
        cost = measured("read", given, partial(read, given.data), base)
        yield cost
        if cost.is_beyond:
            continue
        records = list(islice(read(given.data), MOST_RECORDS))
        yield measured("extract", given, partial(extract, records), base)
        yield measured("dedupe", given, partial(dedupe, records), base)


def files_of(folders: list[Path]) -> Iterator[Input]:
    """Yield the files of folders."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield Input(path.name, path.read_bytes())


def arguments() -> argparse.Namespace:
    """Return the arguments of the command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--seeds", type=Path, help="folder of files that are cut and pumped")
    parser.add_argument("--number", type=int, default=2_000, help="of inputs made from seeds")
    parser.add_argument("--seed", type=int, default=1, help="of the random choices")
    parser.add_argument("--only", default="", help="a text in the names of the inputs")
    return parser.parse_args()


def main() -> int:
    """Measure all inputs and print the worst."""
    given = arguments()
    choose = random.Random(given.seed)
    inputs = chain(
        files_of(given.folders),
        bombs(),
        example_inputs(choose),
        abstract_inputs(choose),
        record_inputs(),
        seed_inputs(given.seeds, choose, given.number) if given.seeds else (),
    )
    extract([Record(title="An invented trial", abstract="Depression was lower (d = 0.4).")])
    dedupe([Record(title="An invented trial")])
    found = list(costs(one for one in inputs if given.only in one.name))
    beyond = [cost for cost in found if cost.is_beyond]
    print(f"{len(found)} measurements, {len(beyond)} beyond {BAR_SECONDS} s or {BAR_MEGABYTES} MB")
    by_time = sorted(found, key=lambda cost: -cost.seconds)[:SHOWN]
    by_memory = sorted(found, key=lambda cost: -cost.megabytes)[: SHOWN // 3]
    for cost in dict.fromkeys([*beyond, *by_time, *by_memory]):
        print(cost)
    return bool(beyond)


if __name__ == "__main__":
    sys.exit(main())
