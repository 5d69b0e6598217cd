"""The references of a summary and its sources in every style, as they are stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from pprnet.citations import STYLES
from pprnet.citations.plain_references import plain_reference
from pprnet_site.catalogue.enrichment.reference_styles import forms_of
from pprnet_site.catalogue.models import ReferenceForms, Work
from pprnet_site.digest.citing.summary_items import ADDRESS, summary_item
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.queries.summary_rows import SummaryRow, reference_item

APA = "apa"


@dataclass(frozen=True, slots=True)
class StyledReference:
    """One reference in one style."""

    style: str
    label: str
    html: str
    """Of cite, i, a and span only; a template cleans it as it does every reference."""
    text: str
    is_plain: bool
    """Whether it has no style yet, as it waits to be formatted."""


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A source with its reference in every style."""

    work: Work
    references: tuple[StyledReference, ...]


@dataclass(frozen=True, slots=True)
class SummaryReferences:
    """The references of a summary and of its sources in every style."""

    own: tuple[StyledReference, ...]
    works: tuple[CitedWork, ...]

    @property
    def apa(self) -> StyledReference:
        """The reference of the summary in APA 7."""
        return next(each for each in self.own if each.style == APA)


def summary_owner(page: SummaryPage) -> str:
    """Return the owner of the forms of a summary."""
    return f"summary:{page.pk}"


def work_owner(work: Work) -> str:
    """Return the owner of the forms of a work."""
    return f"work:{work.pk}"


def items_of_summary(row: SummaryRow, *, digest: str) -> dict[str, dict[str, Any]]:
    """Return what is formatted for a summary: itself and its sources, by owner."""
    works = [source.work for source in row.page.sources.all()]
    sources = {work_owner(work): dict(reference_item(work)) for work in works}
    return {summary_owner(row.page): summary_item(row, digest=digest)} | sources


def summary_references(row: SummaryRow, *, digest: str, address: str) -> SummaryReferences:
    """Return the references of a summary in every style, from what is stored alone.

    Args:
        row: the summary, published or a draft.
        digest: the name of the digest.
        address: of its page, with its host.
    """
    items = items_of_summary(row, digest=digest)
    known = forms_of(items)
    made = {owner: _styled(known.get(owner), item, address) for owner, item in items.items()}
    works = [source.work for source in row.page.sources.all()]
    return SummaryReferences(
        own=made[summary_owner(row.page)],
        works=tuple(CitedWork(work, made[work_owner(work)]) for work in works),
    )


def _styled(
    row: ReferenceForms | None, item: dict[str, Any], address: str
) -> tuple[StyledReference, ...]:
    """Return a reference in every style; one that is not formatted yet is plain."""
    if row is None or row.is_pending or row.item != item:
        return tuple(_plain(item, address))
    return tuple(
        StyledReference(
            style,
            label,
            html=form["html"].replace(ADDRESS, escape(address)),
            text=form["text"].replace(ADDRESS, address),
            is_plain=False,
        )
        for style, label in STYLES.items()
        if (form := row.forms.get(style))
    )


def _plain(item: dict[str, Any], address: str) -> Sequence[StyledReference]:
    """Return a reference without a style, under the first of them."""
    form = plain_reference(item, problem="")
    text = form.text.replace(ADDRESS, address)
    return [StyledReference(APA, STYLES[APA], html=escape(text), text=text, is_plain=True)]
