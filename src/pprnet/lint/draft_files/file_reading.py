"""A file as drafts: TOML by its name, an archive page by its months, else one draft."""

from __future__ import annotations

from collections.abc import Mapping

from pprnet.lint.draft_files.archive_drafts import archive_drafts
from pprnet.lint.draft_files.placed_drafts import PlacedDraft
from pprnet.lint.draft_files.plain_drafts import plain_draft
from pprnet.lint.draft_files.toml_drafts import toml_drafts
from pprnet.records import Record


def drafts_of_text(
    text: str, *, name: str, language: str = "", records: Mapping[str, Record] | None = None
) -> tuple[PlacedDraft, ...]:
    """Return the drafts of a file.

    Args:
        text: of the file, with lines that end in a line feed.
        name: of the file.
        language: of the drafts; empty for what the file states, else English.
        records: works by the keys that a TOML file names.

    Raises:
        InputError: A TOML file cannot be read as summaries.
    """
    if name.endswith(".toml"):
        return toml_drafts(text, name, language, records or {})
    posts = archive_drafts(text, name, language or "en")
    return posts or (plain_draft(text, language or "en"),)
