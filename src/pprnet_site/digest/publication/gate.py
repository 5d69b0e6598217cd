"""The gate: what a summary needs to be published, and what to do about what is missing.

It is checked in every way of publishing: by `SummaryPage.publish`, before any row goes live, and
before a version is approved for a later date (`receivers`). It never uses the network.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageLogEntry

from pprnet_site.catalogue.queries import citation_of, is_resolved, missing_fields
from pprnet_site.core.display_names import is_log_in_name
from pprnet_site.digest.publication.checked_claims import unchecked_claims
from pprnet_site.digest.publication.refusals import PublishRefused, Refusal
from pprnet_site.digest.publication.second_person import own_study, unread_version
from pprnet_site.digest.publication.warned_sources import warned_source

if TYPE_CHECKING:
    from pprnet_site.catalogue.models import Work
    from pprnet_site.digest.models import Notice, SummaryPage

PUBLIC_FIELDS = (
    "title",
    "bottom_line",
    "in_practice",
    "summary",
    "implications",
    "limits",
    "for_whom",
    "certainty",
)
"""The fields that readers see: changing one on a published summary needs a dated note."""

LOG_REFUSED = "pprnet.publish_refused"
"""The action in a page's log that says why it was not published on its date."""


def refusals(summary: SummaryPage) -> tuple[Refusal, ...]:
    """Return the reasons why this version cannot be published; empty if there is none."""
    return tuple(
        refusal
        for ask in (
            missing_texts,
            missing_terms,
            missing_sources,
            log_in_byline,
            own_study,
            undisclosed_changes,
            second_person,
            checked_claims,
        )
        for refusal in ask(summary)
    )


def ensure_publishable(summary: SummaryPage) -> None:
    """Raise `PublishRefused` if there is a reason why this version cannot be published."""
    if found := refusals(summary):
        raise PublishRefused((summary, found))


def missing_texts(summary: SummaryPage) -> Iterator[Refusal]:
    """Yield a reason if the summary or its practice implications are empty."""
    if not summary.summary.strip():
        yield Refusal(
            "no-summary",
            _("The summary has no text."),
            _("Describe what was studied, how, and what was found."),
            "summary",
        )
    if not summary.implications.strip():
        yield Refusal(
            "no-implications",
            _("The practice implications are missing."),
            _("Write what a therapist may do differently, and how certain the evidence is."),
            "implications",
        )


def missing_terms(summary: SummaryPage) -> Iterator[Refusal]:
    """Yield a reason if there is no topic or no type of research."""
    if not summary.topics.all():
        yield Refusal(
            "no-topic", _("No topic is chosen."), _("Choose at least one topic."), "topics"
        )
    if not summary.research_types.all():
        yield Refusal(
            "no-type",
            _("No type of research is chosen."),
            _("Choose at least one type of research."),
            "research_types",
        )


def missing_sources(summary: SummaryPage) -> Iterator[Refusal]:
    """Yield a reason if there is no source, or one lacks a citation or must not be used."""
    works = source_works(summary)
    # A note does not name the work that it is about.
    notes = {notice.kind for notice in summary.notices.all()} if len(works) == 1 else set()
    if not works:
        yield Refusal(
            "no-source",
            _("The summary has no source."),
            _("Add the work that the summary is about."),
            "sources",
        )
    for work in works:
        yield from missing_citation(work)
        if work.has_warning:
            yield from warned_source(work, is_public=is_public_source(summary, work), notes=notes)


def is_public_source(summary: SummaryPage, work: Work) -> bool:
    """Return whether readers see this work as a source of the summary already."""
    live = live_version(summary)
    return live is not None and work in source_works(live)


def log_in_byline(summary: SummaryPage) -> Iterator[Refusal]:
    """Yield a reason if the author is named by the name that somebody logs in with."""
    if is_log_in_name(summary.author_name.strip()):
        yield Refusal(
            "log-in-name",
            _("The author is the name that somebody logs in with."),
            _("Enter the name that readers may see, or leave it empty."),
            "author_name",
        )


def source_works(summary: SummaryPage) -> list[Work]:
    """Return the works that this version of the summary is about."""
    return [source.work for source in summary.sources.all()]


def missing_citation(work: Work) -> Iterator[Refusal]:
    """Yield a reason if a citation lacks a field, is not confirmed or has no form yet."""
    citation = citation_of(work)
    if is_resolved(citation):
        if citation is not None and not citation.text:
            yield unformatted_refusal(work)
        return
    missing = missing_fields(citation) if citation else ()
    if citation is None:
        message = format_lazy(_("“{title}” has no citation yet."), title=work.title)
        advice = _("Make it from the imported record, a pasted one, or by hand.")
    elif missing:
        names = ", ".join(gettext(field.label) for field in missing)
        message = format_lazy(
            _("The citation of “{title}” lacks: {fields}."), title=work.title, fields=names
        )
        advice = _("Complete it by hand or from a pasted record.")
    else:
        message = format_lazy(_("The citation of “{title}” is not confirmed."), title=work.title)
        advice = _("Compare it with the publication and confirm it.")
    yield Refusal("no-citation", message, advice, "sources", work.pk)


def unformatted_refusal(work: Work) -> Refusal:
    """Return the reason for a citation that still waits to be formatted."""
    return Refusal(
        "no-citation",
        format_lazy(_("The reference of “{title}” has not been formatted yet."), title=work.title),
        _(
            "This is tried again every half minute. If it stays so, ask whoever runs the site "
            "whether pandoc is installed."
        ),
        "sources",
        work.pk,
    )


def second_person(summary: SummaryPage) -> Iterator[Refusal]:
    """Yield a reason if no person other than its author has read this version."""
    yield from unread_version(summary, live_version(summary))


def checked_claims(summary: SummaryPage) -> Iterator[Refusal]:
    """Yield a reason for each claim that is not bound, and each irregularity of the text."""
    yield from unchecked_claims(summary, live_version(summary))


def undisclosed_changes(summary: SummaryPage) -> Iterator[Refusal]:
    """Yield a reason if the text that readers see would change without a dated note."""
    live = live_version(summary)
    if live is None or summary.minor_change or has_new_note(summary, live):
        return
    if public_content(summary) != public_content(live):
        yield Refusal(
            "needs-notice",
            _("Readers have already seen another text."),
            _(
                "State what changed and why: it is published as a dated note with the "
                "change. Or confirm that the meaning is the same."
            ),
            "notices",
        )


def live_version(summary: SummaryPage) -> SummaryPage | None:
    """Return the summary as readers see it now, or None if it is not live."""
    if not summary.pk:
        return None
    live: SummaryPage | None = type(summary).objects.filter(pk=summary.pk, live=True).first()
    return live


def public_content(summary: SummaryPage) -> tuple[object, ...]:
    """Return all that readers see, with white space normalised, for comparison."""
    texts = tuple(" ".join(str(getattr(summary, name)).split()) for name in PUBLIC_FIELDS)
    facts = [(fact.label, fact.value, fact.note) for fact in summary.key_facts.all()]
    sources = {source.work_id for source in summary.sources.all()}
    return (texts, facts, sources)


def has_new_note(summary: SummaryPage, live: SummaryPage) -> bool:
    """Return whether this version has a note that is not published yet."""
    return bool(note_values(summary) - note_values(live))


def unpublished_notes(summary: SummaryPage) -> list[Notice]:
    """Return the notes of this version that are not published yet."""
    live = live_version(summary)
    seen = note_values(live) if live else set()
    return [note for note in summary.notices.all() if note_value(note) not in seen]


def note_values(summary: SummaryPage) -> set[tuple[str, str, str]]:
    """Return the notes on a summary as plain values."""
    return {note_value(note) for note in summary.notices.all()}


def note_value(note: Notice) -> tuple[str, str, str]:
    """Return a note as plain values, for comparison."""
    return (note.kind, str(note.date), note.text.strip())


def scheduled_refusal(summary: SummaryPage) -> str:
    """Return why the summary was refused on its date, until it is published or saved again."""
    entry = PageLogEntry.objects.filter(page=summary.pk, action=LOG_REFUSED).first()
    newest = summary.latest_revision_created_at
    if entry is None or (newest is not None and newest > entry.timestamp):
        return ""
    return str(entry.data.get("reason", ""))
