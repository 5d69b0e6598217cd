"""Names in the text against the authors of the citations, and these against the works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pprnet.citations.checking.name_spelling import edit_distance, is_near_spelling, same_letters
from pprnet.citations.checking.near_names import NameDifference, near_matches
from pprnet.formats.printed_reference import parse_apa_reference
from pprnet.lint.draft import PrintedCitation
from pprnet.lint.draft_reading import CITATION, DraftReading, TextPart
from pprnet.lint.lint_findings import Fix, LintSeverity
from pprnet.lint.rule_entries import LintRule, RuleMatch, replaced
from pprnet.records import Author, Record
from pprnet.text import fold, memoise

NAME = re.compile(
    r"(?<![\w’'\-])(?:(?:van|von|de|di|del|la|le|den|der) ){0,2}[A-ZÀ-ÖØ-ÞŁŠŽČ][^\W\d_]{1,30}"
    r"(?:[-‐’'][^\W\d_]{2,30}){0,2}"
)
GROUP_AFTER = re.compile(
    r"(?:['’]s)? (?:and (?:\w{1,12} )?(?:colleagues|co-authors|coauthors|associates|"
    r"co-workers)|et al\b|et (?:ses |leurs? )?(?:collègues|collaborateurs|collaboratrices|coll\.))"
)
YEAR_AFTER = re.compile(r"(?:['’]s)?,? \((?P<year>(?:19|20)\d\d)[a-z]?\)")
NAME_AFTER = re.compile(r" (?:and|&|et) [A-ZÀ-ÖØ-Þ][^\W\d_]")
WORK_AFTER = re.compile(
    r"['’]s? (?:\w{1,20} )?(?:study|review|meta-analysis|trial|model|team|work)\b"
)
NAME_BEFORE = re.compile(r"[A-ZÀ-ÖØ-Þ][^\W\d_]{1,30} (?:and|&|et) \Z")
YEAR_NEAR = re.compile(r"(?:19|20)\d\d")
LONG_NAME = 6
"""Letters of a name that is recognised by itself with one letter changed."""
MOST_LETTERS = 4
"""In which near names differ: two that are exchanged for two others."""
YEAR_DISTANCE = 30
"""Characters after "and colleagues" in which a year names another work."""


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A word with a capital that may be the name of an author."""

    field: str
    start: int
    end: int
    name: str
    year: str
    """Of the work that it names, empty where none is stated."""
    is_group: bool
    """Whether "and colleagues" or "et al." follows."""
    is_used_as_author: bool
    """Whether what is around it shows that an author is meant."""


def citation_record(citation: PrintedCitation) -> Record | None:
    """Return the work that a citation names: its record, or what is read from print.

    Args:
        citation: of a draft.
    """
    return citation.record or (parse_apa_reference(citation.text) if citation.text else None)


def _cited_works(reading: DraftReading) -> tuple[Record, ...]:
    """Return the works of the citations, then those of the sources."""
    cited = [citation_record(each) for each in reading.draft.citations or ()]
    known = [source.record for source in reading.draft.sources]
    return tuple(record for record in (*cited, *known) if record is not None)


def _families(works: Sequence[Record]) -> tuple[str, ...]:
    """Return the family names of the authors, each once."""
    names = [author.family or author.literal for work in works for author in work.authors]
    return tuple(dict.fromkeys(name for name in names if name))


def _named_people(part: TextPart) -> Iterator[NamedPerson]:
    """Yield the words of a text that may be names of authors."""
    text = part.text
    for found in NAME.finditer(text):
        end = found.end()
        group = GROUP_AFTER.match(text, end)
        year = YEAR_AFTER.match(text, group.end() if group else end)
        other = NAME_AFTER.match(text, end) or WORK_AFTER.match(text, end)
        before = NAME_BEFORE.search(text[max(0, found.start() - 40) : found.start()])
        stated = year["year"] if year else ""
        if group and not stated:
            near = YEAR_NEAR.search(text, group.end(), group.end() + YEAR_DISTANCE)
            stated = near[0] if near else ""
        is_used = bool(group or year or other or before)
        yield NamedPerson(
            part.field, found.start(), end, found[0], stated, bool(group), is_used_as_author=is_used
        )


def _is_author(name: str, families: Sequence[str]) -> bool:
    """Return whether a name is that of an author, also one part of a double name."""
    lowered = name.casefold()
    return any(lowered == known.casefold() or lowered in known.casefold().replace("-", " ").split()
               or known.casefold() in lowered.split() for known in families)  # fmt: skip


def _misspelled_names(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield names that differ from that of an author in a letter or a diacritic."""
    works = _cited_works(reading)
    families = _families(works)
    certain = {name for each in reading.draft.citations or () if each.record
               for name in _families((each.record,))}  # fmt: skip
    for person in (person for part in reading.body for person in _named_people(part)):
        if families and not _is_author(person.name, families):
            yield from _misspelled(person, families, certain)


def _misspelled(
    person: NamedPerson, families: Sequence[str], certain: set[str]
) -> Iterator[RuleMatch]:
    """Yield a match where a name is nearly that of an author."""
    if not person.is_used_as_author and len(person.name) < LONG_NAME:
        return
    candidates = [known for known in families if _shares_letters(person.name, known)]
    for variant, is_near in (("diacritics", same_letters), ("spelling", is_near_spelling)):
        for known in candidates:
            if is_near(person.name, known) and (
                person.is_used_as_author or _is_clearly_meant(person.name, known)
            ):
                adds_marks = variant == "diacritics" and person.name.isascii()
                is_safe = known in certain or (adds_marks and not known.isascii())
                fix = Fix(person.start, person.end, known) if is_safe else None
                given = {"found": person.name, "expected": known}
                yield RuleMatch(person.field, person.start, person.end, variant, given, fix)
                return


@memoise(4_096)
def _letters(name: str) -> frozenset[str]:
    """Return the letters of a name without diacritics."""
    return frozenset(fold(name))


def _shares_letters(name: str, known: str) -> bool:
    """Return whether two names may be near; comparing them letter by letter takes far longer."""
    return abs(len(name) - len(known)) <= MOST_LETTERS and (
        len(_letters(name) ^ _letters(known)) <= MOST_LETTERS
    )


def _is_clearly_meant(name: str, known: str) -> bool:
    """Return whether a word can hardly be anything but a long name with one letter changed."""
    if same_letters(name, known):
        return True
    return len(name) >= LONG_NAME and edit_distance(fold(name), fold(known)) == 1


def _unknown_authors(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield groups of authors who are presented as those of the study and are not cited."""
    works = _cited_works(reading)
    families = _families(works)
    years = {str(work.issued.year) for work in works if work.issued}
    for person in (person for part in reading.body for person in _named_people(part)):
        is_presented = (person.is_group and not person.year) or (
            person.year and person.year in years
        )
        if not families or not is_presented or _is_author(person.name, families):
            continue
        candidates = [known for known in families if _shares_letters(person.name, known)]
        is_near = any(is_near_spelling(person.name, known) for known in candidates)
        if not is_near and not any(same_letters(person.name, known) for known in candidates):
            given = {"found": person.name, "expected": ", ".join(families[:3])}
            yield RuleMatch(person.field, person.start, person.end, arguments=given)


def _citation_authors(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield printed authors who are spelled otherwise in the record of the work."""
    for at, citation in enumerate(reading.draft.citations or ()):
        printed = parse_apa_reference(citation.text) if citation.text else None
        if printed is None or citation.record is None:
            continue
        for near in near_matches(printed.authors, citation.record.authors):
            stated, known = (_shown(each) for each in (near.stated, near.known))
            start = citation.text.replace("'", "’").find(stated)
            if near.difference is NameDifference.ORDER or start < 0 or stated == known:
                continue
            yield replaced(
                CITATION, start, start + len(stated), known, item=at, found=stated, expected=known
            )


def _shown(author: Author) -> str:
    """Return the part of a name that is compared."""
    return (author.family or author.literal).replace("'", "’")


AUTHOR_RULES = (
    LintRule("author-name", LintSeverity.ERROR, _misspelled_names),
    LintRule("author-unknown", LintSeverity.ADVICE, _unknown_authors),
    LintRule("citation-author", LintSeverity.ERROR, _citation_authors),
)
