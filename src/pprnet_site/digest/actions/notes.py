"""The dated note that goes out together with a change: it waits in the draft like the text."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.digest.enums import SummaryNoticeKind
from pprnet_site.digest.models import Notice, SummaryPage
from pprnet_site.digest.publication import gate


@dataclass(frozen=True, slots=True)
class NoteText:
    """What a dated note says to readers."""

    kind: str
    text: str
    date: date

    def values(self) -> dict[str, Any]:
        """Give the fields by name; a note without words is refused."""
        text = self.text.strip()
        if not text:
            raise ActionRefusedError(_("The note is empty. Write what changed and why."))
        return asdict(self) | {"kind": SummaryNoticeKind(self.kind), "text": text}


def set_note(draft: SummaryPage, note: NoteText | None) -> None:
    """Let this be the note that goes out with the draft; `None` takes a waiting one back.

    What readers have seen stays, and so does a second note that waits.
    """
    waiting = gate.unpublished_notes(draft)
    if note is None and not waiting:
        return
    ensure_published(draft)
    taken = waiting[:1]
    kept = [notice for notice in draft.notices.all() if notice not in taken]
    draft.notices = [*([Notice(**note.values())] if note else []), *kept]


def ensure_published(summary: SummaryPage) -> None:
    """Refuse a note on what nobody has read."""
    if gate.live_version(summary) is None:
        raise ActionRefusedError(
            _("Only a published summary can have a note. This one has not been published.")
        )
