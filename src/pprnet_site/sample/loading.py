"""Loading the sample step by step; what is there already is kept."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.models import Site

from pprnet.errors import SiteError
from pprnet_site.catalogue.actions import open_import, run_import
from pprnet_site.catalogue.enums import ImportStatus
from pprnet_site.catalogue.models import ImportRun, Record, SampleMark, Work
from pprnet_site.core.models import DigestSettings
from pprnet_site.digest.actions import Fact, create_summary, publish_summary
from pprnet_site.digest.enums import StatedBy
from pprnet_site.digest.models import AboutPage, IssuePage, SummaryPage
from pprnet_site.digest.publication.checked_claims import content_of
from pprnet_site.evidence.actions.bound_figures import save_bound_figures
from pprnet_site.evidence.actions.claim_decisions import decide_claim
from pprnet_site.evidence.enums import ClaimVerdict
from pprnet_site.evidence.models import BoundFigure
from pprnet_site.evidence.queries.draft_checks import check_draft
from pprnet_site.evidence.queries.figure_places import figures_of_check
from pprnet_site.sample.texts import ABOUT, SETTINGS
from pprnet_site.taxonomy.models import ResearchType, Topic

FOLDER = Path(__file__).parent
LIBRARY = FOLDER / "Oud_2018.works.jsonl.gz"
REFERENCES = FOLDER / "citations.json"
SUMMARIES = FOLDER / "summaries.toml"

STATE = "state"
RUN = "run"
PAGE = "page:"
ISSUE = "issue"
SETTING = "settings"
ABOUT_PAGE = "about"


@dataclass(frozen=True, slots=True)
class LoadedSample:
    """The parts of the sample in the site."""

    works: int
    published: int
    drafts: int


def request_sample() -> None:
    """Record that the sample is to be loaded, so that an interrupted load is resumed."""
    SampleMark.objects.get_or_create(kind=STATE, key="wanted")


def is_sample_requested() -> bool:
    """Return whether a load was started and not finished."""
    states = set(SampleMark.objects.filter(kind=STATE).values_list("key", flat=True))
    return "wanted" in states and "loaded" not in states


def load_sample(*, by: User | None = None) -> LoadedSample:
    """Load the library, the references, the summaries and the texts of the sample."""
    request_sample()
    for path in (REFERENCES, LIBRARY):
        load_file(path, by=by)
    save_sample_settings()
    save_about_page()
    stated = tomllib.loads(SUMMARIES.read_text(encoding="utf-8"))
    # The oldest month first, so that each month was there before the next one.
    for each in sorted(stated["summary"], key=lambda summary: summary["month"]):
        load_summary({**stated, **each}, by=by)
    SampleMark.objects.get_or_create(kind=STATE, key="loaded")
    return count_sample()


def load_file(path: Path, *, by: User | None) -> None:
    """Import one of the sample's files, or resume its import."""
    mark = SampleMark.objects.filter(kind=RUN, key__startswith=f"{path.name}:").first()
    if mark is None:
        with transaction.atomic():
            run = open_import(name=path.name, path=path, by=by)
            SampleMark.objects.create(kind=RUN, key=f"{path.name}:{run.pk}")
    else:
        run = ImportRun.objects.get(pk=marked_number(mark))
    if run.status != ImportStatus.DONE:
        run_import(run=run, path=path)
    if run.error:
        raise SiteError(run.error)


def marked_number(mark: SampleMark) -> int:
    """Return the number of the row that a mark points to."""
    return int(mark.key.rpartition(":")[2])


@transaction.atomic
def save_sample_settings() -> None:
    """Save the settings of the sample, unless the digest has a name already."""
    row = DigestSettings.for_site(Site.objects.get(is_default_site=True))
    if row.name != DigestSettings._meta.get_field("name").default:  # noqa: SLF001 - documented
        return
    for name, value in SETTINGS.items():
        setattr(row, name, value)
    row.save()
    SampleMark.objects.get_or_create(kind=SETTING, key=str(row.pk))


@transaction.atomic
def save_about_page() -> None:
    """Save the about page of the sample, unless there is a text already."""
    page = AboutPage.objects.filter(body="", body_fr="").first()
    if page is None:
        return
    page.body, page.body_fr = ABOUT["body"], ABOUT["body_fr"]
    page.save_revision(log_action=True).publish()
    SampleMark.objects.get_or_create(kind=ABOUT_PAGE, key=str(page.pk))


def load_summary(stated: dict[str, Any], *, by: User | None) -> None:
    """Create one summary, and publish it on the first day of its month if it has a reference.

    Its citation is formatted between the two, outside a transaction; a load that was interrupted
    there publishes the summary when it is resumed.
    """
    mark = SampleMark.objects.filter(kind=PAGE + stated["key"]).first()
    if mark is None:
        summary = create_sample_summary(stated, by=by)
    else:
        summary = SummaryPage.objects.get(pk=marked_number(mark))
    if "record" in stated and summary.first_published_at is None:
        publish_sample_summary(summary, sample_month(stated), by=by)
    elif summary.live:
        save_missing_figures(summary)


@transaction.atomic
def save_missing_figures(summary: SummaryPage) -> None:
    """Save where the figures come from of a summary that an earlier version published."""
    if not BoundFigure.objects.filter(page=summary).exists():
        check = check_draft(content_of(summary))
        save_bound_figures(page_id=summary.pk, figures=figures_of_check(check))


@transaction.atomic
def create_sample_summary(stated: dict[str, Any], *, by: User | None) -> SummaryPage:
    """Create the draft of one summary, with its marks."""
    month = sample_month(stated)
    had_issue = IssuePage.objects.filter(month=month).exists()
    summary = create_summary(
        issue_month=month,
        works=[sample_work(stated["record"])] if "record" in stated else [],
        by=by,
        topics=Topic.objects.filter(label__in=stated["topics"]),
        research_types=ResearchType.objects.filter(label=stated["research_type"]),
        key_facts=[key_fact(fact) for fact in stated["key_facts"]],
        author_name=stated["author"],
        language=stated["language"],
        **{name: stated[name].strip() for name in TEXTS if name in stated},
    )
    bind_to_place(summary, place=stated["told_from"], by=by)
    SampleMark.objects.create(kind=PAGE + stated["key"], key=str(summary.pk))
    if not had_issue:
        SampleMark.objects.create(kind=ISSUE, key=str(summary.get_parent().pk))
    return summary


def bind_to_place(summary: SummaryPage, *, place: str, by: User | None) -> None:
    """Bind the claims that no abstract can support to the page from which they were told.

    The text of that page is not part of the sample, so the place alone is stored.
    """
    for claim in check_draft(content_of(summary)).open_claims:
        decide_claim(page=summary, key=claim.key, verdict=ClaimVerdict.PLACE, note=place, by=by)


@transaction.atomic
def publish_sample_summary(summary: SummaryPage, month: date, *, by: User | None) -> None:
    """Publish a summary of the sample, dated to its month."""
    publish_summary(summary=summary, by=by)
    backdate(summary, month)


def sample_month(stated: dict[str, Any]) -> date:
    """Return the first day of the month of a summary of the sample."""
    return date.fromisoformat(stated["month"] + "-01")


TEXTS = (
    "title",
    "teaser_clause",
    "bottom_line",
    "in_practice",
    "summary",
    "implications",
    "limits",
    "for_whom",
)


def sample_work(reference: str) -> Work:
    """Return the work of one of the sample's references."""
    return Record.objects.select_related("work").get(source="csl-json", source_id=reference).work


def key_fact(stated: dict[str, Any]) -> Fact:
    """Return a key fact; where a number was computed, its origin says how."""
    computed = f"Computed: {stated['computed']}" if "computed" in stated else ""
    return Fact(
        label=stated["label"],
        value=stated["value"],
        note=stated.get("note", ""),
        origin=" ".join(filter(None, (stated.get("source", ""), computed))),
        is_figure=bool(stated.get("is_figure", False)),
        stated_by=StatedBy.TYPED,
    )


def backdate(summary: SummaryPage, month: date) -> None:
    """Set the dates of publication to the month of a summary."""
    at = datetime(month.year, month.month, 1, 12, tzinfo=UTC)
    for model, number in ((SummaryPage, summary.pk), (IssuePage, summary.get_parent().pk)):
        model.objects.filter(pk=number).update(first_published_at=at, last_published_at=at)


def count_sample() -> LoadedSample:
    """Return the number of works and pages of the sample in the site."""
    pages = SummaryPage.objects.filter(
        pk__in=[int(m.key) for m in SampleMark.objects.filter(kind__startswith=PAGE)]
    )
    return LoadedSample(
        works=Work.objects.filter(records__run__in=sample_runs()).distinct().count(),
        published=pages.live().count(),
        drafts=pages.not_live().count(),
    )


def sample_runs() -> list[int]:
    """Return the numbers of the imports of the sample's files."""
    return [marked_number(mark) for mark in SampleMark.objects.filter(kind=RUN)]
