"""Names and years of a text against the authors and years of its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pprnet.citations.checking.name_spelling import is_near_spelling, same_letters
from pprnet.claims.claim_values import (
    Claim,
    ClaimFinding,
    ClaimKind,
    ClaimSeverity,
    Verdict,
)
from pprnet.claims.names.printed_names import PrintedName, read_printed_names, year_after
from pprnet.claims.names.source_authors import SourceAuthors, SourceName

_MIN_NAME = 3


def check_names(text: str, sources: SourceAuthors) -> Iterator[ClaimFinding]:
    """Yield a finding for each author's name and each year of a publication in a text.

    A name that is not an author's is an error where it is spelt nearly like one, stands in a list
    with one, or has the year of the source; with another year it cites another publication.

    Args:
        text: the text that is checked.
        sources: the names and years of its sources.
    """
    names = read_printed_names(text)
    groups: dict[int, list[PrintedName]] = {}
    for name in names:
        groups.setdefault(name.group, []).append(name)
    for group in groups.values():
        yield from _check_group(text, group, sources)


def _check_group(
    text: str, group: Sequence[PrintedName], sources: SourceAuthors
) -> Iterator[ClaimFinding]:
    known = [_same(name.name, sources.authors) for name in group]
    has_known = any(known)
    year = year_after(text, group[-1].end)
    other_year = bool(year and sources.years and year[0] not in _texts(sources.years))
    is_background = other_year and not has_known and not _any_near(group, sources)
    for name, author in zip(group, known, strict=True):
        claim = Claim(ClaimKind.NAME, name.start, name.end)
        if author:
            yield _known_finding(claim, name.name, author)
        elif is_background:
            if name.is_author:
                yield ClaimFinding(
                    claim, Verdict.NOT_FOUND, ClaimSeverity.NONE, reason="other-publication"
                )
        elif name.is_author or not _is_ordinary(text, name, in_list=has_known):
            yield from _unknown_finding(claim, name, sources, in_list=has_known)
    is_author = group[-1].is_author
    if year and sources.years and (has_known or (is_author and not is_background)):
        yield _year_finding(year.start(), year.end(), year[0], sources)


def _unknown_finding(
    claim: Claim, name: PrintedName, sources: SourceAuthors, *, in_list: bool
) -> Iterator[ClaimFinding]:
    """Yield what is wrong with a name that is no author's; nothing if it may be another word."""
    if near := _near(name, sources):
        yield ClaimFinding(
            claim, Verdict.CONTRADICTED, ClaimSeverity.ERROR, near.passage, "spelling", near.name
        )
    elif name.is_author or in_list:
        may_be_left_out = sources.is_shortened and in_list
        is_known = sources.has_citation and not may_be_left_out
        severity = ClaimSeverity.ERROR if is_known else ClaimSeverity.NONE
        yield ClaimFinding(claim, Verdict.NOT_FOUND, severity, reason="other-author")


def _known_finding(claim: Claim, name: str, author: SourceName) -> ClaimFinding:
    if name.casefold() == author.name.casefold():
        return ClaimFinding(claim, Verdict.SUPPORTED, ClaimSeverity.NONE, author.passage)
    return ClaimFinding(
        claim,
        Verdict.CONTRADICTED,
        ClaimSeverity.ADVICE,
        author.passage,
        "diacritics",
        author.name,
    )


def _year_finding(start: int, end: int, year: str, sources: SourceAuthors) -> ClaimFinding:
    claim = Claim(ClaimKind.NAME, start, end)
    for known in sources.years:
        if known.name == year:
            return ClaimFinding(claim, Verdict.SUPPORTED, ClaimSeverity.NONE, known.passage)
    known = sources.years[0]
    return ClaimFinding(
        claim, Verdict.CONTRADICTED, ClaimSeverity.ERROR, known.passage, "other-year", known.name
    )


def _texts(names: Sequence[SourceName]) -> set[str]:
    return {name.name for name in names}


def _same(name: str, authors: Sequence[SourceName]) -> SourceName | None:
    exact = [author for author in authors if author.name.casefold() == name.casefold()]
    return next(iter(exact), None) or next(
        (author for author in authors if same_letters(name, author.name)), None
    )


def _any_near(group: Sequence[PrintedName], sources: SourceAuthors) -> bool:
    return any(
        is_near_spelling(name.name, author.name) for name in group for author in sources.authors
    )


def _near(name: PrintedName, sources: SourceAuthors) -> SourceName | None:
    """Return the author that a name is spelt nearly like; a word of the source is none."""
    if len(name.name) < _MIN_NAME or _is_word_of(name.name, sources):
        return None
    pool = sources.authors or (sources.words if name.is_author else ())
    return next((author for author in pool if is_near_spelling(name.name, author.name)), None)


def _is_word_of(name: str, sources: SourceAuthors) -> bool:
    return any(word.name.casefold() == name.casefold() for word in sources.words)


def _is_ordinary(text: str, name: PrintedName, *, in_list: bool) -> bool:
    """Return whether a capitalised word is one of the language.

    It is where it is also printed without a capital, or (but for a list with an author) where it
    stands first in a sentence.
    """
    if name.name.lower() in text:
        return True
    before = text[: name.start].rstrip(" \"'“”‘’«»([")
    return not in_list and (not before or before[-1] in ".!?:;\n…")
