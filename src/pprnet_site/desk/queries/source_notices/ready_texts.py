"""The text for readers that an editor may confirm: only what the record of an event states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.enums import WorkNoticeKind
from pprnet_site.catalogue.models import WorkEvent
from pprnet_site.desk.queries.source_notices.alerts import service_label
from pprnet_site.desk.queries.work_details.work_states import (
    date_in_words,
    doi_address,
    pubmed_address,
)

Text = str | Promise

SENTENCES: dict[str, tuple[Text, Text]] = {
    WorkNoticeKind.RETRACTION: (
        _("The study was retracted."),
        _("The study was retracted {when}."),
    ),
    WorkNoticeKind.REPLACEMENT: (
        _("The study was retracted and replaced."),
        _("The study was retracted and replaced {when}."),
    ),
    WorkNoticeKind.CONCERN: (
        _("An expression of concern about the study was published."),
        _("An expression of concern about the study was published {when}."),
    ),
    WorkNoticeKind.CORRECTION: (
        _("A correction of the study was published."),
        _("A correction of the study was published {when}."),
    ),
    WorkNoticeKind.REINSTATEMENT: (
        _("The study was reinstated."),
        _("The study was reinstated {when}."),
    ),
    WorkNoticeKind.VERSION_OF_RECORD: (
        _("The version of record of this preprint was published."),
        _("The version of record of this preprint was published {when}."),
    ),
}
"""What happened, without and with a date."""

PRECISIONS: dict[int, Text] = {
    len("2023"): _("in {date}"),
    len("2023-08"): _("in {date}"),
    len("2023-08-30"): _("on {date}"),
}
"""A date within a sentence, by the length in which it is stated."""


def ready_text(event: WorkEvent, languages: Iterable[str]) -> str:
    """Return the text in each language of the summaries, one paragraph a language.

    Args:
        event: as stored.
        languages: of the summaries that rest on the work; English where there are none.
    """
    paragraphs = []
    for language in dict.fromkeys(languages) or ("en",):
        with override(language):
            paragraphs.append(" ".join(sentences(event)))
    return "\n\n".join(paragraphs)


def sentences(event: WorkEvent) -> Iterator[str]:
    """Yield what happened, who reports it, and where it is published."""
    undated, dated = SENTENCES[event.kind]
    when = PRECISIONS.get(len(event.date))
    words = str(when).format(date=date_in_words(event.date)) if when else ""
    yield str(dated).format(when=words) if words else str(undated)
    if event.sources:
        names = ", ".join(dict.fromkeys(map(service_label, event.sources)))
        yield gettext("Reported by: {names}.").format(names=names)
    notice, version = published_addresses(event)
    if notice:
        yield gettext("Notice: {address}").format(address=notice)
    if version:
        yield gettext("Version to use: {address}").format(address=version)


def published_addresses(event: WorkEvent) -> tuple[str, str]:
    """Return the addresses of the notice and of the version to use; each may be empty.

    What a version of record names as its notice is that version itself.
    """
    notice = doi_address(event.notice_doi) if event.notice_doi else ""
    if not notice and event.notice_pmid:
        notice = pubmed_address(event.notice_pmid)
    version = doi_address(event.version_doi) if event.version_doi else ""
    if event.kind == WorkNoticeKind.VERSION_OF_RECORD:
        return "", version or notice
    return notice, "" if version == notice else version
