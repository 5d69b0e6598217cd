"""The text of a version, by which it is known again, and who wrote it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from wagtail.models import Revision

from pprnet_site.reviews.enums import DraftText

OTHER_FIELDS = ("certainty",)
"""Fields without a text of their own that a second person reads as well."""
FACT_FIELDS = ("label", "value", "note")


@dataclass(frozen=True, slots=True)
class VersionText:
    """All that a second person reads of a version, with white space normalised."""

    texts: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, ...], ...]
    sources: tuple[int, ...]

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the text; two versions with the same one read the same."""
        values = [self.texts, self.facts, self.sources]
        text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def version_text(content: Mapping[str, Any]) -> VersionText:
    """Return the text of a version from its content, as Wagtail stores it."""
    names = (*DraftText.values, *OTHER_FIELDS)
    return VersionText(
        texts=tuple((name, one_line(content.get(name))) for name in names),
        facts=tuple(
            sorted(
                tuple(one_line(fact.get(name)) for name in FACT_FIELDS)
                for fact in content.get("key_facts") or ()
            )
        ),
        sources=tuple(sorted(int(each["work"]) for each in content.get("sources") or ())),
    )


def one_line(value: object) -> str:
    """Return a text with its white space normalised; nothing is an empty text."""
    return " ".join(str(value or "").split())


def texts_of(revision: Revision) -> dict[str, str]:
    """Return the texts of a stored version by field, in the order in which they are shown."""
    return {name: str(revision.content.get(name) or "") for name in DraftText.values}


def newest_revision(page_id: int) -> Revision | None:
    """Return the newest version of a page, or None if there is none."""
    newest: Revision | None = _revisions(page_id).first()
    return newest


def revision_of(page_id: int, number: int | None) -> Revision | None:
    """Return the version of a page with this number, or None if it has no such version."""
    found: Revision | None = _revisions(page_id).filter(pk=number).first()
    return found


def first_with_text(page_id: int, fingerprint: str) -> Revision | None:
    """Return the version in which a text was last written; None where no version has it.

    Later versions with the same text, which a date or a topic makes, do not count.
    """
    found = None
    for revision in _revisions(page_id).iterator(chunk_size=4):
        if version_text(revision.content).fingerprint == fingerprint:
            found = revision
        elif found is not None:
            break
    return found


def text_author(page_id: int, fingerprint: str) -> User | None:
    """Return whose account saved the newest changes of a text; None means the command line."""
    written = first_with_text(page_id, fingerprint) or newest_revision(page_id)
    author: User | None = written.user if written else None
    return author


def _revisions(page_id: int) -> Any:
    """Return the versions of a page, the newest first."""
    rows = Revision.page_revisions.filter(object_id=str(page_id)).select_related("user")
    return rows.order_by("-created_at", "-pk")
