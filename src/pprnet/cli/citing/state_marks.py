"""What `pprnet cite` prints of the state of a work: before its title, and in a note."""

from __future__ import annotations

from dataclasses import replace

from pprnet.citations.checking import CheckedReference
from pprnet.records import Record
from pprnet.sources.notices import is_marked
from pprnet.watch import WorkHistory, WorkState

MARKS = {
    WorkState.RETRACTED: "[RETRACTED]",
    WorkState.REPLACED: "[RETRACTED AND REPLACED]",
    WorkState.CONCERN: "[EXPRESSION OF CONCERN]",
}
"""What precedes the title of a work in each state that readers are warned of."""

SENTENCES = {
    WorkState.RETRACTED: "Reported as retracted",
    WorkState.REPLACED: "Reported as retracted and replaced by a corrected version",
    WorkState.CONCERN: "An expression of concern was reported",
    WorkState.CORRECTED: "A correction was published",
    WorkState.REINSTATED: "Reinstated after an earlier notice",
    WorkState.VERSION_OF_RECORD: "The version of record has been published",
}
CONFLICT = " Sources disagree; read their notices."


def state_note(history: WorkHistory) -> str:
    """Return what has become of a work, when and where it is published; empty for most works.

    Args:
        history: of the work.
    """
    sentence = SENTENCES.get(history.state, "")
    conflict = CONFLICT if history.is_conflicting else ""
    event = history.deciding
    if not sentence or event is None:
        return conflict.strip()
    day = f", {event.date}" if event.date else ""
    where = event.version_doi or event.notice_doi
    address = f" https://doi.org/{where}" if where else ""
    return f"{sentence}{day} ({', '.join(event.sources)}).{address}{conflict}"


def marked_record(record: Record, history: WorkHistory) -> Record:
    """Return a record with the mark of its state before the title, unless the title has it.

    Args:
        record: of the work.
        history: of the work.
    """
    mark = MARKS.get(history.state, "")
    if not mark or is_marked(record.title):
        return record
    return replace(record, title=f"{mark} {record.title}".strip())


def has_warning(checked: CheckedReference) -> bool:
    """Return whether readers are warned of the work that a reference describes.

    Args:
        checked: the reference.
    """
    return checked.history.state in MARKS
