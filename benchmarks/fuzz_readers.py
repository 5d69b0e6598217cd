"""Read a great number of damaged files: nothing is raised, lost unseen or slow.

    PYTHONPATH=tests/formats/damage python benchmarks/fuzz_readers.py [FOLDER] --number 1000000

Half of the inputs are a file of five invented records with one byte changed, for which the law of
`tests/formats/damage/damaged_bytes.py` must hold. The others are such files, or parts of the real
files of a folder, with one to six changes of any kind; only records, problems and the project's own
errors may come of them. Each input must be read within a second of processor time. What breaks a
rule is kept in `build/fuzz`, three inputs of each kind. The same seed makes the same inputs.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import multiprocessing
import random
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from damaged_bytes import FILES, SPECIAL, Reading, reading, violation

from pprnet.errors import PprnetError
from pprnet.formats import read_records
from pprnet.records import Problem, Record

KEPT = Path("build/fuzz")
LONGEST = 5_000
LIMIT_SECONDS = 1.0
MOST_CHANGES = 6
TOKENS = (
    b"\n\n", b"\r\n", b"\x00", b"{", b"}", b"]", b'"', b"\\", b"</", b"&#0;", b"<![CDATA[", b"<!--",
    b"\xff\xfe", b"\xed\xa0\x80", b"TY  - ", b"\nER  - \n", b"\nPMID- ", b"@article{", b"@string{",
    b"null", b"1e999", b"99999999999999999999", b"%0 ", b"\nPT J\n", b"\nRT Journal Article\n",
    b"\\ud800", b"2020-13-45", b"$", b" and " * 50, b"," * 300, b"{" * 300, b"[" * 300,
    b"<a>" * 200,
    b"(" * 500, b" " * 2000, b"1,1" * 700, b";" * 900, b"&lt;" * 300,
)  # fmt: skip
Change = Callable[[bytes, random.Random], bytes]


def other_byte(data: bytes, chance: random.Random) -> bytes:
    """Return a file with one byte changed."""
    at = chance.randrange(len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def cut_out(data: bytes, chance: random.Random) -> bytes:
    """Return a file without some bytes."""
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.randrange(1, 60) :]


def cut_short(data: bytes, chance: random.Random) -> bytes:
    """Return the start of a file."""
    return data[: chance.randrange(1, len(data) + 1)]


def put_in(data: bytes, chance: random.Random) -> bytes:
    """Return a file with a text that has a meaning in some format."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(TOKENS) + data[at:]


def repeat(data: bytes, chance: random.Random) -> bytes:
    """Return a file of which a part is repeated elsewhere."""
    at, to = chance.randrange(len(data)), chance.randrange(len(data))
    return data[:to] + data[at : at + chance.randrange(1, 400)] + data[to:]


def swap_lines(data: bytes, chance: random.Random) -> bytes:
    """Return a file with two lines in each other's place."""
    lines = data.split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def compress(data: bytes, chance: random.Random) -> bytes:
    """Return a gzip of a file, with one byte of it changed."""
    return other_byte(gzip.compress(data, 1), chance)


CHANGES: tuple[Change, ...] = (other_byte, cut_out, cut_short, put_in, repeat, swap_lines)


def real_files(folder: Path | None) -> list[bytes]:
    """Return the first bytes of every file of a folder that can be read."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file()) if folder else []
    found = []
    for path in paths:
        with path.open("rb") as file:
            data = file.read(LONGEST)
        try:
            next(iter(read_records(io.BytesIO(data), name=path.name)), None)
        except PprnetError:
            continue
        found.append(data)
    return found


def one_byte_case(chance: random.Random, whole: dict[bytes, tuple[str, Reading]]) -> tuple:
    """Return a damaged file of invented records, and how it breaks the law, if it does."""
    data = chance.choice(list(whole))
    key, expected = whole[data]
    header = data.index(b"\n") + 1 if key == "csv" else 0
    at = chance.randrange(header, len(data))
    new = chance.choice(SPECIAL) if chance.random() < 0.7 else chance.randrange(256)
    damaged = data[:at] + bytes([new]) + data[at + 1 :]
    broken = "" if damaged == data else violation(damaged, expected)
    return damaged, f"{key}: {broken}" if broken else ""


def any_case(chance: random.Random, seeds: list[bytes]) -> tuple[bytes, str]:
    """Return a file with changes of any kind, and what came of it that should not."""
    data = chance.choice(seeds)
    for _ in range(chance.randrange(1, MOST_CHANGES + 1)):
        data = chance.choice(CHANGES)(data, chance) or b"\n"
    if chance.random() < 0.05:
        data = compress(data, chance)
    try:
        found = list(read_records(io.BytesIO(data), name="fuzz"))
    except PprnetError:
        return data, ""
    wrong = [type(item).__name__ for item in found if not isinstance(item, Record | Problem)]
    return data, f"yields {wrong[0]}" if wrong else ""


INVENTED = {text.encode(): key for key, texts in FILES.items() for text in texts}


def run(task: tuple[int, int, list[bytes]]) -> tuple[Counter[str], float]:
    """Read one share of the inputs; return how often each rule was broken, and the slowest time."""
    seed, number, seeds = task
    chance = random.Random(seed)
    whole = {data: (key, found) for data, key in INVENTED.items() if (found := reading(data))}
    broken: Counter[str] = Counter()
    slowest = 0.0
    for count in range(number):
        start = time.process_time()
        data, fault = b"", ""
        try:
            data, fault = one_byte_case(chance, whole) if count % 2 else any_case(chance, seeds)
        except Exception:  # noqa: BLE001 - whatever is raised is what is looked for
            fault = traceback.format_exc().splitlines()[-1]
        seconds = time.process_time() - start
        slowest = max(slowest, seconds)
        if seconds > LIMIT_SECONDS:
            fault = fault or "slow"
        if fault:
            broken[fault[:120]] += 1
            if broken[fault[:120]] <= 3:
                keep(data, fault)
    return broken, slowest


def keep(data: bytes, fault: str) -> None:
    """Write an input that broke a rule, and which one."""
    KEPT.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(data).hexdigest()[:12]
    (KEPT / f"{name}.bin").write_bytes(data)
    (KEPT / f"{name}.txt").write_text(fault + "\n", encoding="utf-8")


def main() -> int:
    """Read the inputs in some processes and print what broke a rule."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--number", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    shares = 50
    seeds = [*INVENTED, *real_files(given.folder)]
    tasks = [(given.seed * 1_000 + n, given.number // shares, seeds) for n in range(shares)]
    broken: Counter[str] = Counter()
    slowest, start = 0.0, time.monotonic()
    with multiprocessing.Pool(given.processes) as pool:
        for done, (found, seconds) in enumerate(pool.imap_unordered(run, tasks), start=1):
            broken += found
            slowest = max(slowest, seconds)
            print(f"\r{done * 100 // shares} %", end="", flush=True)
    print(f"\r{given.number} inputs, {time.monotonic() - start:.0f} s, slowest {slowest:.2f} s")
    for fault, count in broken.most_common():
        print(f"{count:8}  {fault}")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
