"""Whether a notice is about a work: by identifiers, else by a title that says enough."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from pprnet.dedupe.comparison.titles import Title, parse_title, title_similarity
from pprnet.identifiers import normalise_doi, normalise_pmid
from pprnet.sources.notices import Notice, NoticeKind, without_marks
from pprnet.sources.notices.preprint_dois import without_version
from pprnet.sources.notices.printed_notices import is_notice_text
from pprnet.watch.author_names import author_names_agree
from pprnet.watch.journal_names import journal_names_agree

MIN_TITLE_WORDS, MIN_TITLE_LETTERS = 5, 30
"""A shorter title ("Cognitive therapy for depression") is that of several articles."""
UNLIKE_TITLES = 0.5
"""Similarity below which titles under one DOI are of different texts, if their authors differ."""

_ABOUT_OTHER_TEXTS = frozenset({"notice", "reply", "comment"})


@dataclass(frozen=True, slots=True)
class WorkIdentity:
    """What identifies a work. Empty text and `None` mean "not stated"."""

    dois: frozenset[str] = frozenset()
    pmid: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    """Family names, the first author's first."""
    journal: str = ""
    year: int | None = None
    shares_doi: bool = False
    """Whether other works have one of its DOIs, as the texts of a supplement do."""


def is_about(notice: Notice, work: WorkIdentity) -> bool:
    """Return whether a notice is about a work and not about another one.

    Where both state a PMID or a DOI these have to agree, as the articles of a supplement may share
    a DOI. Where they have no kind of identifier in common, title and year have to be the same,
    journal or first author too, and neither may differ.

    Args:
        notice: of any source.
        work: as it is known here.
    """
    if _is_notice_itself(notice, work):
        return False
    pmid, doi = _pmids_agree(notice, work), _dois_agree(notice, work)
    if pmid is False or doi is False:
        return False
    if pmid:
        return True
    if doi:
        return not (work.shares_doi and _is_other_text(notice, work))
    return _same_publication(notice, work)


@lru_cache(maxsize=4_096)
def _base_doi(doi: str) -> str:
    """Return a DOI in normal form, without the version of a preprint."""
    return without_version(normalise_doi(doi))


def _base_dois(dois: Collection[str]) -> set[str]:
    return {_base_doi(doi) for doi in dois} - {""}


def _pmids_agree(notice: Notice, work: WorkIdentity) -> bool | None:
    """Return whether the PMIDs agree, `None` unless both state one."""
    ours, theirs = normalise_pmid(work.pmid), normalise_pmid(notice.pmid)
    return ours == theirs if ours and theirs else None


def _dois_agree(notice: Notice, work: WorkIdentity) -> bool | None:
    """Return whether the DOIs agree, `None` unless both state one."""
    ours, theirs = _base_dois(work.dois), _base_doi(notice.doi)
    return theirs in ours if ours and theirs else None


def _is_notice_itself(notice: Notice, work: WorkIdentity) -> bool:
    """Return whether a work is what the notice was published as.

    Many notices take the place of the article under its DOI: then only its title can tell that a
    publisher wrongly named the notice as its own target.
    """
    own, target = _base_doi(notice.notice_doi), _base_doi(notice.doi)
    if own and own == target:
        return is_notice_text(work.title)
    ours = _base_dois(work.dois)
    if own in ours and (target not in ours or notice.kind is NoticeKind.VERSION_OF_RECORD):
        return True
    number = normalise_pmid(notice.notice_pmid)
    if number and number == normalise_pmid(notice.pmid):
        return is_notice_text(work.title)
    return bool(number) and number == normalise_pmid(work.pmid)


def _is_other_text(notice: Notice, work: WorkIdentity) -> bool:
    """Return whether titles and authors show two texts under one DOI, as in a supplement."""
    theirs, ours = _parsed(notice.title), _parsed(work.title)
    if theirs is None or ours is None or title_similarity(theirs, ours) >= UNLIKE_TITLES:
        return False
    return author_names_agree(notice.authors, work.authors) is False


def _same_publication(notice: Notice, work: WorkIdentity) -> bool:
    """Return whether title, year, and journal or first author leave no doubt."""
    theirs, ours = _parsed(notice.title), _parsed(work.title)
    if theirs is None or ours is None or theirs.joined_words != ours.joined_words:
        return False
    if not _is_distinctive(ours) or notice.published is None or work.year != notice.published.year:
        return False
    verdicts = (
        journal_names_agree(notice.journal, work.journal),
        author_names_agree(notice.authors[:1], work.authors[:1]),
    )
    return True in verdicts and False not in verdicts


@lru_cache(maxsize=4_096)
def _parsed(title: str) -> Title | None:
    return parse_title(without_marks(title)) if title else None


def _is_distinctive(title: Title) -> bool:
    is_long = len(title.words) >= MIN_TITLE_WORDS and len(title.joined_words) >= MIN_TITLE_LETTERS
    return is_long and title.kind not in _ABOUT_OTHER_TEXTS
