"""How fast the big formats are read, and in how much memory, compared with rispy and Biopython.

    PPRNET_TEST_DATA=... python benchmarks/parsing.py [--mb 200] [--peers] [--only pubmed-xml]

Files of at least `--mb` megabytes (uncompressed) are made in a temporary folder by repeating
the shared records; each is read in a process of its own, which reports processor time (user
and system, one core), records, and the most memory it held beyond that of a process that has
only started and imported the reader. `--peers` makes an environment with uv for rispy, Biopython
and orjson alone, reads the same files with them, and says so where that is not possible.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

ARTICLE = re.compile(rb"<PubmedArticle>.*?</PubmedArticle>", re.DOTALL)
HEAD = (
    b'<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, '
    b'1st January 2019//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_190101.dtd">\n'
)
"""With the document type that Biopython, which has it at hand, wants to see."""
PEERS = ("rispy", "biopython", "orjson")

READ = """
import json, sys, time
from pprnet.formats import read_file
from pprnet.records import Record
from pathlib import Path
def most():
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])
base = most()
start = time.process_time()
number = lost = 0
for item in read_file(Path(sys.argv[1])):
    if isinstance(item, Record):
        number += 1
    else:
        lost += item.lost
seconds = time.process_time() - start
peak = most()
print(json.dumps({"seconds": seconds, "records": number, "lost": lost, "kb": peak - base}))
"""
BARE = "print(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0])"
OURS = f"import pprnet.formats\n{BARE}"
"""The kernel's own count of the most memory held, which a new program starts afresh (Linux)."""

DICTS = """
import orjson
def read(line):
    work = orjson.loads(line)
    places = [(at, word) for word, found in (work["abstract_inverted_index"] or {}).items()
              for at in found]
    return {
        "title": work["title"], "doi": work["doi"], "date": work["publication_date"],
        "authors": [one["author"]["display_name"] for one in work["authorships"]],
        "venue": work["host_venue"], "pages": work["biblio"], "mesh": work["mesh"],
        "ids": work["ids"], "abstract": " ".join([word for _, word in sorted(places)]),
    }
for line in data.splitlines():
    read(line); number += 1
"""
"""What a short script would do: nothing is looked at, cleaned or brought into one form."""
PEERS_OF = {
    "ris": {
        "rispy": "import rispy\nfor start in range(0, len(data), STEP):\n"
        "    number += len(rispy.loads(data[start:start+STEP].decode()))",
    },
    "pubmed-xml": {
        "Biopython": "from Bio import Entrez\nimport io\n"
        "number = len(Entrez.read(io.BytesIO(data), validate=False)['PubmedArticle'])",
    },
    "openalex": {
        "orjson alone (no record is made)": "import orjson\nfor line in data.splitlines():\n"
        "    orjson.loads(line); number += 1",
        "orjson and dicts": DICTS,
    },
}
"""What each peer does with a file in memory; on a part of it, for they are slower or keep all."""


def pubmed_parts(data: Path) -> Iterator[bytes]:
    """Return the articles of PubMed."""
    for path in sorted((data / "pubmed_xml/baseline_subset").glob("*.gz")):
        yield from ARTICLE.findall(gzip.decompress(path.read_bytes()))
    for path in sorted((data / "pubmed_xml/efetch_single").glob("*.xml")):
        yield from ARTICLE.findall(path.read_bytes())


def openalex_parts(data: Path) -> Iterator[bytes]:
    """Return the works of OpenAlex, a line each."""
    for path in sorted((data / "screening").glob("*.works.jsonl.gz")):
        yield from gzip.decompress(path.read_bytes()).splitlines()


def ris_parts(data: Path) -> Iterator[bytes]:
    """Return the RIS exports, all but those that are MEDLINE."""
    for path in sorted((data / "formats/asreview_baseline/RIS").glob("*.ris")):
        text = path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
        if text.lstrip().startswith(b"TY  -"):
            yield text


FILES: dict[str, tuple[Callable[[Path], Iterator[bytes]], bytes, bytes]] = {
    "pubmed-xml": (pubmed_parts, HEAD + b"<PubmedArticleSet>\n", b"</PubmedArticleSet>\n"),
    "openalex": (openalex_parts, b"", b""),
    "ris": (ris_parts, b"", b""),
}  # fmt: skip


def make(key: str, data: Path, target: Path, size: int) -> None:
    """Write a file of at least a size."""
    parts, opening, closing = FILES[key]
    block = b"".join(part + b"\n" for part in parts(data))
    with target.open("wb") as out:
        out.write(opening)
        while out.tell() < size:
            out.write(block)
        out.write(closing)


def run(python: str, code: str, *words: str) -> str:
    """Run a program and give what it prints."""
    done = subprocess.run([python, "-c", code, *words], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def measure(key: str, target: Path) -> None:
    """Read a file with pprnet and print what it took."""
    found = json.loads(run(sys.executable, READ, str(target)))
    megabytes, seconds = target.stat().st_size / 1e6, found["seconds"]
    base, imported = int(run(sys.executable, BARE)), int(run(sys.executable, OURS))
    memory = (imported - base + found["kb"]) / 1024
    print(
        f"{key}: {megabytes:.0f} MB, {found['records']} records ({found['lost']} lost) in "
        f"{seconds:.1f} s: {megabytes / seconds:.1f} MB/s, {found['records'] / seconds:.0f} "
        f"records/s; {memory:.0f} MB above that of the interpreter, {found['kb'] / 1024:.0f} MB of "
        "it by reading"
    )


def peers_python(folder: Path) -> str | None:
    """Make an environment for the peers; nothing where that is not possible."""
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    python = folder / "peers/bin/python"
    try:
        subprocess.run([uv, "venv", "--quiet", str(folder / "peers")], check=True)
        words = [uv, "pip", "install", "--quiet", "--python", str(python), *PEERS]
        subprocess.run(words, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"the peers could not be installed: {error}")
        return None
    return str(python)


def measure_peer(python: str, key: str, data: Path, folder: Path) -> None:
    """Read a smaller file of the same records with each peer."""
    target = folder / f"peer-{key}"
    make(key, data, target, 20_000_000)
    for name, code in PEERS_OF[key].items():
        read_with(name, code, python, key, target)


def read_with(name: str, code: str, python: str, key: str, target: Path) -> None:
    """Read a file with a peer and print what it took."""
    program = (
        "import sys, time, warnings\nwarnings.simplefilter('ignore')\n"
        "data = open(sys.argv[1], 'rb').read()\nSTEP = len(data)\nnumber = 0\n"
        f"start = time.process_time()\n{code}\nprint(time.process_time() - start, number)"
    )
    try:
        seconds, number = map(float, run(python, program, str(target)).split())
    except subprocess.CalledProcessError as error:
        last = (error.stderr or "").strip().splitlines()[-1:]
        print(f"{key} with {name}: failed: {last}")
        return
    megabytes = target.stat().st_size / 1e6
    print(f"{key} with {name}: {megabytes / seconds:.1f} MB/s, {number / seconds:.0f} records/s")


def main() -> None:
    """Make the files and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=int, default=200)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--only", choices=FILES, action="append")
    asked = parser.parse_args()
    data = Path(os.environ["PPRNET_TEST_DATA"])
    used = {name: version(name) for name in ("lxml", "msgspec", "orjson")}
    print(f"Python {platform.python_version()}, {used}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for key in asked.only or FILES:
            target = folder / key
            make(key, data, target, asked.mb * 1_000_000)
            measure(key, target)
            target.unlink()
        python = peers_python(folder) if asked.peers else None
        for key in (asked.only or FILES) if python else ():
            measure_peer(str(python), key, data, folder)


if __name__ == "__main__":
    main()
