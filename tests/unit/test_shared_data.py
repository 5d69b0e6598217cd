"""The copy in `tests/data` is the shared data or a stated cut of it, and is found without it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

import copied_data
from copied_data import COPIED, COPY, FOLDERS, content, copies
from pprnet.formats import read_file
from pprnet.records import Record
from shared_data import MISSING, README, VARIABLE, SharedData, find_data, fold_skips

FILES = sorted(path for folder in FOLDERS for path in (COPY / folder).rglob("*") if path.is_file())
LARGEST = 3_000_000
MASKED = [
    path
    for entry in COPIED
    if entry.cut.__name__ in ("csv_abstracts", "json_abstracts", "cut")
    for pattern in (entry.pattern, f"{entry.pattern}.gz")
    for path in sorted(COPY.glob(pattern))
]


def test_each_copy_is_the_original_or_its_stated_cut(shared_folder: Path) -> None:
    expected = dict(copies(shared_folder))
    assert [path.relative_to(COPY).as_posix() for path in FILES] == sorted(expected)
    different = [name for name, data in expected.items() if content(COPY / name) != data]
    assert different == []


def test_the_copy_is_small_and_the_readme_lists_it() -> None:
    assert FILES
    assert sum(path.stat().st_size for path in FILES) < LARGEST
    listed = re.findall(r"^\| `([^`]+)`", README.read_text(encoding="utf-8"), re.MULTILINE)
    entries = [re.compile(re.escape(name).replace(r"\*", ".*")) for name in listed]
    names = [path.relative_to(COPY).as_posix() for path in FILES]
    assert [name for name in names if not any(entry.match(name) for entry in entries)] == []


def test_no_masked_file_holds_the_words_of_an_abstract() -> None:
    abstracts = 0
    for path in MASKED:
        for record in readable(path):
            letters = re.findall(r"[^\W\d_]", record.abstract)
            abstracts += bool(letters)
            assert sum(letter in "xX" for letter in letters) >= 0.7 * len(letters), path
    assert abstracts > 250


def readable(path: Path) -> list[Record]:
    if "biopython_entrez" in path.parts and not path.name.startswith("pubmed"):
        return []  # answers without records
    return [item for item in read_file(path) if isinstance(item, Record)]


CUTS: list[tuple[Callable[[bytes], bytes], bytes, bytes]] = [
    (copied_data.ris_abstracts, b"TI  - Ab 1\nAB  - Ab 1\n  c\nER  - \n", b"AB  - Xx 0\n  x\nER"),
    (copied_data.nbib_abstracts, b"AB  - Ab\n      c\nFAU - Ab\n", b"AB  - Xx\n      x\nFAU - Ab"),
    (copied_data.isi_abstracts, b"TI Ab\nAB Ab\nC1 Ab\n", b"TI Ab\nAB Xx\nC1 Ab\n"),
    (
        copied_data.pubmed_abstracts,
        b"<ArticleTitle>Ab</ArticleTitle><Abstract><AbstractText Label='A'>\xc3\xa9 &lt; <i>1</i>"
        b"</AbstractText></Abstract>",
        b"Ab</ArticleTitle><Abstract><AbstractText Label='A'>x &lt; <i>0</i></AbstractText>",
    ),
    (copied_data.csv_abstracts, b'Title,Abstract\nAb,"Ab ""c"""\n', b'Ab,"Xx ""x"""\n'),
    (
        copied_data.json_abstracts,
        b'{"title": "Ab", "abstract": "<jats:p>Ab</jats:p>", "reference": [{"key": "1"}]}',
        b'{"title":"Ab","abstract":"<jats:p>Xx</jats:p>"}',
    ),
    (copied_data.endnote_fields, b'<a path="C:\\x">1</a><abstract>Ab</abstract>', b"<a>1</a>"),
]  # fmt: skip


@pytest.mark.parametrize(("cut", "data", "expected"), CUTS)
def test_cuts(cut: Callable[[bytes], bytes], data: bytes, expected: bytes) -> None:
    assert expected in cut(data)


def test_the_shared_folder_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert find_data() == SharedData(tmp_path)
    for missing in ("", str(tmp_path / "nowhere")):
        monkeypatch.setenv(VARIABLE, missing)
        assert find_data() == SharedData(COPY, is_copy=True)


def test_a_compressed_copy_is_found_by_the_name_of_its_original(tmp_path: Path) -> None:
    (tmp_path / "nbib").mkdir()
    for name in ("a.nbib.gz", "b.csv.gz"):
        (tmp_path / "nbib" / name).touch()
    data = SharedData(tmp_path, is_copy=True)
    assert data / "nbib/a.nbib" == tmp_path / "nbib/a.nbib.gz"
    assert data.names("nbib") == ["nbib/a.nbib", "nbib/b.csv.gz"]
    assert (data / "screening/Oud_2018.works.jsonl.gz").is_file()
    assert data.names("screening") == ["screening/Oud_2018.works.jsonl.gz"]


def test_missing_data_skips_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(pytest.skip.Exception, match=r"not found \(PPRNET_TEST_DATA\): gold/x"):
        SharedData(tmp_path) / "gold/x"


def test_missing_data_is_one_line_of_the_report() -> None:
    reasons = [f"{MISSING}: gold/a", f"{MISSING}: gold/b", f"{MISSING}: nbib/c", "Chromium"]
    reports = [
        SimpleNamespace(longrepr=("t.py", n, f"Skipped: {text}")) for n, text in enumerate(reasons)
    ]
    fold_skips(reports)
    assert len({report.longrepr for report in reports}) == 2
    assert reports[0].longrepr[2] == f"Skipped: {MISSING}: gold 2, nbib 1"
    assert reports[3].longrepr == ("t.py", 3, "Skipped: Chromium")
