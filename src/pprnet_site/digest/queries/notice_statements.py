"""What a notice states, in words: every page, feed and file takes them from here.

What an editor disputes and what was lifted is never stated without saying so.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from pprnet_site.digest.enums import ReaderNoticeKind
from pprnet_site.digest.queries.reader_notices import ReaderNotice


def notice_title(notice: ReaderNotice) -> str:
    """Return the title of a notice: what kind it is, and whether it holds."""
    label = str(notice.kind.label)
    if notice.is_about_another:
        return _("{notice} (about another study)").format(notice=label)
    if notice.is_disputed:
        return _("{notice} (disputed)").format(notice=label)
    if notice.is_superseded:
        return _("{notice} (no longer in force)").format(notice=label)
    return label


def notice_report(notice: ReaderNotice) -> str:
    """Return the sentence on what happened to the source; a note of the editor has none.

    A second sentence says that a later notice replaced or lifted it.
    """
    later = _("A later notice replaced or lifted this one.") if notice.is_superseded else ""
    return " ".join(filter(None, (event_report(notice), later)))


def event_report(notice: ReaderNotice) -> str:
    """Return the sentence on what happened to the source, empty for a note of the editor."""
    if not notice.verdict:
        return ""
    is_claim = notice.is_open or notice.is_disputed
    claim = claimed_report(notice.kind) if is_claim else ""
    return claim or settled_report(notice.kind)


def claimed_report(kind: ReaderNoticeKind) -> str:
    """Return the sentence on what a notice reports that no editor has confirmed, or nothing."""
    return {
        ReaderNoticeKind.RETRACTED: _("The study is reported as retracted."),
        ReaderNoticeKind.REPLACED: _(
            "The study is reported as retracted and replaced by a corrected version."
        ),
        ReaderNoticeKind.CONCERN: _("An expression of concern about the study is reported."),
    }.get(kind, "")


def settled_report(kind: ReaderNoticeKind) -> str:
    """Return the sentence on what happened to the source, as a fact."""
    return {
        ReaderNoticeKind.RETRACTED: _("The study has been retracted."),
        ReaderNoticeKind.REPLACED: _(
            "The study has been retracted and replaced by a corrected version."
        ),
        ReaderNoticeKind.CONCERN: _("The journal has expressed concern about the study."),
        ReaderNoticeKind.SOURCE_CORRECTED: _("A correction of the study has been published."),
        ReaderNoticeKind.REINSTATED: _(
            "The study has been reinstated. The earlier notice no longer applies."
        ),
        ReaderNoticeKind.VERSION_OF_RECORD: _(
            "The preprint has since been published by a journal."
        ),
    }.get(kind, "")


def notice_standing(notice: ReaderNotice) -> str:
    """Return the sentence on what the editor thinks of a notice, empty where it stands."""
    if notice.is_disputed:
        return _("The editor disputes the notice.")
    if notice.is_open and notice.is_warning:
        return _("The editor is looking into it.")
    return ""


def notice_statement(notice: ReaderNotice) -> str:
    """Return all that a notice states as plain text, with the words of the editor."""
    return " ".join(filter(None, (notice_report(notice), notice_standing(notice), notice.text)))
