"""Small fields in one form: pages, languages, types of work, lists without repeats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pprnet.identifiers import normalise_isbn, normalise_issn
from pprnet.records import WorkType
from pprnet.text import clean, fold, memoise

_DASHES = re.compile(r"(?:(?<!\s)\s+)?[-‐‑‒–—−]+\s*")

_LANGUAGES = {
    "en": "eng english", "fr": "fre fra french", "de": "ger deu german", "es": "spa spanish",
    "it": "ita italian", "pt": "por portuguese", "nl": "dut nld dutch", "sv": "swe swedish",
    "no": "nor nob nno norwegian", "da": "dan danish", "fi": "fin finnish", "pl": "pol polish",
    "ru": "rus russian", "zh": "chi zho chinese", "ja": "jpn japanese", "ko": "kor korean",
    "tr": "tur turkish", "el": "gre ell greek", "he": "heb hebrew", "ar": "ara arabic",
    "cs": "cze ces czech", "hu": "hun hungarian", "ro": "rum ron romanian",
    "hr": "hrv croatian", "sr": "srp serbian", "sk": "slo slk slovak", "sl": "slv slovenian",
    "fa": "per fas persian", "uk": "ukr ukrainian", "is": "ice isl icelandic",
    "ca": "cat catalan", "th": "tha thai", "vi": "vie vietnamese", "id": "ind indonesian",
    "ms": "may msa malay", "hi": "hin hindi", "lt": "lit lithuanian", "lv": "lav latvian",
    "et": "est estonian", "bg": "bul bulgarian",
}  # fmt: skip
_TO_ISO = {name: code for code, names in _LANGUAGES.items() for name in (code, *names.split())}
_TO_MEDLINE = {code: names.split()[0] for code, names in _LANGUAGES.items()}
_TWO_LETTER_CODE = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,4})?")


def full_pages(text: str) -> str:
    """Return pages as "25-41" with the last page in full, from "25-41", "25--41" or "325-41".

    Args:
        text: pages as printed; several ranges are left as they are.
    """
    text = _DASHES.sub("-", clean(text)).strip("-. ")
    first, dash, last = text.partition("-")
    if not dash or "-" in last or "," in text:
        return text
    return join_pages(first, last)


def join_pages(first: str, last: str) -> str:
    """Return a first and a last page as a range, completing a shortened last page.

    Args:
        first: first page; may have a prefix such as "S".
        last: last page, perhaps shortened ("41" after "325"); empty if there is none.
    """
    first, last = first.strip(), last.strip()
    prefix = first.rstrip("0123456789")
    head, tail = first[len(prefix) :], last.removeprefix(prefix)
    if head.isdecimal() and tail.isdecimal() and len(tail) < len(head):
        last = prefix + head[: len(head) - len(tail)] + tail
    elif prefix and head.isdecimal() and last.isdecimal() and len(last) == len(head):
        last = prefix + last
    if not first or not last or first == last:
        return first or last
    return f"{first}-{last}"


_MARKED_NUMBER = re.compile(r"(?:Article|Art\.?|Artn)(?: (?:ID|No\.?|number))? (\w[\w.]*)", re.I)
_LONG_NUMBER = 6
"""Digits that are too many for a page."""
_NO_PAGE = re.compile(r"n/a(?:-n/a)?|no-no", re.IGNORECASE)
"""What publishers register for an article that has no pages yet."""
_ARTICLE_NUMBER = re.compile(r"[eE]\d{4,}|\d{6,}")


def pages_and_number(first: str, last: str = "") -> tuple[str, str]:
    """Return pages and article number, which many sources print as a first page.

    Args:
        first: first page, a range, or an article number such as "e0815".
        last: last page; empty if there is none.
    """
    if first.isdecimal() and last.isdecimal() and len(first) < _LONG_NUMBER:
        return join_pages(first, last), ""  # as most are
    first, last = ("" if _NO_PAGE.fullmatch(part) else clean(part) for part in (first, last))
    if marked := _MARKED_NUMBER.fullmatch(first):
        return "", marked[1]
    if _ARTICLE_NUMBER.fullmatch(first) and last in ("", first):
        return "", first
    if "-" in first and not last:
        return full_pages(first), ""
    return join_pages(first, last), ""


def marked_article_number(number: str) -> str:
    """Return an article number with a mark, so that it is not read as a page.

    Args:
        number: article number; an empty one stays empty.
    """
    return number if not number or _ARTICLE_NUMBER.fullmatch(number) else f"Article {number}"


@memoise(1_024)
def language_code(text: str) -> str:
    """Return a language in ISO 639-1 where it is known, else as it came.

    Args:
        text: code of two or three letters, or English name.
    """
    text = clean(text)
    code = _TO_ISO.get(text.lower())
    if code is None and _TWO_LETTER_CODE.fullmatch(text):
        return text[:2]
    return text if code is None else code


def medline_language(code: str) -> str:
    """Return a language in MEDLINE's three letters where they are known, else as it came.

    Args:
        code: ISO 639-1 code.
    """
    return _TO_MEDLINE.get(code, code)


@memoise(16_384)
def clean_term(text: str) -> str:
    """Return a term, venue or publisher as it is kept; results are cached.

    Args:
        text: the term as the source has it.
    """
    return clean(text)


def unique_texts(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts that are not empty, each once, in order.

    Args:
        texts: any texts.
    """
    return tuple(dict.fromkeys(filter(None, texts)))


def join_list(texts: Sequence[str]) -> str:
    """Return texts joined so that a comma in one does not split it when read again.

    Args:
        texts: parts, none of them empty.
    """
    alone = len(texts) == 1 and "," in texts[0]
    return "; ".join(texts) + (";" if alone else "")


cached_issn = memoise(8_192)(normalise_issn)


def issns(texts: Iterable[str]) -> tuple[str, ...]:
    """Return each valid ISSN once, in order.

    Args:
        texts: texts with none, one or several ISSNs each.
    """
    return unique_texts([number for text in texts for number in _issns_in(text)])


@memoise(8_192)
def _issns_in(text: str) -> tuple[str, ...]:
    """Return the valid ISSNs in a text; results are cached, as those of a journal recur."""
    return tuple(map(normalise_issn, re.split(r"[;,\s]+", text))) if text else ()


def isbns(texts: Iterable[str]) -> tuple[str, ...]:
    """Return each valid ISBN once, in order.

    Args:
        texts: texts with none, one or several ISBNs each.
    """
    return unique_texts([number for text in texts for number in _isbns_in(text)])


@memoise(8_192)
def _isbns_in(text: str) -> tuple[str, ...]:
    """Return the valid ISBNs in a text; RIS has the ISSN of the journal in the same place."""
    return tuple(map(normalise_isbn, re.split(r"[;,\n]+", text)))


_TYPES = {
    WorkType.ARTICLE: (
        "article", "journal article", "article journal", "review", "letter", "editorial",
        "journal", "article in press", "conference review", "note", "short survey", "erratum",
        "retraction", "paratext", "magazine article", "newspaper article", "electronic article",
        "article magazine", "article newspaper", "other journal article", "peer review",
    ),
    WorkType.PREPRINT: ("preprint", "posted content", "unpublished", "unpublished work"),
    WorkType.BOOK: (
        "book", "monograph", "edited book", "reference book", "whole book", "book set",
        "electronic book", "booklet", "mvbook", "collection", "book series", "book whole",
        "book edited",
    ),
    WorkType.CHAPTER: (
        "chapter", "book chapter", "book section", "reference entry", "inbook", "incollection",
        "book part", "electronic book section", "entry", "entry encyclopedia",
        "entry dictionary", "encyclopedia article",
    ),
    WorkType.DATASET: ("dataset", "data set", "database", "data paper"),
    WorkType.REPORT: (
        "report", "techreport", "standard", "report component", "report series", "monographs",
        "technical report", "clinical trial registration", "government document",
    ),
    WorkType.THESIS: (
        "thesis", "dissertation", "phdthesis", "mastersthesis", "dissertation thesis",
        "dissertation abstract", "academic dissertation",
    ),
    WorkType.CONFERENCE: (
        "paper conference", "conference paper", "proceedings article", "proceedings",
        "conference proceedings", "conference abstract", "inproceedings", "conference",
        "meeting abstract", "conference paper in proceedings", "proceedings paper",
    ),
    WorkType.WEBPAGE: ("webpage", "web page", "website", "post weblog", "blog", "online", "post"),
    WorkType.OTHER: (
        "document", "other", "misc", "generic", "libguides", "supplementary materials",
        "grant", "software", "patent", "manuscript", "map", "video", "speech", "interview",
        "personal communication", "component",
    ),
}  # fmt: skip
_CSL = {kind.value: kind for kind in WorkType if kind is not WorkType.PREPRINT}
"""CSL's "article" means a preprint, but everybody else's means an article."""
_TYPE_OF = {name: kind for kind, names in _TYPES.items() for name in names}


_fold_type = memoise(1_024)(fold)


def work_type(name: str, default: WorkType = WorkType.ARTICLE) -> WorkType:
    """Return the type that a source's term means, or that has this name in CSL.

    Args:
        name: the source's term, in upper or lower case.
        default: type of a term that is not known.
    """
    return _CSL.get(name) or _TYPE_OF.get(_fold_type(name), default)
