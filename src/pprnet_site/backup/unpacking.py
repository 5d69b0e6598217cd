"""Unpacking a backup into a staging folder, with limits of number and size."""

from __future__ import annotations

import errno
import gzip
import hashlib
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from pprnet.errors import InputError, MissingFileError, OutputError
from pprnet_site.backup.member_names import conflicting_upload, member_fault
from pprnet_site.backup.writing import BLOCK_SIZE, MANIFEST, MEDIA, ROWS

MAX_MEMBERS = 200_000
MAX_RATIO = 200
"""Bytes that one byte of a backup may unpack to; rows of one kind repeat much."""
FREE_SIZE = 256 << 20
"""Bytes that any backup may unpack to, however small it is."""
MAX_READ = 16 << 20
"""Bytes that may be read at once: a longer header of the archive is refused."""
RESERVE = 200 << 20
"""Bytes of the disk that unpacking leaves free for the running site."""
NAME_FAULTS = frozenset({errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG})


@dataclass(slots=True)
class UnpackedFiles:
    """What was unpacked: the checksum of each member and the lines of each table, by name."""

    folder: Path
    limit: int
    """Bytes that the members may have together."""
    sums: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    size: int = 0

    @property
    def uploads(self) -> Path:
        """Return the folder of the uploads, laid out as in the site."""
        return self.folder / "media"

    def path(self, name: str) -> Path:
        """Return the path of a member; no name can lead out of the folder."""
        if name.startswith(MEDIA):
            return self.uploads / name.removeprefix(MEDIA)
        return self.folder / hashlib.sha256(name.encode()).hexdigest()


class LimitedGzipFile(gzip.GzipFile):
    """A compressed file that refuses to unpack to more than a limit."""

    limit = FREE_SIZE

    def read(self, size: int | None = -1) -> bytes:
        """Return the next bytes.

        Raises:
            ReadError: There are more than the limit, or too many are asked for at once.
        """
        if size is None or not 0 <= size <= MAX_READ or self.tell() > self.limit:
            raise tarfile.ReadError("it unpacks to more than a backup of its size can hold")
        return super().read(size)


def invalid_backup(path: Path, what: str) -> InputError:
    """Return the error that a file is not a complete backup."""
    return InputError(
        f"{path}: not a complete backup made by `pprnet backup`: {what}. The site was not "
        "changed; try another copy of the file."
    )


def unpack(path: Path, folder: Path) -> UnpackedFiles:
    """Unpack the members of a backup into a folder, and return what they are.

    Raises:
        MissingFileError: The file cannot be read.
        InputError: It is damaged, has a member that no backup has, or exceeds a limit.
        OutputError: There is no room to unpack it.
    """
    try:
        found = UnpackedFiles(folder, FREE_SIZE + MAX_RATIO * path.stat().st_size)
        found.uploads.mkdir(mode=0o700)
        with limited_file(path, found.limit) as file, open_tar(file) as archive:
            while (member := archive.next()) is not None:
                add_member(path, archive, member, found)
                archive.members.clear()  # type: ignore[attr-defined]  # known, not in the stub
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, ValueError) as error:
        raise invalid_backup(path, f"it cannot be unpacked: {error}") from error
    except OSError as error:
        raise MissingFileError(
            f"{path}: cannot be read ({error.strerror or error}); check its name"
        ) from error
    return found


@contextmanager
def limited_file(path: Path, limit: int) -> Iterator[LimitedGzipFile]:
    """Open a backup, which may unpack to so many bytes."""
    with LimitedGzipFile(path, "rb") as file:
        file.limit = limit
        yield file


def open_tar(file: gzip.GzipFile) -> tarfile.TarFile:
    """Open an archive that is unpacked already."""
    return tarfile.open(fileobj=file, mode="r:")


def add_member(
    path: Path, archive: tarfile.TarFile, member: tarfile.TarInfo, found: UnpackedFiles
) -> None:
    """Unpack one member after a check of its name, type and size."""
    if fault := refused(member, found):
        raise invalid_backup(path, f"it holds {member.name!r}, {fault}")
    ensure_room(found, member.size)
    source = archive.extractfile(member)
    target = create(path, found, member.name)
    with os.fdopen(target, "wb") as file:
        copy_member(source, file, member.name, found)


def refused(member: tarfile.TarInfo, found: UnpackedFiles) -> str | None:
    """Return why a member is refused."""
    if member.type not in {tarfile.REGTYPE, tarfile.AREGTYPE} or member.issparse():
        return "which is not a file"
    if member.name in found.sums:
        return "twice"
    if not 0 <= member.size <= found.limit - found.size:
        return "which is larger than a backup of its size can hold"
    if len(found.sums) >= MAX_MEMBERS:
        return f"after {MAX_MEMBERS:,} other files"
    return member_fault(member.name) or conflicting_upload(member.name, found.sums)


def ensure_room(found: UnpackedFiles, size: int) -> None:
    """Raise an error where the disk would have too little room left."""
    if shutil.disk_usage(found.folder).free < size + RESERVE:
        raise no_room(found.folder, os.strerror(errno.ENOSPC))


def no_room(folder: Path, why: str) -> OutputError:
    """Return the error that a backup could not be unpacked."""
    return OutputError(
        f"{folder.parent}: the backup cannot be unpacked there ({why}). The site was not "
        "changed; free space on that disk, then restore again."
    )


def create(path: Path, found: UnpackedFiles, name: str) -> int:
    """Create the file of a member, which must not exist, and return its descriptor."""
    target = found.path(name)
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        if error.errno in NAME_FAULTS:
            what = f"it holds {name!r}, which cannot be stored here ({error.strerror})"
            raise invalid_backup(path, what) from error
        raise no_room(found.folder, error.strerror or str(error)) from error


def copy_member(
    source: IO[bytes] | None, target: IO[bytes], name: str, found: UnpackedFiles
) -> None:
    """Copy a member to its file; record its checksum and, of a table, the number of lines."""
    total, lines = hashlib.sha256(), 0
    while source is not None and (block := source.read(BLOCK_SIZE)):
        store(found.folder, target, block)
        total.update(block)
        lines += block.count(b"\n")
        found.size += len(block)
    flush(found.folder, target, durable=name.startswith(MEDIA))
    found.sums[name] = total.hexdigest()
    if name.startswith(ROWS):
        found.lines[name.removeprefix(ROWS).removesuffix(".jsonl")] = lines


def store(folder: Path, target: IO[bytes], block: bytes) -> None:
    """Write a block; an error of writing is not one of reading."""
    try:
        target.write(block)
    except OSError as error:
        raise no_room(folder, error.strerror or str(error)) from error


def flush(folder: Path, target: IO[bytes], *, durable: bool) -> None:
    """Write what is held in memory, and for an upload wait until the disk has it."""
    try:
        target.flush()
        if durable:
            os.fsync(target.fileno())
    except OSError as error:
        raise no_room(folder, error.strerror or str(error)) from error


__all__ = ["MANIFEST", "UnpackedFiles", "invalid_backup", "unpack"]
