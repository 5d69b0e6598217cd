"""How far an unpublished work is, and what kind of thesis it is, in one form."""

from __future__ import annotations

from pprnet.records import WorkType
from pprnet.text import clean, fold

_STATUSES = {
    "in press": "in press|inpress|article in press|im druck|in druck|sous presse|en prensa|"
    "in stampa|no prelo|in pressen|in-press|to appear|accepted for publication|accepted",
    "forthcoming": "forthcoming|a paraitre|im erscheinen",
    "submitted": "submitted|submitted for publication|under review|eingereicht|soumis",
    "in preparation": "in preparation|in vorbereitung|en preparation",
    "advance online publication": "advance online publication|ahead of print|aheadofprint|"
    "epub ahead of print|online ahead of print|online first|prepublished|early access",
}
_STATUS_OF = {
    fold(name): status for status, names in _STATUSES.items() for name in names.split("|")
}

_GENRES = {
    "phdthesis": "Doctoral dissertation",
    "mathesis": "Master's thesis",
    "mastersthesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "",
    "thesis": "",
    "dissertation": "",
    "report": "",
    "resreport": "Research report",
}
"""The kinds that BibTeX and biblatex name by a key."""
_WORD_LIST = (
    "thesis dissertation doctoral doctorate phd dr master masters bachelor habilitation these "
    "memoire tesis report paper"
)
_WORDS_OF_KINDS = frozenset(_WORD_LIST.split())


_DEGREES = {
    "Doctoral dissertation": "phd dphil psyd edd dsc drphil drmed dclinpsy doctorofphilosophy "
    "doctorofpsychology doctorofeducation",
    "Master's thesis": "ma msc ms med mphil mres masterofarts masterofscience masterofeducation "
    "masterofphilosophy",
    "Bachelor's thesis": "ba bsc bachelorofarts bachelorofscience",
}
_GENRE_OF_DEGREE = {
    degree: genre for genre, degrees in _DEGREES.items() for degree in degrees.split()
}
"""The kind of a thesis of which only the degree is stated, without its points and spaces."""


def publication_status(text: str) -> str:
    """Return a known status in one form, such as "in press"; empty for any other text.

    Args:
        text: as printed, often in place of the year.
    """
    return "" if not text or len(text) > 60 else _STATUS_OF.get(fold(text), "")  # noqa: PLR2004


def stated_genre(text: str, kind: WorkType) -> str:
    """Return the kind of a thesis or report where a text is one, empty otherwise.

    Args:
        text: in words, or a key of biblatex such as "phdthesis".
        kind: the type of the work; others than theses and reports have no genre here.
    """
    if kind not in (WorkType.THESIS, WorkType.REPORT):
        return ""
    genre = clean(text)
    if kind is WorkType.THESIS and (degree := _GENRE_OF_DEGREE.get(fold(genre).replace(" ", ""))):
        return degree
    if (named := _GENRES.get(genre.lower())) is not None:
        return named
    return genre if not _WORDS_OF_KINDS.isdisjoint(fold(genre).split()) else ""
