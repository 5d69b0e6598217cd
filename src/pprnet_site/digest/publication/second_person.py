"""What the gate requires of a second person, and of an author who writes about their own study."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.queries.authorship import is_author_of
from pprnet_site.core.display_names import display_name
from pprnet_site.digest.enums import InterestsState
from pprnet_site.digest.publication.refusals import Refusal
from pprnet_site.reviews.enums import DraftText, UnmetRequirement
from pprnet_site.reviews.queries.second_person import needs_check_list, unmet_requirements
from pprnet_site.reviews.queries.versions import (
    FACT_FIELDS,
    OTHER_FIELDS,
    VersionText,
    text_author,
    version_text,
)

if TYPE_CHECKING:
    from pprnet_site.catalogue.models import Work
    from pprnet_site.digest.models import SummaryPage

REASONS: dict[UnmetRequirement, tuple[str, str | Promise, str | Promise]] = {
    UnmetRequirement.UNREAD: (
        "no-second-person",
        _("Nobody other than its author has read this version."),
        _("Hand it in and ask another person to read it."),
    ),
    UnmetRequirement.CHANGES_WANTED: (
        "changes-wanted",
        _("A reader wants changes to this version."),
        _("Change the text, or ask the reader to read it again."),
    ),
    UnmetRequirement.OPEN_COMMENTS: (
        "open-comments",
        _("Comments in the margin are not resolved."),
        _("Answer each comment in the text, then mark it as resolved."),
    ),
}
"""The code, the message and the advice of each reason."""

OWN_STUDY_NOTICE = _("The author of this summary is an author of the study.")
"""What an author may declare who writes about their own study."""


def unread_version(summary: SummaryPage, live: SummaryPage | None) -> Iterator[Refusal]:
    """Yield a reason if a second person has not read this version; what is public needs none."""
    version = text_of(summary)
    if not summary.pk or (live is not None and text_of(live) == version):
        return
    same_meaning = bool(live is not None and summary.minor_change)
    for unmet in unmet_requirements(summary.pk, version, same_meaning=same_meaning):
        code, message, advice = REASONS[unmet]
        yield Refusal(code, message, advice, "review")


def own_study(summary: SummaryPage) -> Iterator[Refusal]:
    """Yield a reason for each source that the author of the summary is an author of.

    A declared interest, which readers see, is enough.
    """
    if summary.interests_state == InterestsState.DECLARED and summary.interests.strip():
        return
    works = [source.work for source in summary.sources.all()]
    names = author_names(summary) if works else []
    for work in works:
        if name := next((name for name in names if is_author_of(name, work)), ""):
            yield own_study_refusal(work, name)


def author_names(summary: SummaryPage) -> list[str]:
    """Return the names of the author: as readers see it, and of the account that wrote the text."""
    account = text_author(summary.pk, text_of(summary).fingerprint) if summary.pk else None
    account = account or summary.owner
    return [
        name for name in (summary.author_name, display_name(account) if account else "") if name
    ]


def own_study_refusal(work: Work, name: str) -> Refusal:
    """Return the reason for an author who writes about their own study."""
    return Refusal(
        "own-study",
        format_lazy(
            _("The author of the summary, {name}, is an author of “{title}” as well."),
            name=name,
            title=work.title,
        ),
        format_lazy(
            _("Let another person write it, or declare it for readers: “{text}”"),
            text=OWN_STUDY_NOTICE,
        ),
        "interests_state",
    )


def lacks_check_list(summary: SummaryPage) -> bool:
    """Return whether one person alone has not ticked the check list for this version."""
    return bool(summary.pk) and needs_check_list(summary.pk, text_of(summary))


def text_of(summary: SummaryPage) -> VersionText:
    """Return all that a second person reads of a summary."""
    content: dict[str, Any] = {
        name: getattr(summary, name) for name in (*DraftText.values, *OTHER_FIELDS)
    }
    content["key_facts"] = [
        {name: getattr(fact, name) for name in FACT_FIELDS} for fact in summary.key_facts.all()
    ]
    content["sources"] = [{"work": source.work_id} for source in summary.sources.all()]
    return version_text(content)
