"""One example of each address of the site; an address without one fails a test.

A new public page, feed or file gets a row in `PUBLIC`, a new page of the desk one in `DESK`, one
of an account one in `ACCOUNT`.
`site/public/test_every_page.py` and `functional/test_accessibility.py` then visit it: status,
languages, number of queries, hostile text, abstracts, cookies, site map and accessibility.
"""

from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import notice_factories
import signal_factories
from digest_factories import TOPIC, TYPE, make_issue, make_summary, make_work
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override
from duplicate_factories import ARTICLE, TALK, import_records
from wagtail.models import Page, Site, get_page_models

from pprnet.records import Author
from pprnet_site.catalogue.actions import (
    confirm_event,
    move_work,
    open_harvest,
    open_import,
    run_import,
    sync_searches,
)
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import HarvestRun, HarvestTask, ImportRun, Work
from pprnet_site.core.models import DigestSettings
from pprnet_site.digest.actions import make_draft
from pprnet_site.digest.models import AboutPage, SummaryPage
from pprnet_site.digest.queries.corrections import correction_keys
from pprnet_site.evidence.actions.full_texts import add_full_text
from pprnet_site.evidence.models import FullTextRow

DAY = dt.date(2023, 3, 3)
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
ABSTRACT = "Sample abstract"
"""How the abstract of each work begins that `make_work` makes."""

Arguments = Mapping[str, Any]


class Kind(Enum):
    """What an address answers with."""

    PAGE = "a page in English, and in French below /fr/"
    FILE = "a file without a language"
    REDIRECT = "another address"


@dataclass(frozen=True)
class Example:
    """An address of the site."""

    name: str
    """The name of the URL, its route where it has none, or `app.Model` for a page of the tree."""
    arguments: Arguments | Callable[[], Arguments] | None = None
    query: str = ""
    kind: Kind = Kind.PAGE
    in_sitemap: bool = True
    """Whether the site map lists it; files, redirects and answers to a question are left out."""

    @property
    def is_of_the_tree(self) -> bool:
        """Return whether it is a page of Wagtail's tree."""
        return self.name in page_types()

    def address(self) -> str:
        """Return the address in English, once `publish_examples` has made what it shows."""
        query = f"?{self.query}" if self.query else ""
        with override("en"):
            if self.is_of_the_tree:
                page = apps.get_model(self.name).objects.live().order_by("pk").first()
                return page.get_absolute_url() + query
            given = self.arguments() if callable(self.arguments) else self.arguments
            if self.name in routes_without_name():
                return f"/{self.name}{query}"
            return reverse(self.name, kwargs=given) + query


def _file(name: str, arguments: Arguments | Callable[[], Arguments] | None = None) -> Example:
    return Example(name, arguments, kind=Kind.FILE, in_sitemap=False)


def _redirect(name: str) -> Example:
    return Example(name, kind=Kind.REDIRECT, in_sitemap=False)


def _first_summary() -> SummaryPage:
    return SummaryPage.objects.live().order_by("pk").first()


def _first_notice() -> str:
    return next(iter(correction_keys()), "summary-1")


PUBLIC = (
    Example("digest.HomePage"),
    Example("digest.AboutPage"),
    Example("digest.IssuePage"),
    Example("digest.SummaryPage"),
    Example("topics"),
    Example("topic", {"key": TOPIC}),
    Example("topic", {"key": "empathy"}, in_sitemap=False),  # nothing is published on it
    Example("types"),
    Example("type", {"key": TYPE}),
    Example("archive"),
    Example("corrections"),
    Example("correction", lambda: {"key": _first_notice()}),
    Example("search"),
    Example("search", query="q=sample", in_sitemap=False),
    Example("search", query=f"q=example&topic={TOPIC}&year=2023", in_sitemap=False),
    Example("search", query="q=zzzz", in_sitemap=False),
    _file("feed"),
    _file("corrections-feed"),
    _file("topic-feed", {"key": TOPIC}),
    _file("type-feed", {"key": TYPE}),
    _file("sitemap"),
    _file("robots"),
    _file("all-citations", {"ending": "json"}),
    _file("issue-citations", {"month": "2023-02", "ending": "ris"}),
    _file("summary-citations", lambda: {"pk": _first_summary().pk, "ending": "txt"}),
    _file("topic-citations", {"key": TOPIC, "ending": "bib"}),
    _file("type-citations", {"key": TYPE, "ending": "ris"}),
    Example("cite", lambda: {"pk": _first_summary().pk}, in_sitemap=False),
    _file("own-citation", lambda: {"pk": _first_summary().pk, "ending": "ris"}),
    Example(
        "search-citations", {"ending": "ris"}, query="q=sample", kind=Kind.FILE, in_sitemap=False
    ),
    _redirect("old-address"),
    _redirect("blog/"),
)
"""Each address that a reader may open."""


EFFECT = {
    "effect": "d 0.45",
    "intervention": "example therapy",
    "control": "usual care",
    "outcome": "example distress",
    "above": "less",
    "event": "recover",
    "event_above": "more",
    "wanted": "yes",
    "base_rate": "40",
    "certainty": "moderate",
}
"""What is asked of the effect that `make_work_with_signals` states."""


def _work_with_effect() -> Work:
    return Work.objects.get(abstract=signal_factories.ABSTRACT)


def _draft() -> SummaryPage:
    return SummaryPage.objects.filter(live=False).get()


def _full_text() -> dict[str, int]:
    row = FullTextRow.objects.get()
    return {"work_id": row.work_id, "full_text_id": row.pk}


FULL_TEXT = b"""<article><front><article-meta><title-group><article-title>Sample of an article
</article-title></title-group></article-meta></front><body><sec><title>Results</title>
<p>Sample text.</p><table-wrap><caption><p>Sample</p></caption><table><thead><tr><th>Group</th>
<th>n</th></tr></thead><tbody><tr><td>Sample</td><td>41</td></tr></tbody></table></table-wrap>
</sec></body></article>"""


DESK = (
    Example("desk:inbox"),
    Example("desk:later"),
    Example("desk:criteria"),
    Example("desk:screening"),
    Example("desk:conflicts"),
    Example("desk:picks"),
    Example("desk:shortlist"),
    Example("desk:works"),
    Example("desk:add-works"),
    Example("desk:work", lambda: {"work_id": _draft().sources.get().work_id}),
    Example("desk:plain", lambda: {"work_id": _work_with_effect().pk}),
    Example("desk:plain", lambda: {"work_id": _work_with_effect().pk}, query=urlencode(EFFECT)),
    Example("desk:full-texts", lambda: {"work_id": FullTextRow.objects.get().work_id}),
    Example("desk:full-text", _full_text),
    Example("desk:notices"),
    Example("desk:decided-notices"),
    Example("desk:notice-sources"),
    Example("desk:drafts"),
    Example("desk:draft", lambda: {"summary_id": _draft().pk}),
    Example("desk:preview", lambda: {"summary_id": _draft().pk}),
    Example("desk:evidence", lambda: {"summary_id": _draft().pk}),
    Example("desk:sources", lambda: {"summary_id": _draft().pk}),
    Example("desk:review", lambda: {"summary_id": _draft().pk}),
    Example("desk:to-read"),
    Example("desk:issues"),
    Example("desk:imports"),
    Example("desk:import", lambda: {"run_id": ImportRun.objects.order_by("pk").first().pk}),
    Example("desk:pairs"),
    Example("desk:decided-pairs"),
    Example("desk:harvests"),
    Example("desk:harvest", lambda: {"run_id": HarvestRun.objects.get().pk}),
    Example("desk:export", {"ending": "csv"}, kind=Kind.FILE),
)
"""Each address of the desk that can be opened; the others take a form and refuse to be opened."""


ACCOUNT = (
    Example("accounts:account"),
    Example("accounts:two-factor"),
    Example("accounts:second-step"),
    Example("accounts:data", kind=Kind.FILE),
)
"""Each address of a person's own account."""


def page_types() -> set[str]:
    """Return each type of page of Wagtail's tree, as `app.Model`."""
    return {model._meta.label for model in get_page_models() if model is not Page}


def patterns(found: URLPattern | URLResolver | None = None) -> Iterator[tuple[str, URLPattern]]:
    """Yield each URL of ours with the namespace it is in; Wagtail's own are left out."""
    for each in (found or get_resolver()).url_patterns:
        if isinstance(each, URLPattern):
            yield getattr(found, "namespace", "") or "", each
        elif not getattr(each.urlconf_name, "__name__", "").startswith("wagtail."):
            yield from patterns(each)


NOT_FOR_READERS = {"no-page", "up", "log-in", "password-reset"}
"""Addresses of programs that watch the site, and below /admin/: other tests ask them."""


def url_names(namespace: str = "") -> set[str]:
    """Return the name of each URL in a namespace, or its route where it has none."""
    prefix = f"{namespace}:" if namespace else ""
    return {
        prefix + (pattern.name or str(pattern.pattern))
        for found, pattern in patterns()
        if found == namespace and pattern.name not in NOT_FOR_READERS
    }


def routes_without_name() -> set[str]:
    """Return the routes of the URLs that have no name."""
    return {str(pattern.pattern) for _, pattern in patterns() if not pattern.name}


def addresses(*kinds: Kind) -> list[str]:
    """Return the public addresses of these kinds in English, of all kinds where none is given."""
    return [example.address() for example in PUBLIC if not kinds or example.kind in kinds]


def desk_addresses() -> list[str]:
    """Return the addresses of the pages of the desk in English."""
    return [example.address() for example in DESK if example.kind is Kind.PAGE]


def account_addresses() -> list[str]:
    """Return the addresses of the pages of an account in English."""
    return [example.address() for example in ACCOUNT if example.kind is Kind.PAGE]


def publish_examples() -> None:
    """Publish two months, with a correction, a retraction and a long title."""
    AboutPage.objects.update(body="Sample text about.")
    issue = make_issue(dt.date(2023, 2, 1))
    facts = [
        {"label": "Example", "value": "r = .29", "note": "Sample text", "origin": "Sample text"},
        {"label": "Sample text", "value": ""},
    ]
    corrected, retracted = ("corrected", DAY, "Sample text."), ("retracted", DAY, "Sample text.")
    given = {"author_name": "Example"}
    make_summary(issue, facts=facts, notices=[corrected], certainty="low", **given)
    make_summary(issue, title="Sample text: " + "a very long question " * 6 + "?", **given)
    make_summary(make_issue(dt.date(2020, 12, 1)), notices=[retracted], **given)


def publish_hostile_examples() -> None:
    """Publish a month in which each text that a person can type holds markup."""
    work = make_work(title=HOSTILE, authors=(Author(HOSTILE, HOSTILE),), journal=HOSTILE)
    names = ("bottom_line", "summary", "implications", "limits", "for_whom", "teaser_clause")
    fields = dict.fromkeys((*names, "in_practice", "author_name", "interests"), HOSTILE)
    make_summary(
        make_issue(dt.date(2023, 2, 1)),
        title=HOSTILE,
        works=[work],
        notices=[("retracted", DAY, HOSTILE), ("corrected", DAY, HOSTILE)],
        facts=[{"label": HOSTILE, "value": HOSTILE, "note": HOSTILE, "origin": HOSTILE}],
        **fields,
    )
    settings = DigestSettings.for_site(Site.objects.get())
    for name in ("name", "strap", "strap_fr", "footer", "footer_fr"):
        setattr(settings, name, HOSTILE)
    settings.save()
    AboutPage.objects.update(body=HOSTILE, body_fr=HOSTILE)


def fill_desk(folder: Path, *, by: Any) -> None:
    """Import thirty works and a possible duplicate, decide, draft, harvest, report notices.

    The address to state to the sources (`PPRNET_CONTACT`) must be set.
    """
    lines = gzip.decompress((files("pprnet_site.sample") / "Oud_2018.works.jsonl.gz").read_bytes())
    path = folder / "thirty.jsonl"
    path.write_bytes(b"".join(lines.splitlines(keepends=True)[:30]) + b"no reference\n")
    run_import(run=open_import(name=path.name, path=path, by=by), path=path)
    import_records(folder, ARTICLE, TALK)
    first, second, third = Work.objects.all()[:3]
    for work in (first, second):
        move_work(work=work, to=WorkStatus.SCREENED_IN, by=by)
    move_work(work=third, to=WorkStatus.SCREENED_OUT, by=by)
    make_draft(work=first, by=by, month=dt.date(2023, 1, 1))
    add_full_text(work=first, upload=SimpleUploadedFile("sample.xml", FULL_TEXT), by=by)
    signal_factories.make_work_with_signals()
    sync_searches()
    open_harvest(since=dt.date(2023, 1, 1), until=dt.date(2023, 1, 31), by=None)
    HarvestTask.objects.update(records=40, total=90, problems=2, error="Example answered 503.")
    fill_notices(by=by)


def fill_notices(*, by: Any) -> None:
    """Publish a summary whose source is retracted, report a concern, decide on a correction."""
    sources = [notice_factories.make_source() for _each in range(2)]
    for work in sources:
        notice_factories.published(work)
    notice_factories.report(sources[0], reasons=("Example reason",))
    notice_factories.report(_draft().sources.get().work, "expression-of-concern")
    decided = notice_factories.report(sources[1], "correction")
    confirm_event(event=decided, text="Example text for readers.", by=by)
    notice_factories.make_service("crossref")
    notice_factories.make_service("pubmed", days_down=9, problem="Example answered 503.")
    notice_factories.make_check(sources[0])
