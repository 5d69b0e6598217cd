"""DOIs in any form but that of an address, and the state of the works that they identify."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pprnet.identifiers import doi_url, stated_doi
from pprnet.lint.draft import FIELDS
from pprnet.lint.draft_reading import CITATION, DraftReading, TextPart
from pprnet.lint.lint_findings import LintSeverity
from pprnet.lint.rule_entries import LintRule, RuleMatch, replaced
from pprnet.watch.work_states import WorkState

PRINTED_DOI = re.compile(
    r"(?<![\w/.=:-])(?:\bdoi\s?[:.]?\s?)?(?:\b(?:https?:?/{0,2})?(?:(?:dx|www)\.)?doi\.org[/:]\s?)?(?:doi:\s?)?"
    r"10\.\d{4,9}/[^\s<>\"“”]{1,200}",
    re.IGNORECASE,
)
LABEL_WITHOUT_DOI = re.compile(
    r"\b(?:doi:\s?|https?://(?:dx\.)?doi\.org/)(?!\s?(?:10\.\d{4}|https?:|doi))[^\s,;]{0,60}",
    re.IGNORECASE,
)
WITHDRAWN = frozenset((WorkState.RETRACTED, WorkState.REPLACED))
SUPERSEDED = frozenset((WorkState.VERSION_OF_RECORD, WorkState.CORRECTED, WorkState.CONCERN))


def _texts(reading: DraftReading) -> Iterator[TextPart]:
    """Yield all texts of a draft as they are printed."""
    for name in FIELDS:
        if text := reading.draft.fields.get(name):
            yield TextPart(name, text)
    yield from reading.citations


def _doi_forms(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield each DOI that is not printed as its address at doi.org."""
    for part in _texts(reading):
        for found in PRINTED_DOI.finditer(part.text):
            yield from _doi_form(part, found.start(), found[0])
        for label in LABEL_WITHOUT_DOI.finditer(part.text):
            given = {"found": label[0]}
            yield RuleMatch(part.field, *label.span(), "no-doi", given, item=part.item)


def _doi_form(part: TextPart, at: int, printed: str) -> Iterator[RuleMatch]:
    """Yield a match where one printed DOI has another form than it should have."""
    doi = stated_doi(printed)
    if not doi or "%" in printed:
        return
    end = printed.lower().rfind(doi.lower()) + len(doi)
    right = doi_url(doi)
    stop = part.field == CITATION and printed[end:] == "." and not part.text[at + end + 1 :].strip()
    if (printed[:end] == f"https://doi.org/{doi}" and not stop) or "%" in right:
        return
    variant = "stop" if printed[:end] == right else "message"
    end += stop
    yield replaced(
        part.field, at, at + end, right,
        item=part.item, found=printed[:end], expected=right, variant=variant,
    )  # fmt: skip


def _withdrawn_sources(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield sources that were retracted."""
    for at, source in enumerate(reading.draft.sources):
        retracted = source.record is not None and source.record.is_retracted
        if source.state in WITHDRAWN or retracted:
            yield RuleMatch(CITATION, item=at)


def _superseded_sources(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield sources that were corrected, doubted or replaced by their version of record."""
    for at, source in enumerate(reading.draft.sources):
        if source.state in SUPERSEDED:
            yield RuleMatch(CITATION, variant=source.state.value, item=at)


DOI_RULES = (
    LintRule("doi-form", LintSeverity.ERROR, _doi_forms),
    LintRule("retracted-source", LintSeverity.ERROR, _withdrawn_sources),
    LintRule("superseded-source", LintSeverity.ADVICE, _superseded_sources),
)
