"""A full disk for uploads, and a database that cannot be written: said clearly, nothing lost."""

from __future__ import annotations

import errno
import gc
import os
import warnings
from contextlib import contextmanager

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import connection
from django.test import Client
from draft_factories import make_catalogued_work, make_editor

from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import ImportRun, Work
from pprnet_site.core.storage import Uploads
from pprnet_site.desk.models import WorkHold

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def uploads_closed():
    """Close the temporary files of refused uploads, which Django leaves to be collected."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


FULL = "/dev/full"
"""A file of Linux to which nothing can be written: the disk is full."""

RIS = b"TY  - JOUR\nTI  - Invented\nER  - \n"

linux = pytest.mark.skipif(not os.path.exists(FULL), reason="only Linux has a full device")  # noqa: PTH110 - a device
sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="opens the file of SQLite")


class FullTemporaryFiles(TemporaryFileUploadHandler):
    """Receives uploads into a temporary file on a full disk."""

    def receive_data_chunk(self, raw_data, start):
        with open(FULL, "wb", buffering=0) as device:  # noqa: PTH123 - a device
            device.write(raw_data)


class FullUploads(Uploads):
    """Stores the first bytes of an upload; then the disk is full."""

    def _save(self, name, content):
        return super()._save(name, FullAfterSomeBytes(content.read()))


class FullAfterSomeBytes(ContentFile):
    def chunks(self, chunk_size=None):
        yield self.read()[:10]
        with open(FULL, "wb", buffering=0) as device:  # noqa: PTH123 - a device
            device.write(b"x")


@pytest.fixture
def editor():
    client = Client(raise_request_exception=False)
    client.force_login(make_editor(), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def media(settings, tmp_path):
    """Return a folder of uploads on a real disk."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def stored_in(settings, name):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": name}}


def send(client, name="example.ris"):
    return client.post("/desk/imports/", {"file": SimpleUploadedFile(name, RIS)})


def ensure_nothing_was_saved(response):
    assert response.status_code == 503
    assert response["Retry-After"] == "120"
    assert "Nothing was saved by this request: the disk of the site is full" in response.text
    assert not ImportRun.objects.exists()


@linux
def test_a_full_disk_for_temporary_files_of_uploads(editor, settings):
    settings.FILE_UPLOAD_HANDLERS = [f"{__name__}.FullTemporaryFiles"]
    ensure_nothing_was_saved(send(editor))
    settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
    assert send(editor).status_code == 302


@linux
def test_a_full_disk_for_stored_uploads_leaves_no_part_of_them(editor, settings, media):
    stored_in(settings, f"{__name__}.FullUploads")
    ensure_nothing_was_saved(send(editor))
    assert [path for path in media.rglob("*") if path.is_file()] == []
    stored_in(settings, "pprnet_site.core.storage.Uploads")
    assert send(editor).status_code == 302
    assert ImportRun.objects.count() == 1


def test_an_upload_that_is_there_is_not_removed_by_a_later_one(settings, media):
    stored_in(settings, "pprnet_site.core.storage.Uploads")
    name = default_storage.save("kept.ris", ContentFile(RIS))
    assert default_storage.save("kept.ris", ContentFile(b"other")) != name
    with default_storage.open(name) as kept:
        assert kept.read() == RIS


@contextmanager
def read_only_file():
    """Open the file of the database read-only, as on a disk that the system made read-only."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = f"file:{usual}?mode=ro"
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


@sqlite
def test_a_read_only_database_is_still_read_and_says_that_nothing_was_saved(
    editor, settings, media
):
    stored_in(settings, "pprnet_site.core.storage.Uploads")
    work = make_catalogued_work(status=WorkStatus.FOUND)
    decision = {"work": work.pk, "verdict": "in"}
    assert Client().get("/").status_code == 200  # the first visit makes the row of settings
    with read_only_file():
        assert Client().get("/").status_code == 200
        shown = editor.get("/desk/")
        assert shown.status_code == 200
        assert shown.context["inbox"].work == work, "shown, though it cannot be held"
        ensure_nothing_was_saved(editor.post("/desk/decide/", decision))
        ensure_nothing_was_saved(send(editor))
    assert [path for path in media.rglob("*") if path.is_file()] == []
    assert Work.objects.get(pk=work.pk).status == WorkStatus.FOUND
    assert not WorkHold.objects.exists()
    assert editor.post("/desk/decide/", decision).status_code == 302
    assert Work.objects.get(pk=work.pk).status == WorkStatus.SCREENED_IN


def test_a_folder_that_cannot_be_written_is_a_fault_of_the_storage():
    from pprnet_site.core.operations.storage_faults import StorageFault, storage_fault

    for number in (errno.EACCES, errno.EFBIG, errno.ENOSPC, errno.EROFS):
        assert storage_fault(OSError(number, "example")) is StorageFault.UNWRITABLE
