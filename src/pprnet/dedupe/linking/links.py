"""Different works that belong together: a notice and its study, a preprint and its article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from pprnet.dedupe.blocking.blocks import COMMON_KEY_SIZE
from pprnet.dedupe.comparison.comparison_fields import (
    ComparisonFields,
    comparison_fields_of,
    strip_doi_version,
)
from pprnet.dedupe.comparison.conflicts import different_language, same_journal, year_gap
from pprnet.dedupe.comparison.match_rules import matching_reason, names_agree
from pprnet.dedupe.comparison.titles import Title, parse_title
from pprnet.records import Record, Relation, RelationKind

MAX_YEARS_BETWEEN_LINKED = 5
"""Most years between a study and a notice on it, or a version of it."""

_NOTICE = r"(?:erratum|errata|corrigend(?:um|a)|corrections?|addendum)"
_RETRACTION = r"(?:retraction|withdrawal)"
_CONCERN = r"(?:editorial )?expression of concern"
_REPLY = r"(?:reply|replies|response|rejoinder|comments?|commentary|re|letter)"
_OWNER = r"(?:(?:the )?(?:authors?|publishers?) )?"
_JOINT = r"(?: notice)?(?: (?:to|for|on|of|regarding))?"
_NOTICE_FORMS = tuple(
    (kind, re.compile(rf"^(?:in )?{_OWNER}{form}{_JOINT} (?P<of>.+)$|^(?P<by>.+) {_OWNER}{form}$"))
    for kind, form in (
        (RelationKind.CORRECTS, _NOTICE),
        (RelationKind.RETRACTS, _RETRACTION),
        (RelationKind.CONCERNS, _CONCERN),
        (RelationKind.COMMENT_ON, _REPLY),
    )
)
_INVERSE = {
    RelationKind.RETRACTED_BY: RelationKind.RETRACTS,
    RelationKind.REPLACED_BY: RelationKind.REPLACES,
    RelationKind.REINSTATED_BY: RelationKind.REINSTATES,
    RelationKind.CONCERN_BY: RelationKind.CONCERNS,
    RelationKind.CORRECTED_BY: RelationKind.CORRECTS,
    RelationKind.COMMENT_IN: RelationKind.COMMENT_ON,
    RelationKind.UPDATED_BY: RelationKind.UPDATE_OF,
    RelationKind.HAS_PREPRINT: RelationKind.PREPRINT_OF,
}
"""Relations whose inverse is another relation."""
_LINK_KINDS = {
    RelationKind.REPLACES: RelationKind.UPDATE_OF,
    RelationKind.REINSTATES: RelationKind.CORRECTS,
}
"""Relations that are shown as a more general link."""
_PART = re.compile(r"\bpart (?:[ivx]+|\d+|one|two|three|four|five)\b|\b(?:i|ii|iii|iv|v)$")


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A relation of the first to the second of two records of different works, by position."""

    kind: RelationKind
    a: int
    b: int
    reason: str
    """For a person to read."""


def find_links(records: Sequence[Record]) -> tuple[RecordLink, ...]:
    """Return the links between records of different works, each pair of records once.

    Args:
        records: records in any order; two of one work are not linked.

    Returns:
        Links by their positions, in ascending order.
    """
    fields = [comparison_fields_of(record) for record in records]
    by_title = _places_by_title(fields)
    found: dict[tuple[int, int], RecordLink] = {}
    for link in (
        *_stated_links(fields),
        *_notice_links(fields, by_title),
        *_version_links(fields, by_title),
        *_series_links(fields),
    ):
        if matching_reason(fields[link.a], fields[link.b]) is None:
            found.setdefault((min(link.a, link.b), max(link.a, link.b)), link)
    return tuple(sorted(found.values(), key=lambda link: (link.a, link.b)))


def _places_by_title(fields: Sequence[ComparisonFields]) -> dict[str, list[int]]:
    """Return the positions of records by title, without short titles."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(fields):
        for joined_words in {title.joined_words for title in each.titles if not title.is_short}:
            found[joined_words].append(at)
    return found


def _stated_links(fields: Sequence[ComparisonFields]) -> Iterator[RecordLink]:
    """Yield the links that a source states by identifier."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(fields):
        for number in filter(None, (each.record.pmid, *each.dois)):
            numbers[number].append(at)
    for at, each in enumerate(fields):
        own = {each.record.pmid, *each.dois}
        for relation in each.record.relations:
            for number in sorted(_identifiers_in(relation) - own):
                for other in numbers.get(number, ())[:COMMON_KEY_SIZE]:
                    if other != at:
                        yield _directed_link(
                            relation.kind, at, other, f"stated with the number {number}"
                        )


def _identifiers_in(relation: Relation) -> set[str]:
    """Return the PMID and the DOI, without its version, that a relation names."""
    return {relation.pmid, strip_doi_version(relation.doi.lower())} - {""}


def _directed_link(kind: RelationKind, a: int, b: int, reason: str) -> RecordLink:
    """Return a link from the notice, comment or version, whichever record states it."""
    inverse = _INVERSE.get(kind)
    shown = _LINK_KINDS.get(inverse or kind, inverse or kind)
    return RecordLink(shown, b, a, reason) if inverse else RecordLink(shown, a, b, reason)


def _notice_links(
    fields: Sequence[ComparisonFields], by_title: dict[str, list[int]]
) -> Iterator[RecordLink]:
    """Yield the links of notices, comments and replies to the text whose title they repeat."""
    for at, each in enumerate(fields):
        for kind, title in [found for title in each.titles if (found := repeated_title(title))]:
            for other in by_title.get(title.joined_words, ())[:COMMON_KEY_SIZE]:
                if _may_concern(each, fields[other], kind):
                    yield RecordLink(kind, at, other, "its title repeats the other's")


def repeated_title(title: Title) -> tuple[RelationKind, Title] | None:
    """Return the title that a notice or comment repeats and its relation to it, or `None`.

    Args:
        title: the title of the notice or comment.
    """
    if not title.kind:
        return None
    text = " ".join(title.words)
    for kind, form in _NOTICE_FORMS:
        found = form.search(text)
        inner = parse_title(found["of"] or found["by"]) if found else None
        if inner and not inner.is_short:
            return kind, inner
    return None


def _may_concern(a: ComparisonFields, b: ComparisonFields, kind: RelationKind) -> bool:
    """Return whether years, and authors or journal, allow a notice to be about a text."""
    if a.years and b.years and year_gap(a, b) > MAX_YEARS_BETWEEN_LINKED:
        return False
    journals = same_journal(a, b) or not (a.record.journal and b.record.journal)
    return journals or (kind is not RelationKind.COMMENT_ON and names_agree(a, b))


def _version_links(
    fields: Sequence[ComparisonFields], by_title: dict[str, list[int]]
) -> Iterator[RecordLink]:
    """Yield the links of preprints to articles and of translations to originals."""
    for places in by_title.values():
        for a, b in combinations(places[:COMMON_KEY_SIZE], 2):
            left, right = fields[a], fields[b]
            if not names_agree(left, right):
                continue
            if left.years and right.years and year_gap(left, right) > MAX_YEARS_BETWEEN_LINKED:
                continue
            if left.is_preprint != right.is_preprint and left.dois.isdisjoint(right.dois):
                first, second = (a, b) if left.is_preprint else (b, a)
                yield RecordLink(RelationKind.PREPRINT_OF, first, second, "title and authors agree")
            elif different_language(left, right):
                yield _translation_link(a, b, fields)


def _translation_link(a: int, b: int, fields: Sequence[ComparisonFields]) -> RecordLink:
    """Return a link from the later text, or of the same year the English one."""

    def lateness(at: int) -> tuple[int, bool, int]:
        return max(fields[at].years, default=0), fields[at].record.language == "en", at

    first, second = sorted((a, b), key=lateness)
    languages = (fields[at].record.language for at in (second, first))
    reason = "title and authors agree, the languages are {} and {}".format(*languages)
    return RecordLink(RelationKind.TRANSLATION_OF, second, first, reason)


def _series_links(fields: Sequence[ComparisonFields]) -> Iterator[RecordLink]:
    """Yield the links between the parts of one title, each to the next."""
    parts: defaultdict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for at, each in enumerate(fields):
        for title in each.titles[:1]:
            if name := series_name(title):
                parts[name].append((title.numbers, at))
    for found in parts.values():
        for (left, a), (right, b) in pairwise(sorted(found, key=lambda part: (len(part[0]), part))):
            if left != right and names_agree(fields[a], fields[b]):
                yield RecordLink(RelationKind.SAME_SERIES, a, b, "parts of one title")


def series_name(title: Title) -> str:
    """Return what the titles of all parts have in common, empty where it is not a part.

    Args:
        title: the title of a record.
    """
    text = " ".join(title.words)
    is_part = title.numbers and not title.kind and _PART.search(text)
    return _PART.sub("*", text) if is_part else ""
