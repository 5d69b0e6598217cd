"""Every format that the engine reads comes into the catalogue, and the desk's page names it."""

from __future__ import annotations

import pytest
import typer
from draft_factories import make_editor
from typer.testing import CliRunner

from formats.real_files import read_table
from pprnet.formats import FORMATS
from pprnet_site.catalogue.actions import open_import, run_import
from pprnet_site.catalogue.models import Record
from pprnet_site.cli import import_files

pytestmark = pytest.mark.django_db

FEW = 60


def example(key, folder, data):
    """Return the smallest real file of a format, or its invented example."""
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
    path.write_bytes(FORMATS[key].example_bytes())
    return path


@pytest.mark.parametrize("key", FORMATS)
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
    assert [known.name for known in FORMATS.values() if known.name not in page] == []


def test_the_help_of_the_import_names_each_format(monkeypatch):
    monkeypatch.setattr("typer.rich_utils.MAX_WIDTH", 2_000)
    app = typer.Typer()
    import_files.register(app)
    page = CliRunner().invoke(app, ["--help"]).output
    assert [known.name for known in FORMATS.values() if known.name not in page] == []
