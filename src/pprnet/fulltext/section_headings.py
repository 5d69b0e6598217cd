"""Headings of articles in English and French, by their words."""

from __future__ import annotations

import re

from pprnet.text import fold

_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,4}|[A-H])[.)]?\s{1,4}(?=\S)")
_LONGEST = 80
"""Characters of a heading."""
_MOST_WORDS = 12

REFERENCES = frozenset(
    {"references", "reference", "reference list", "list of references", "references cited"}
    | {"bibliography", "literature cited", "works cited", "literature", "cited literature"}
    | {"bibliographie", "references bibliographiques", "liste des references", "ouvrages cites"}
)
ABSTRACT = frozenset({"abstract", "summary", "resume", "structured abstract", "sommaire"})
_ABSTRACT_PARTS = frozenset(
    {"background", "context", "objective", "objectives", "aim", "aims", "purpose", "importance"}
    | {"method", "methods", "design", "setting", "participants", "patients", "interventions"}
    | {"intervention", "main outcome measures", "main outcomes and measures", "measures"}
    | {"results", "findings", "result", "conclusion", "conclusions", "discussion", "data sources"}
    | {"conclusions and relevance", "clinical significance", "interpretation", "limitations"}
    | {"introduction", "question", "study selection", "data extraction", "data synthesis"}
    | {
        "contexte",
        "objectif",
        "objectifs",
        "methode",
        "methodes",
        "resultats",
        "trial registration",
    }
    | {"implications", "registration", "funding", "study design", "statistical analysis"}
)
_AFTER_ABSTRACT = frozenset(
    {"keywords", "key words", "mots cles", "mots clefs", "introduction", "index terms"}
    | {"highlights", "practitioner points", "key practitioner message"}
)
_BODY = frozenset(
    {"general discussion", "results and discussion", "materials and methods", "procedure"}
    | {"method and materials", "analysis", "data analysis", "analyses", "sample", "limits"}
    | {"future directions", "strengths and limitations", "clinical implications", "case"}
    | {"present study", "the present study", "current study", "the current study", "treatment"}
    | {"implications for practice", "conclusion generale", "acknowledgements", "acknowledgments"}
    | {"author note", "author contributions", "declaration of interest", "remerciements"}
    | {"conflict of interest", "conflicts of interest", "competing interests", "ethics"}
    | {"declaration of competing interest", "data availability", "data availability statement"}
    | {"disclosure statement", "supplementary material", "supplemental material", "abbreviations"}
)
_AFTER_REFERENCES = re.compile(
    r"(?:(?:online )?(?:appendix|appendices|annexe?s?|supplement(?:s|ary|al)?)(?: |$))"
    r"|(?:tables?|figures?|tableaux?)(?: \d{1,2})?$"
    r"|(?:about the authors?|author (?:note|contributions|information))"
)
_RUN_IN = re.compile(r"(?:abstract|summary|r[ée]sum[ée])\s?[:.—–-]{1,2}\s?(?=\S)", re.IGNORECASE)
_RUN_IN_KEYWORDS = re.compile(
    r"(?:key\s?words?|mots[- ]cl[ée]f?s|index terms)\s?[:.—–-]", re.IGNORECASE
)


def heading_name(text: str) -> str:
    """Return a heading in its folded form without its number.

    Args:
        text: of a line or element.
    """
    text = text[: 2 * _LONGEST].strip()
    if re.fullmatch(r"(?:\S ){4,40}\S", text):  # set with spaces between the letters
        text = text.replace(" ", "")
    return fold(_NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text)


def is_known_heading(text: str) -> bool:
    """Return whether a line is a usual heading of an article and nothing else.

    Args:
        text: of the line.
    """
    is_lower = next((sign.islower() for sign in text if sign.isalpha()), True)
    if is_lower or len(text) > _LONGEST or text.rstrip().endswith((",", ";")):
        return False
    name = heading_name(text)
    if text.rstrip().endswith(".") and name not in REFERENCES | ABSTRACT | {"introduction"}:
        return False
    known = REFERENCES | ABSTRACT | _ABSTRACT_PARTS | _AFTER_ABSTRACT | _BODY
    is_appendix = _AFTER_REFERENCES.match(name) and len(name.split()) <= _MOST_WORDS // 2
    return name in known or bool(is_appendix)


def is_short_as_heading(text: str) -> bool:
    """Return whether a line has the length and the end of a heading.

    Args:
        text: of the line.
    """
    is_short = len(text) <= _LONGEST * 2 and len(text.split()) <= _MOST_WORDS
    return is_short and text[:1].isalnum() and not text.rstrip().endswith((".", ",", ";"))


def begins_references(heading: str) -> bool:
    """Return whether the list of references follows a heading.

    Args:
        heading: its text.
    """
    return heading_name(heading) in REFERENCES


def ends_references(heading: str) -> bool:
    """Return whether what follows a heading after the list of references is read again.

    Args:
        heading: its text.
    """
    return bool(_AFTER_REFERENCES.match(heading_name(heading)))


def begins_abstract(heading: str) -> bool:
    """Return whether the abstract follows a heading.

    Args:
        heading: its text.
    """
    return heading_name(heading) in ABSTRACT


def is_part_of_abstract(heading: str) -> bool:
    """Return whether a heading may be one inside an abstract.

    Args:
        heading: its text.
    """
    return heading_name(heading) in _ABSTRACT_PARTS - {"introduction"}


def has_section_number(heading: str) -> bool:
    """Return whether a heading begins with a number, as those of the body may.

    Args:
        heading: its text.
    """
    return bool(_NUMBER.match(heading.strip()))


def run_in_abstract(text: str) -> int:
    """Return where the abstract begins in a paragraph that opens with its heading, else 0.

    Args:
        text: of the paragraph.
    """
    found = _RUN_IN.match(text)
    return found.end() if found else 0


def ends_abstract(text: str) -> bool:
    """Return whether a paragraph, such as the keywords, comes after the abstract.

    Args:
        text: of the paragraph.
    """
    return bool(_RUN_IN_KEYWORDS.match(text))
