"""Different works that belong together: a notice and its study, a preprint and its article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from pprnet.dedupe.blocks import COMMON
from pprnet.dedupe.clashes import other_language, same_journal, year_gap
from pprnet.dedupe.compare import compare_traits, names_agree
from pprnet.dedupe.titles import Title, read_title
from pprnet.dedupe.traits import Traits, read_traits, without_version
from pprnet.records import Record, Relation, RelationKind

YEARS_APART = 5
"""Between a study and a notice on it, or a version of it."""

_NOTICE = r"(?:erratum|errata|corrigend(?:um|a)|corrections?|addendum)"
_TAKEN_BACK = r"(?:retraction|withdrawal)"
_CONCERN = r"(?:editorial )?expression of concern"
_REPLY = r"(?:reply|replies|response|rejoinder|comments?|commentary|re|letter)"
_OWNER = r"(?:(?:the )?(?:authors?|publishers?) )?"
_JOINT = r"(?: notice)?(?: (?:to|for|on|of|regarding))?"
_ABOUT = tuple(
    (kind, re.compile(rf"^(?:in )?{_OWNER}{form}{_JOINT} (?P<of>.+)$|^(?P<by>.+) {_OWNER}{form}$"))
    for kind, form in (
        (RelationKind.CORRECTS, _NOTICE),
        (RelationKind.RETRACTS, _TAKEN_BACK),
        (RelationKind.CONCERNS, _CONCERN),
        (RelationKind.COMMENT_ON, _REPLY),
    )
)
_INVERSE = {
    RelationKind.RETRACTED_BY: RelationKind.RETRACTS,
    RelationKind.CONCERN_BY: RelationKind.CONCERNS,
    RelationKind.CORRECTED_BY: RelationKind.CORRECTS,
    RelationKind.COMMENT_IN: RelationKind.COMMENT_ON,
    RelationKind.UPDATED_BY: RelationKind.UPDATE_OF,
    RelationKind.HAS_PREPRINT: RelationKind.PREPRINT_OF,
}
"""The relations that say from the other side what another says."""
_PART = re.compile(r"\bpart (?:[ivx]+|\d+|one|two|three|four|five)\b|\b(?:i|ii|iii|iv|v)$")


@dataclass(frozen=True, slots=True)
class Link:
    """Two records of different works, by their places: the first stands so to the second."""

    kind: RelationKind
    a: int
    b: int
    reason: str
    """For a person to read."""


def links(records: Sequence[Record]) -> tuple[Link, ...]:
    """Give the links between records of different works, each pair of records once."""
    traits = [read_traits(record) for record in records]
    by_title = titles_at(traits)
    found: dict[tuple[int, int], Link] = {}
    for link in (
        *stated(traits),
        *about(traits, by_title),
        *versions(traits, by_title),
        *series(traits),
    ):
        if compare_traits(traits[link.a], traits[link.b]) is None:
            found.setdefault((min(link.a, link.b), max(link.a, link.b)), link)
    return tuple(sorted(found.values(), key=lambda link: (link.a, link.b)))


def titles_at(traits: Sequence[Traits]) -> dict[str, list[int]]:
    """Put the records under their titles, as far as these tell anything."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(traits):
        for squeezed in {title.squeezed for title in each.titles if not title.is_short}:
            found[squeezed].append(at)
    return found


def stated(traits: Sequence[Traits]) -> Iterator[Link]:
    """Give the links that a source states by number."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(traits):
        for number in filter(None, (each.record.pmid, *each.dois)):
            numbers[number].append(at)
    for at, each in enumerate(traits):
        own = {each.record.pmid, *each.dois}
        for relation in each.record.relations:
            for number in sorted(numbers_in(relation) - own):
                for other in numbers.get(number, ())[:COMMON]:
                    if other != at:
                        yield forward(relation.kind, at, other, f"stated with the number {number}")


def numbers_in(relation: Relation) -> set[str]:
    """Give the PMID and the DOI, without the suffix for the version, that a relation names."""
    return {relation.pmid, without_version(relation.doi.lower())} - {""}


def forward(kind: RelationKind, a: int, b: int, reason: str) -> Link:
    """Make a link from the notice, the comment or the version, whichever of the two states it."""
    inverse = _INVERSE.get(kind)
    return Link(inverse, b, a, reason) if inverse else Link(kind, a, b, reason)


def about(traits: Sequence[Traits], by_title: dict[str, list[int]]) -> Iterator[Link]:
    """Give the links of notices, comments and replies to the text that their title repeats."""
    for at, each in enumerate(traits):
        for kind, title in [found for title in each.titles if (found := subject(title))]:
            for other in by_title.get(title.squeezed, ())[:COMMON]:
                if belongs(each, traits[other], kind):
                    yield Link(kind, at, other, "its title repeats the other's")


def subject(title: Title) -> tuple[RelationKind, Title] | None:
    """Give the title that a notice or comment repeats, and what it does to it."""
    if not title.kind:
        return None
    text = " ".join(title.words)
    for kind, form in _ABOUT:
        found = form.search(text)
        inner = read_title(found["of"] or found["by"]) if found else None
        if inner and not inner.is_short:
            return kind, inner
    return None


def belongs(a: Traits, b: Traits, kind: RelationKind) -> bool:
    """Tell whether years, and authors or journal, allow a notice to be about a text."""
    if a.years and b.years and year_gap(a, b) > YEARS_APART:
        return False
    journals = same_journal(a, b) or not (a.record.journal and b.record.journal)
    return journals or (kind is not RelationKind.COMMENT_ON and names_agree(a, b))


def versions(traits: Sequence[Traits], by_title: dict[str, list[int]]) -> Iterator[Link]:
    """Give the links of preprints to their articles and of translations to their originals."""
    for places in by_title.values():
        for a, b in combinations(places[:COMMON], 2):
            left, right = traits[a], traits[b]
            if not names_agree(left, right):
                continue
            if left.years and right.years and year_gap(left, right) > YEARS_APART:
                continue
            if left.is_preprint != right.is_preprint and left.dois.isdisjoint(right.dois):
                first, second = (a, b) if left.is_preprint else (b, a)
                yield Link(RelationKind.PREPRINT_OF, first, second, "title and authors agree")
            elif other_language(left, right):
                yield translation(a, b, traits)


def translation(a: int, b: int, traits: Sequence[Traits]) -> Link:
    """Hold the later text for the translation, and of the same year the one in English."""

    def lateness(at: int) -> tuple[int, bool, int]:
        return max(traits[at].years, default=0), traits[at].record.language == "en", at

    first, second = sorted((a, b), key=lateness)
    tongues = (traits[at].record.language for at in (second, first))
    reason = "title and authors agree, the languages are {} and {}".format(*tongues)
    return Link(RelationKind.TRANSLATION_OF, second, first, reason)


def series(traits: Sequence[Traits]) -> Iterator[Link]:
    """Give the links between the parts of one title, each to the next."""
    parts: defaultdict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for at, each in enumerate(traits):
        for title in each.titles[:1]:
            if name := series_name(title):
                parts[name].append((title.numbers, at))
    for found in parts.values():
        for (left, a), (right, b) in pairwise(sorted(found, key=lambda part: (len(part[0]), part))):
            if left != right and names_agree(traits[a], traits[b]):
                yield Link(RelationKind.SAME_SERIES, a, b, "parts of one title")


def series_name(title: Title) -> str:
    """Give what the titles of all parts have in common, or nothing where it is not of a part."""
    text = " ".join(title.words)
    is_part = title.numbers and not title.kind and _PART.search(text)
    return _PART.sub("*", text) if is_part else ""
