"""Static files, with names that change with their content, compressed once."""

from __future__ import annotations

from typing import Any

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
