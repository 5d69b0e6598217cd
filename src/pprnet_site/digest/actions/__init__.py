"""Actions: the only code that writes issues, summaries and notices."""

from pprnet_site.digest.actions.archive import ArchiveReport, import_archive
from pprnet_site.digest.actions.drafts import (
    DraftOvertaken,
    SavedDraft,
    add_facts,
    create_summary,
    make_draft,
    save_draft,
)
from pprnet_site.digest.actions.facts import Fact
from pprnet_site.digest.actions.issues import open_issue
from pprnet_site.digest.actions.manual_works import (
    add_found_sources,
    add_pasted_source,
    add_typed_source,
)
from pprnet_site.digest.actions.publishing import (
    publish_issue,
    publish_summary,
    schedule_summary,
    unpublish_summary,
    unschedule_summary,
)
from pprnet_site.digest.actions.scheduled_publishing import DuePage, DueReport, publish_due
from pprnet_site.digest.actions.summary_notices import NoteText, add_notice
from pprnet_site.digest.actions.summary_sources import add_source, remove_source

__all__ = [
    "ArchiveReport",
    "DraftOvertaken",
    "DuePage",
    "DueReport",
    "Fact",
    "NoteText",
    "SavedDraft",
    "add_facts",
    "add_found_sources",
    "add_notice",
    "add_pasted_source",
    "add_source",
    "add_typed_source",
    "create_summary",
    "import_archive",
    "make_draft",
    "open_issue",
    "publish_due",
    "publish_issue",
    "publish_summary",
    "remove_source",
    "save_draft",
    "schedule_summary",
    "unpublish_summary",
    "unschedule_summary",
]
