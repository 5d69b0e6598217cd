"""Hostile and damaged backups: rows and uploads of the site stay as they are."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import resource
import subprocess
import sys
import tarfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from pprnet.errors import InputError, OutputError, PprnetError, SiteError
from pprnet.records import Author, PartialDate, Record
from pprnet_site.backup import json_rows, recover, restore, unpacking, upload_swap, write_backup
from pprnet_site.backup.upload_swap import RestoreJournal, restore_lock, write_journal
from pprnet_site.catalogue.data_mapper import fill_work, record_row
from pprnet_site.catalogue.models import Work
from pprnet_site.core.enums import ServicePart
from pprnet_site.core.operations.beats import write_beat

pytestmark = pytest.mark.django_db

EXAMPLE = Record(source="ris", title="Example", authors=(Author("Example", "A."),),
                 issued=PartialDate(2020))  # fmt: skip
AT = datetime(2026, 5, 20, 12, tzinfo=UTC)


def fill(title: str, upload: str) -> None:
    work = fill_work(Work(), EXAMPLE)
    work.title = title
    work.save()
    record_row(EXAMPLE, work=work).save()
    default_storage.save(upload, ContentFile(upload.encode()))


@pytest.fixture
def members(django_user_model, upload_folder, tmp_path) -> dict[str, bytes]:
    """The members of a whole backup; the site has other rows and uploads by now."""
    django_user_model.objects.create_superuser("editor", password="an example of one")
    fill("Of the backup", "imports/backup.txt")
    write_backup(tmp_path / "whole.tar.gz")
    with tarfile.open(tmp_path / "whole.tar.gz") as archive:
        found = {member.name: archive.extractfile(member).read() for member in archive}
    Work.objects.all().delete()
    default_storage.delete("imports/backup.txt")
    fill("Of the site", "imports/site.txt")
    return found


def packed(members: dict[str, bytes], *others: tarfile.TarInfo, **changes: object) -> bytes:
    """Pack members with right checksums, and a manifest with some changes."""
    manifest = json.loads(members["manifest.json"])
    manifest["sums"] = {
        name: hashlib.sha256(data).hexdigest()
        for name, data in members.items()
        if name != "manifest.json"
    }
    members = members | {"manifest.json": json.dumps(manifest | changes).encode()}
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as archive:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
        for other in others:
            archive.addfile(other)
    return target.getvalue()


def upload(name: str, *more: str):
    return lambda members: packed(members | {f"media/{each}": b"x" for each in (name, *more)})


def linked(kind: bytes):
    link = tarfile.TarInfo("media/link")
    link.type, link.linkname = kind, "/etc/passwd"
    return lambda members: packed(members, link)


def user(**values: object):
    def change(members):
        row = json.loads(members["rows/auth.user.jsonl"].splitlines()[0]) | values
        return packed(members | {"rows/auth.user.jsonl": json.dumps(row).encode() + b"\n"})

    return change


def user_line(line: bytes):
    return lambda members: packed(members | {"rows/auth.user.jsonl": line})


def manifest(**changes: object):
    return lambda members: packed(members, **changes)


def counted(**changes: object):
    """Change the stated numbers of rows; None removes a table from the list."""

    def change(members):
        rows = json.loads(members["manifest.json"])["rows"]
        stated = rows | {name.replace("__", "."): number for name, number in changes.items()}
        return packed(members, rows={k: v for k, v in stated.items() if v is not None})

    return change


def without_table(name: str):
    """Leave a table out altogether: no file, no number."""

    def change(members):
        rows = json.loads(members["manifest.json"])["rows"]
        kept = {k: v for k, v in members.items() if k != f"rows/{name}.jsonl"}
        return packed(kept, rows={k: v for k, v in rows.items() if k != name})

    return change


def without_file(name: str):
    return lambda members: packed({k: v for k, v in members.items() if k != name})


def twice(members):
    data = gzip.decompress(packed(members))
    again = tarfile.TarInfo("rows/catalogue.work.jsonl")
    return gzip.compress(data[: data.rindex(b"manifest.json")] + again.tobuf() + bytes(1024))


def long_header(members):
    """An archive whose first header says that the name is 64 MB long."""
    header = tarfile.TarInfo("././@LongLink")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 64 << 20
    return gzip.compress(header.tobuf(tarfile.GNU_FORMAT) + b"a" * (64 << 20))


CASES = {
    "upload in the folder above": (upload("../../escaped.txt"), "leads out"),
    "upload with an absolute name": (upload("/tmp/escaped.txt"), "leads out"),
    "upload above its own folder": (upload("a/../b.txt"), "leads out"),
    "upload without a name": (upload(""), "leads out"),
    "upload with a doubled slash": (upload("a//b.txt"), "name is not valid"),
    "upload with a line break": (upload("a\nb.txt"), "name is not valid"),
    "upload with a long name": (upload("a" * 300 + ".txt"), "too long"),
    "upload in too many folders": (upload("a/" * 600 + "b.txt"), "too long"),
    "file and folder of one name": (upload("x", "x/y"), "below another file"),
    "folder and file of one name": (upload("x/y", "x"), "cannot be stored here"),
    "symbolic link": (linked(tarfile.SYMTYPE), "which is not a file"),
    "hard link": (linked(tarfile.LNKTYPE), "which is not a file"),
    "device": (linked(tarfile.CHRTYPE), "which is not a file"),
    "sparse file": (linked(tarfile.GNUTYPE_SPARSE), "not a"),
    "unknown member": (lambda m: packed(m | {"scripts/run.sh": b"x"}), "no backup holds"),
    "table with an odd name": (lambda m: packed(m | {"rows/../x.jsonl": b""}), "no backup holds"),
    "member twice": (twice, "twice|unpacked"),
    "long header": (long_header, "more than a backup"),
    "date that is none": (user(date_joined="nonsense"), "do not fit together"),
    "password that is missing": (user(password=None), "do not fit together"),
    "number beyond all": (user(id=10**40), "do not fit together"),
    "number that is infinite": (user(id=float("inf")), "do not fit together"),
    "list for a date": (user(date_joined=[1, 2]), "do not fit together"),
    "row that is a list": (user_line(b"[1,2]\n"), "do not fit together"),
    "row that is no JSON": (user_line(b"\xff\xfe\n"), "do not fit together"),
    "row without an end": (user_line(b'{"id": 1'), "table auth.user has 0 rows"),
    "row that is deep": (user_line(b"[" * 100_000 + b"\n"), "do not fit together"),
    "number of rows as text": (counted(auth__user="three"), "'rows' in its list"),
    "number of rows too high": (counted(auth__user=7), "has 1 rows, 7 were expected"),
    "negative number of rows": (counted(auth__user=-1), "'rows' in its list"),
    "number of rows that is true": (counted(auth__user=True), "'rows' in its list"),
    "table without a file": (counted(catalogue__nosuch=1), "has no file, 1 were expected"),
    "file without a number": (counted(auth__user=None), "1 rows, none were expected"),
    "file of a table missing": (without_file("rows/catalogue.work.jsonl"), "has no file"),
    "table left out": (without_table("auth.user"), "table auth.user is missing"),
    "migrations as an object": (manifest(migrations={"a": 1}), "'migrations' in its list"),
    "migrations of numbers": (manifest(migrations=[1, 2]), "'migrations' in its list"),
    "version as text": (manifest(version="1"), "'version' in its list"),
    "sums as numbers": (manifest(sums={"x": 1}), "'sums' in its list"),
    "date of a wrong type": (manifest(made_at=["x"]), "'made_at' in its list"),
}  # fmt: skip


def everything(folder: Path) -> tuple[object, ...]:
    """Every row and upload, and what else lies in the folder of the site."""
    rows = {
        label: list(json_rows.json_lines(model))
        for label, model in json_rows.included_models().items()
    }
    files = {
        str(each.relative_to(folder)): each.read_bytes()
        for each in folder.rglob("*")
        if each.is_file()
    }
    beside = {each.name for each in folder.parent.iterdir()} - {upload_swap.LOCK}
    return rows, files, beside


@pytest.mark.parametrize(("make", "words"), CASES.values(), ids=CASES)
def test_a_hostile_backup_changes_nothing(members, upload_folder, tmp_path, make, words):
    path = tmp_path / "hostile.tar.gz"
    path.write_bytes(make(members))
    before = everything(upload_folder)
    with pytest.raises(InputError, match=words) as caught:
        restore(path)
    assert "The site was not changed" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert everything(upload_folder) == before
    assert not Path("/tmp/escaped.txt").exists()


def test_the_same_members_unchanged_are_restored(members, upload_folder, tmp_path):
    path = tmp_path / "good.tar.gz"
    path.write_bytes(packed(members))
    done = restore(path)
    assert (done.files, done.left_out) == (1, ())
    assert Work.objects.get().title == "Of the backup"
    assert everything(upload_folder)[1:] == ({"imports/backup.txt": b"imports/backup.txt"},
                                             {"media"})  # fmt: skip


def test_what_this_version_does_not_know_is_named(members, upload_folder, tmp_path):
    path = tmp_path / "older.tar.gz"
    row = json.loads(members["rows/auth.user.jsonl"])
    more = {
        "rows/catalogue.former.jsonl": b"{}\n{}\n",
        "rows/auth.user.jsonl": json.dumps(row | {"colour": "red"}).encode() + b"\n",
    }
    rows = json.loads(members["manifest.json"])["rows"]
    path.write_bytes(packed(members | more, rows=rows | {"catalogue.former": 2}))
    done = restore(path)
    assert done.left_out == ("catalogue.former (2 rows)", "auth.user.colour")
    assert done.rows == sum(rows.values())


def test_many_members_are_refused(members, upload_folder, tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "MAX_MEMBERS", 20)
    path = tmp_path / "many.tar.gz"
    path.write_bytes(packed(members))
    before = everything(upload_folder)
    with pytest.raises(InputError, match="after 20 other files"):
        restore(path)
    assert everything(upload_folder) == before


def test_a_small_file_that_unpacks_to_much_is_refused(
    members, upload_folder, tmp_path, monkeypatch
):
    monkeypatch.setattr(unpacking, "FREE_SIZE", 1 << 20)
    path = tmp_path / "zeros.tar.gz"
    path.write_bytes(packed({"media/zeros.bin": bytes(1 << 24)} | members))
    before = everything(upload_folder)
    with pytest.raises(InputError, match="larger than a backup of its size"):
        restore(path)
    assert everything(upload_folder) == before


def test_a_disk_that_would_be_full_changes_nothing(members, upload_folder, tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "RESERVE", 1 << 60)
    path = tmp_path / "good.tar.gz"
    path.write_bytes(packed(members))
    before = everything(upload_folder)
    with pytest.raises(OutputError, match=r"No space left.*not changed; free space"):
        restore(path)
    assert everything(upload_folder) == before


UNPACK = """
import sys, django
django.setup()
from pathlib import Path
from pprnet.errors import OutputError
from pprnet_site.backup.unpacking import unpack
try:
    unpack(Path(sys.argv[1]), Path(sys.argv[2]))
except OutputError as error:
    print(error)
"""


def test_an_error_of_writing_is_no_error_of_reading(members, tmp_path):
    """The system refuses files above 4 kB here, as a full disk does."""
    path = tmp_path / "good.tar.gz"
    path.write_bytes(packed(members | {"media/large.bin": os.urandom(100_000)}))
    (tmp_path / "staging").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", UNPACK, str(path), str(tmp_path / "staging")],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "cannot be unpacked there (File too large)" in done.stdout, done.stderr


def journal(folder: Path, at: datetime) -> Path:
    """Leave a restore as a killed process does when its journal is written."""
    staging = folder.parent / ".pprnet-restore-example1"
    (staging / "media").mkdir(parents=True)
    (staging / "media/new.txt").write_bytes(b"new")
    write_journal(folder.parent, RestoreJournal(staging.name, at))
    return staging


def names(folder: Path) -> set[str]:
    return {str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file()}


MOMENTS = {
    "before the swap": lambda _folder, _staging: None,
    "between the two renames": lambda folder, staging: folder.rename(staging / "old"),
    "after the swap": lambda folder, staging: (
        folder.rename(staging / "old"),
        (staging / "media").rename(folder),
    ),
    "after the site made the folder again": lambda folder, staging: (
        folder.rename(staging / "old"),
        folder.mkdir(),
        (folder / "late.txt").write_bytes(b"late"),
    ),
}


@pytest.mark.parametrize("is_committed", [True, False])
@pytest.mark.parametrize("interrupt", MOMENTS.values(), ids=MOMENTS)
def test_the_next_start_finds_rows_and_uploads_of_one_site(
    members, upload_folder, interrupt, is_committed
):
    staging = journal(upload_folder, AT)
    write_beat(ServicePart.RESTORE, now=AT if is_committed else AT - timedelta(days=1))
    interrupt(upload_folder, staging)
    assert recover() == is_committed
    assert names(upload_folder) == ({"new.txt"} if is_committed else {"imports/site.txt"})
    assert {each.name for each in upload_folder.parent.iterdir()} == {"media", upload_swap.LOCK}
    assert not recover()


def test_a_second_restore_waits_for_none(members, upload_folder, tmp_path):
    path = tmp_path / "good.tar.gz"
    path.write_bytes(packed(members))
    before = everything(upload_folder)
    with (
        restore_lock(upload_folder.parent),
        pytest.raises(SiteError, match="is being restored"),
    ):
        restore(path)
    assert everything(upload_folder) == before


@pytest.mark.parametrize("text", ["", "{}", '{"staging": "../x", "at": "2026-01-01T00:00:00"}'])
def test_a_damaged_journal_is_named(members, upload_folder, text):
    (upload_folder.parent / upload_swap.JOURNAL).write_text(text)
    with pytest.raises(PprnetError, match=r"pprnet-restore\.json"):
        recover()


def test_uploads_in_another_storage_are_refused(tmp_path):
    with pytest.raises(SiteError, match="not in a folder of this machine"):
        restore(Path(tmp_path / "any.tar.gz"))


def test_the_date_of_a_backup_is_kept(members, upload_folder, tmp_path):
    path = tmp_path / "good.tar.gz"
    path.write_bytes(packed(members, made_at="2026-05-20T12:00:00+00:00"))
    assert restore(path).made_at[:10] == str(date(2026, 5, 20))
