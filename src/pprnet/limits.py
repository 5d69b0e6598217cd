"""The sizes over which an input is refused: generous for the field, safe for the machine."""

from __future__ import annotations

MAX_LINE = 16 * 1024 * 1024
"""Bytes in one line of a reference file; the longest real OpenAlex work is near 2 MiB."""

MAX_FIELD = 1024 * 1024
"""Characters kept of one field of a record; a longer one is cut and listed as a problem."""

MAX_UPLOAD = 64 * 1024 * 1024
"""Bytes of a file dropped in the browser."""

MAX_FULLTEXT = 64 * 1024 * 1024
"""Bytes of an article that is added to a work; one with many figures has about 20 MiB."""
