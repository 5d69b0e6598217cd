"""Which names a member of a backup may have."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.core.files.utils import validate_file_name

from pprnet_site.backup.writing import MANIFEST, MEDIA, ROWS

MAX_PART = 255
"""Bytes of a file's or folder's name."""
MAX_NAME = 1000
"""Bytes of the name of an upload with its folders."""
_TABLE = re.compile(r"[a-z0-9_]{1,100}\.[a-z0-9_]{1,100}\.jsonl")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def member_fault(name: str) -> str | None:
    """Return what is wrong with the name of a member, for a message; None if nothing is."""
    if name == MANIFEST:
        return None
    if name.startswith(ROWS) and _TABLE.fullmatch(name.removeprefix(ROWS)):
        return None
    if name.startswith(MEDIA):
        return upload_fault(name.removeprefix(MEDIA))
    return "which no backup holds"


def upload_fault(name: str) -> str | None:
    """Return what is wrong with the name of an upload, by the rules of the storage and ours."""
    try:
        parts = [os.fsencode(part) for part in name.split("/")]
        validate_file_name(name, allow_relative_path=True)
        default_storage.path(name)
    except (SuspiciousOperation, ValueError):
        return "whose name leads out of the folder of uploads or is not valid"
    if _CONTROL.search(name) or PurePosixPath(name).as_posix() != name:
        return "whose name is not valid"
    if max(map(len, parts)) > MAX_PART or len(os.fsencode(name)) > MAX_NAME:
        return "whose name is too long"
    return None


def conflicting_upload(name: str, others: Collection[str]) -> str | None:
    """Return the message for an upload whose name is also that of a folder of another."""
    folders = (str(each) for each in PurePosixPath(name).parents)
    if any(folder in others for folder in folders):
        return "which lies below another file"
    return None
