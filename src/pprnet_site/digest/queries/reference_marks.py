"""The marks of references to retracted works, for pages and for files.

The marks are in English in every file, as indexes and publishers write them before a title.
"""

from __future__ import annotations

from pprnet_site.catalogue.enums import WorkState
from pprnet_site.catalogue.models import Work
from pprnet_site.catalogue.queries import deciding_event

MARKS = {
    WorkState.RETRACTED: "[RETRACTED]",
    WorkState.REPLACED: "[RETRACTED AND REPLACED]",
    WorkState.CONCERN: "[EXPRESSION OF CONCERN]",
}
"""What precedes the title of a work in each state that readers are warned of."""

NOTES = {
    WorkState.RETRACTED: "Reported as retracted",
    WorkState.REPLACED: "Reported as retracted and replaced by a corrected version",
    WorkState.CONCERN: "An expression of concern was reported",
    WorkState.CORRECTED: "A correction was published",
    WorkState.REINSTATED: "Reinstated after an earlier notice",
    WorkState.VERSION_OF_RECORD: "The version of record has been published",
}


def reference_mark(work: Work) -> str:
    """Return what precedes the title of a work, empty for most works."""
    return MARKS.get(WorkState(work.state), "")


def reference_note(work: Work) -> str:
    """Return what a file says of the state of a work: what, when, and where it is published."""
    sentence = NOTES.get(WorkState(work.state), "")
    if not sentence:
        return ""
    event = deciding_event(work)
    if event is None:
        return f"{sentence}."
    day = f", {event.date}" if event.date else ""
    where = event.version_doi or event.notice_doi
    return f"{sentence}{day}." + (f" https://doi.org/{where}" if where else "")


def marked_item(item: dict[str, object], work: Work) -> dict[str, object]:
    """Return a CSL-JSON item with the mark before its title and a note of the state."""
    mark, note = reference_mark(work), reference_note(work)
    marked = dict(item)
    if mark:
        marked["title"] = f"{mark} {item.get('title', '')}".strip()
    if note:
        marked["note"] = note
    return marked
