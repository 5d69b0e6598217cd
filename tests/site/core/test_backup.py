"""A site in one file and back; a file that is not whole leaves the site as it is."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from datetime import date
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from pprnet.errors import InputError, MissingFileError, OutputError
from pprnet.records import Author, PartialDate, Record
from pprnet_site.backup import json_rows, restore, write_backup
from pprnet_site.catalogue.actions import move_work, refresh_citation
from pprnet_site.catalogue.data_mapper import fill_work, record_row
from pprnet_site.catalogue.models import Move, Work
from pprnet_site.digest.actions import create_summary
from pprnet_site.digest.models import SummaryPage

# The rows are replaced in a transaction of their own, and numbers start anew.
pytestmark = pytest.mark.django_db

EXAMPLE = Record(
    source="ris",
    title="Un exemple – “cité” \u2028 et 例",
    authors=(Author("Example", "A."),),
    issued=PartialDate(2020),
    journal="Journal of Examples",
    volume="1",
    pages="1-2",
)


@pytest.fixture
def filled(django_user_model, upload_folder):
    editor = django_user_model.objects.create_superuser("editor", password="an example of one")
    work = fill_work(Work(), EXAMPLE)
    work.save()
    record_row(EXAMPLE, work=work).save()
    refresh_citation(work=work)
    move_work(work=work, to="screened-in", by=editor, note="Example.")
    create_summary(issue_month=date(2020, 1, 1), title="Example", works=[work], by=editor)
    default_storage.save("images/example.txt", ContentFile(b"example\x00"))
    return work


def everything() -> dict[str, list[bytes]]:
    return {
        label: list(json_rows.json_lines(model))
        for label, model in json_rows.included_models().items()
    }


def test_a_restored_site_is_the_same_to_the_last_row(filled, tmp_path, upload_folder):
    path = tmp_path / "site.tar.gz"
    before = everything()
    done = write_backup(path)
    assert done.rows == sum(map(len, before.values()))
    Move.objects.all().delete()
    SummaryPage.objects.get().delete()
    Work.objects.all().delete()
    Work.objects.create(title="Another example", merged={})
    default_storage.delete("images/example.txt")
    default_storage.save("stray.txt", ContentFile(b"example"))
    restored = restore(path)
    assert everything() == before
    assert (restored.rows, restored.files) == (done.rows, 1)
    assert (upload_folder / "images/example.txt").read_bytes() == b"example\x00"
    assert not default_storage.exists("stray.txt")


def test_a_restored_site_accepts_new_rows(filled, tmp_path, client, django_user_model):
    path = tmp_path / "site.tar.gz"
    write_backup(path)
    restore(path)
    assert client.login(username="editor", password="an example of one")
    assert Work.objects.create(title="One more example", merged={}).pk > filled.pk
    assert ContentType.objects.get_for_model(Work).model == "work"
    page = SummaryPage.objects.get()
    assert page.get_latest_revision_as_object().sources.get().work == filled
    assert page.get_parent().slug == "2020-01"


def test_only_the_owner_reads_a_backup(filled, tmp_path):
    path = tmp_path / "site.tar.gz"
    write_backup(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["site.tar.gz"]


def test_a_backup_holds_no_session_and_no_password_in_the_clear(filled, tmp_path):
    path = tmp_path / "site.tar.gz"
    write_backup(path)
    data = gzip.decompress(path.read_bytes())
    assert b"sessions.session" not in data
    assert b"an example of one" not in data
    assert b"abstract_inverted_index" not in data


def test_a_folder_that_is_not_there_is_named(filled, tmp_path):
    with pytest.raises(OutputError, match="nowhere"):
        write_backup(tmp_path / "nowhere" / "site.tar.gz")


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flip(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]


def repacked(data: bytes, change) -> bytes:
    """Pack a backup again after a change to its members by name."""
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        members = {m.name: archive.extractfile(m).read() for m in archive if m.isfile()}
    change(members)
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return target.getvalue()


def with_manifest(**values):
    def change(members):
        manifest = json.loads(members["manifest.json"])
        members["manifest.json"] = json.dumps(manifest | values).encode()

    return lambda data: repacked(data, change)


def without(name):
    return lambda data: repacked(data, lambda members: members.pop(name))


def with_member(name, content):
    return lambda data: repacked(data, lambda members: members.update({name: content}))


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (cut, "not a complete backup"),
        (flip, "not a complete backup"),
        (lambda _data: b"", "not a complete backup"),
        (lambda _data: b"TY  - JOUR\nER  -\n", "not a complete backup"),
        (lambda _data: gzip.compress(b"example"), "not a complete backup"),
        (without("manifest.json"), "has no list of contents"),
        (without("rows/catalogue.work.jsonl"), "catalogue.work.jsonl is missing or damaged"),
        (with_member("rows/catalogue.work.jsonl", b"{}\n"), "missing or damaged"),
        (with_member("../../escape.txt", b"x"), "which no backup holds"),
        (with_manifest(format="example"), "another program"),
        (with_manifest(version=2), "newer pprnet"),
        (with_manifest(migrations=["catalogue.9999_example"]), "newer pprnet"),
    ],
)
def test_an_incomplete_backup_leaves_the_site_unchanged(filled, tmp_path, damage, words):
    path = tmp_path / "site.tar.gz"
    write_backup(path)
    path.write_bytes(damage(path.read_bytes()))
    before = everything()
    with pytest.raises(InputError, match=words):
        restore(path)
    assert everything() == before
    assert default_storage.exists("images/example.txt")


def test_inconsistent_rows_are_rolled_back(filled, tmp_path):
    """A citation without its work: the sums are right, the rows are not."""
    import hashlib

    path = tmp_path / "site.tar.gz"
    write_backup(path)

    def change(members):
        name = "rows/catalogue.work.jsonl"
        manifest = json.loads(members["manifest.json"])
        members[name] = b""
        manifest["rows"]["catalogue.work"] = 0
        manifest["sums"][name] = hashlib.sha256(b"").hexdigest()
        members["manifest.json"] = json.dumps(manifest).encode()

    path.write_bytes(repacked(path.read_bytes(), change))
    before = everything()
    with pytest.raises(InputError, match="do not fit together"):
        restore(path)
    assert everything() == before


def test_a_file_that_is_not_there_is_named(upload_folder, tmp_path):
    with pytest.raises(MissingFileError, match="none"):
        restore(Path(tmp_path / "none.tar.gz"))


def test_every_table_is_included_or_excluded_explicitly():
    labels = {model._meta.label_lower for model in json_rows.all_models()}
    assert labels >= json_rows.EXCLUDED_TABLES
    assert set(json_rows.included_models()) == labels - json_rows.EXCLUDED_TABLES
