"""Every format that the engine reads comes into the catalogue, and the desk's page names it."""

from __future__ import annotations

from io import BytesIO

import pytest
from draft_factories import make_editor
from duplicate_factories import ARTICLE

from formats.real_files import read_table
from formats.test_dialects import REFWORKS
from formats.test_workbooks import HEAD, ROW, inline, packed
from pprnet.formats import write_records
from pprnet.formats.registry import FORMATS
from pprnet_site.catalogue.actions import open_import, run_import
from pprnet_site.catalogue.models import Record

pytestmark = pytest.mark.django_db

NAMES = {
    "europepmc": "Europe PMC",
    "europepmc-xml": "Europe PMC",
    "enw": "ENW",
    "csv": "CSV",
    "xlsx": "XLSX",
    "isi": "Web of Science",
    "nbib": "NBIB",
    "ovid": "Ovid",
    "refworks": "RefWorks",
    "openalex": "OpenAlex",
    "crossref": "Crossref",
    "jats": "JATS",
    "endnote-xml": "EndNote",
}
"""What the page calls a format where it is not its label; our own lines need no word."""
FEW = 60


def made(key):
    """Make a file of a format of which no real one is at hand."""
    if key == "xlsx":
        return packed([inline(HEAD, ROW)])
    if key == "refworks":
        return REFWORKS.encode()
    out = BytesIO()
    write_records([ARTICLE], out, format=key)
    return out.getvalue()


def example(key, folder, data):
    """Give the smallest real file of a format, or a made one."""
    if key == "europepmc-xml":
        return data / "europepmc/search_cancer.xml"
    rows = [
        row
        for row in read_table()
        if row.format == key and 0 < row.records <= FEW and data.find(row.file)
    ]
    if rows:
        return data / min(rows, key=lambda row: row.records).file
    path = folder / f"made.{key}"
    path.write_bytes(made(key))
    return path


@pytest.mark.parametrize("key", [key for key, known in FORMATS.items() if known.can_read])
def test_a_file_of_each_format_becomes_works(tmp_path, shared_data, key):
    path = example(key, tmp_path, shared_data)
    run = run_import(run=open_import(name=path.name, path=path, by=None), path=path)
    assert run.status == "done"
    assert 0 < run.added <= run.read
    if key != "jsonl":  # a file of ours tells where each of its records came from
        source = {"europepmc-xml": "europepmc"}.get(key, key)
        assert set(Record.objects.values_list("source", flat=True)) == {source}


def test_the_page_of_imports_names_each_format(client):
    client.force_login(make_editor(), backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/desk/imports/").text
    said = [NAMES.get(key, known.label) for key, known in FORMATS.items() if key != "jsonl"]
    assert [name for name in said if name not in page] == []
