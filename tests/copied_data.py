"""List and make the copy of shared test data in `tests/data`.

Run `python tests/copied_data.py SHARED` to make the copy again. Abstracts belong to their
publishers: their letters are masked, except in the small files that JabRef and rispy publish as
their own test fixtures. Works of OpenAlex (CC0) keep the abstract as an inverted index.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

COPY = Path(__file__).with_name("data")
TAG_OR_LETTER = re.compile(r"(</?[A-Za-z][^<>]*>|&#?\w+;)|([^\W\d_])|(\d)")
LETTER = re.compile(r"(?!)()|([^\W\d_])|(\d)")


def masked(text: str, pattern: re.Pattern[str] = TAG_OR_LETTER) -> str:
    """Replace each letter by x or X and each digit by 0; keep tags and entities."""

    def mask(found: re.Match[str]) -> str:
        if found[1]:
            return found[1]
        if found[3]:
            return "0"
        return "X" if found[2].isupper() else "x"

    return pattern.sub(mask, text)


def mask_part(expression: str, pattern: re.Pattern[str] = LETTER) -> Callable[[bytes], bytes]:
    """Return a cut that masks the group `text` of each match of an expression."""
    part = re.compile(expression, re.MULTILINE | re.DOTALL)

    def mask(found: re.Match[str]) -> str:
        start, end = found.span("text")
        before, after = found[0][: start - found.start()], found[0][end - found.start() :]
        return before + masked(found["text"], pattern) + after

    def cut(data: bytes) -> bytes:
        return part.sub(mask, data.decode("utf-8")).encode("utf-8")

    return cut


def unchanged(data: bytes) -> bytes:
    """Return the data unchanged."""
    return data


ris_abstracts = mask_part(r"^(?:AB|N2)  ?- (?P<text>.*?)(?=^[A-Z][A-Z0-9]  ?-|\Z)")
nbib_abstracts = mask_part(r"^AB +- (?P<text>.*?)(?=^[A-Z]{2,4} *- |\r?\n\r?\n|\Z)")
isi_abstracts = mask_part(r"^AB (?P<text>.*?)(?=^[A-Z][A-Z0-9](?: |$)|\Z)")
bibtex_abstracts = mask_part(r"\babstract\s*=\s*\{(?P<text>.*?)\},?\r?$")
pubmed_abstracts = mask_part(
    r"<(?P<tag>(?:Other)?Abstract)\b[^>]*>(?P<text>.*?)</(?P=tag)>", TAG_OR_LETTER
)


def csv_abstracts(data: bytes) -> bytes:
    """Mask the column `Abstract`, and keep every other byte."""
    text = data.decode("utf-8")
    delimiter = ";" if ";" in text.splitlines()[0] else ","
    column = None
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        if column is None:
            column = row.index("Abstract") if "Abstract" in row else None
        elif len(row) > column and row[column]:
            stated = row[column].replace('"', '""')
            text = text.replace(stated, masked(stated, LETTER))
    return text.encode("utf-8")


def json_abstracts(data: bytes) -> bytes:
    """Mask the abstracts of Crossref and Europe PMC, and remove lists of references."""

    def cut(value: Any) -> Any:
        if isinstance(value, dict):
            kept = {key: cut(inner) for key, inner in value.items() if key != "reference"}
            for key in kept.keys() & {"abstract", "abstractText"}:
                kept[key] = masked(kept[key])
            return kept
        return [cut(inner) for inner in value] if isinstance(value, list) else value

    return json.dumps(cut(json.loads(data)), ensure_ascii=False, separators=(",", ":")).encode()


def endnote_fields(data: bytes) -> bytes:
    """Remove abstracts, addresses, keywords and the path of the library on its owner's disk."""
    dropped = (
        rb"<(abstract|auth-address|keywords)>.*?</\1>| path=\"[^\"]*\"|<source-app.*?</source-app>"
    )
    return re.sub(dropped, b"", data, flags=re.DOTALL)


def mesh_names(data: bytes) -> bytes:
    """Keep the number and the name of each heading."""
    lines = data.decode("utf-8").splitlines()
    return "".join("\t".join(line.split("\t")[:2]) + "\n" for line in lines).encode("utf-8")


def sorted_abstracts(data: bytes) -> bytes:
    """Sort the words of each abstract, and keep the columns that the learner reads."""
    rows = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["title", "abstract", "included"])
    for row in rows:
        table.writerow([row["title"], " ".join(sorted(row["abstract"].split())), row["included"]])
    return out.getvalue().encode("utf-8")


class Copied(NamedTuple):
    """Files of the shared folder, and the cut made of each."""

    pattern: str
    cut: Callable[[bytes], bytes] = unchanged
    compress: bool = False
    """Whether a plain file is compressed in the copy."""
    smallest: int | None = None
    """How many of the files are copied, by size; all where it is None."""


COPIED = (
    Copied("crossref/*.json.gz", json_abstracts),
    Copied("dedup/bibdedupe_pair_cases.json"),
    Copied("dedup/dedupe_sweep_copper.endnote.xml.gz", endnote_fields),
    Copied("dedup/dedupe_sweep_copper.gold.tsv"),
    Copied("europepmc/search_*.json", json_abstracts),
    Copied("europepmc/search_*.json.gz", json_abstracts),
    Copied("europepmc/search_*.xml"),
    Copied("formats/asreview_baseline/CSV/_baseline_e*.csv", csv_abstracts),
    Copied("formats/asreview_baseline/RIS/_baseline.ris", ris_abstracts, compress=True),
    Copied("formats/asreview_baseline/RIS/_baseline_pubmed.ris", ris_abstracts, compress=True),
    Copied("formats/asreview_demo/ovid_psycinfo.ris", ris_abstracts),
    Copied("formats/jabref/*"),
    Copied("formats/rispy/*"),
    Copied("formats/srdedupe_real/mini_wos.ciw", isi_abstracts),
    Copied("nbib/biopython_*.txt", nbib_abstracts),
    Copied("nbib/srdedupe_mini_pubmed.nbib", nbib_abstracts, compress=True),
    Copied("openalex/*.json"),
    Copied("pubmed_xml/biopython_entrez/*.xml", pubmed_abstracts),
    Copied("pubmed_xml/efetch_single/*.xml", pubmed_abstracts, smallest=60),
    Copied("pubmed_xml/jabref_medline/*"),
    Copied("screening/Donners_2021.csv.gz", sorted_abstracts),
    Copied("topics/titles_dev.tsv"),
    Copied("vocab/mesh_psych_subset.tsv", mesh_names),
)
FOLDERS = sorted({entry.pattern.partition("/")[0] for entry in COPIED})
"""The folders that this script makes; others in `tests/data` are made elsewhere."""


def content(path: Path) -> bytes:
    """Return the content of a file without compression."""
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def copies(shared: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name of each file of the copy, and its content without compression."""
    for entry in COPIED:
        paths = sorted(shared.glob(entry.pattern), key=lambda path: (path.stat().st_size, path))
        for path in paths[: entry.smallest]:
            name = path.relative_to(shared).as_posix()
            cut = entry.cut
            if cut is json_abstracts and path.suffix == ".xml":
                cut = unchanged
            yield f"{name}.gz" if entry.compress else name, cut(content(path))


def main(shared: Path) -> None:
    """Write the copy."""
    for folder in FOLDERS:
        shutil.rmtree(COPY / folder, ignore_errors=True)
    for name, data in copies(shared):
        path = COPY / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
