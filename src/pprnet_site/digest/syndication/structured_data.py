"""A summary as schema.org describes it, for search engines and reference managers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from pprnet_site.core.models import DigestSettings
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.queries.notice_statements import notice_statement, notice_title
from pprnet_site.digest.queries.reader_notices import ReaderNotice
from pprnet_site.digest.queries.reference_marks import marked_item, reference_note
from pprnet_site.digest.queries.summary_rows import SummaryRow, reference_item
from pprnet_site.evidence.enums import HelpPart
from pprnet_site.evidence.queries.machine_help import HelpStatement, statement_text

Data = dict[str, Any]


def blog_posting(
    page: SummaryPage, row: SummaryRow, help_given: HelpStatement, request: HttpRequest
) -> Data:
    """Return the schema.org description of a summary and the works that it is about."""
    name = DigestSettings.for_request(request).name
    data: Data = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": row.with_warning(page.title),
        "description": row.with_warning(page.bottom_line),
        "inLanguage": page.language,
        "url": request.build_absolute_uri(page.get_absolute_url()),
        "isPartOf": {"@type": "Periodical", "name": name},
        "publisher": {"@type": "Organization", "name": name},
        "about": [topic.label for topic in row.topics],
        "citation": [cited_article(source.work) for source in page.sources.all()],
        "creditText": statement_text(help_given),
        "contributor": list(program_roles(help_given)),
    }
    if page.author_name:
        data["author"] = {"@type": "Person", "name": page.author_name}
    if page.first_published_at:
        data["datePublished"] = timezone.localdate(page.first_published_at).isoformat()
    if row.updated_at:
        data["dateModified"] = timezone.localdate(row.updated_at).isoformat()
    if row.shown_notices:
        data["correction"] = [correction_comment(note, request) for note in row.shown_notices]
    return {key: value for key, value in data.items() if value}


def program_roles(help_given: HelpStatement) -> Iterator[Data]:
    """Yield the schema.org description of what programs suggested and compared."""
    for part in help_given.parts:
        text = f"{part.suggested} suggested, {part.accepted} accepted by a person"
        yield from (program_role(tool, part.part.value, text) for tool in part.tools)
    if help_given.checked:
        text = f"{help_given.checked} compared with the sources, {help_given.bound} found there"
        yield program_role(help_given.checker, HelpPart.CLAIM.value, text)


def program_role(tool: str, part: str, text: str) -> Data:
    """Return the schema.org description of the role of a program."""
    program = {"@type": "SoftwareApplication", "name": tool}
    return {"@type": "Role", "roleName": part, "description": text, "contributor": program}


def correction_comment(note: ReaderNotice, request: HttpRequest) -> Data:
    """Return the schema.org description of a notice on a summary."""
    data = {
        "@type": "CorrectionComment",
        "name": notice_title(note),
        "text": notice_statement(note),
        "datePublished": note.told_on.isoformat(),
        "url": request.build_absolute_uri(note.address) if note.address else "",
        "citation": f"https://doi.org/{note.doi}" if note.doi else "",
    }
    return {key: value for key, value in data.items() if value}


def cited_article(work: Any) -> Data:
    """Return the schema.org description of a source, with its state where readers are warned."""
    data = schema_article(marked_item(reference_item(work), work))
    note = reference_note(work)
    return data | ({"creativeWorkStatus": note} if note else {})


def schema_article(item: Data) -> Data:
    """Return the schema.org description of a work, made from its CSL-JSON item."""
    doi = item.get("DOI", "")
    data = {
        "@type": "ScholarlyArticle",
        "name": item.get("title"),
        "author": [schema_person(name) for name in item.get("author", [])],
        "datePublished": iso_date(item.get("issued")),
        "isPartOf": {"@type": "Periodical", "name": journal}
        if (journal := item.get("container-title"))
        else None,
        "pagination": item.get("page"),
        "sameAs": f"https://doi.org/{doi}" if doi else item.get("URL"),
    }
    return {key: value for key, value in data.items() if value}


def schema_person(name: dict[str, str]) -> Data:
    """Return the schema.org description of an author: a person or a group."""
    if "literal" in name:
        return {"@type": "Organization", "name": name["literal"]}
    parts = {"givenName": name.get("given"), "familyName": name.get("family")}
    return {"@type": "Person"} | {key: value for key, value in parts.items() if value}


def iso_date(date: Any) -> str:
    """Return a CSL-JSON date in ISO 8601 form, as far as it is known."""
    parts = (date or {}).get("date-parts") or [[]]
    return "-".join(f"{int(part):0{2 if at else 4}d}" for at, part in enumerate(parts[0]))
