"""Where files are stored: static ones, compressed once, and uploads, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped
    """Whitenoise's storage with gzip alone.

    Brotli's best level takes about fifteen seconds for Wagtail's files and saves a reader one
    kilobyte.
    """

    def create_compressor(self, **kwargs: Any) -> Compressor:
        """Return the compressor that writes a `.gz` for each file."""
        return Compressor(use_brotli=False, **kwargs)


class Uploads(FileSystemStorage):
    """Django's storage, which leaves no part of a file behind when the disk is full."""

    def _save(self, name: str, content: File[bytes]) -> str:
        """Return the name of the file that was written; remove what was written of it if not."""
        was_there = self.exists(name)
        try:
            return str(super()._save(name, content))  # type: ignore[misc]  # documented by Django
        except OSError:
            if not was_there:
                Path(self.path(name)).unlink(missing_ok=True)
            raise
