"""The shape of a printed reference: what is before its date, the date, and what follows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pprnet.formats.fields.name_lists import parse_people
from pprnet.formats.fields.names.group_names import is_group
from pprnet.formats.fields.person_names import is_name_ending, parse_name, parse_short_name
from pprnet.records import Author

LONGEST_REFERENCE = 3_000
"""Characters; a longer line is no single reference."""

STATUS = r"n\.\s?d\.|no date|in press|forthcoming|submitted|in preparation"
AUTHOR_DATE = re.compile(
    rf"\s?[.,]?\s?[(\[](?P<date>(?P<year>(?:1[5-9]|20)\d\d)[a-z]?\b[^()\[\]]{{0,60}}"
    rf"|(?:{STATUS})(?:-[a-z])?)[)\]]\s*[.,:]?\s*",
    re.IGNORECASE,
)
"""As in APA and Harvard: "(2020a, May 3)." after the names."""
BARE_DATE = re.compile(
    rf"\.?\s(?P<date>(?P<year>(?:1[5-9]|20)\d\d)[a-z]?|{STATUS})\.\s+(?=[“\"‘'\w])", re.IGNORECASE
)
"""As in Chicago: "2020a." after the names."""
SERIAL_DATE = re.compile(
    r"[.\s]\s?(?P<date>(?P<year>(?:1[6-9]|20)\d\d)(?:\s[A-Z][a-z]{2,8}\b\.?(?:\s\d{1,2})?)?)\s?;\s?"
    r"(?P<place>.{0,60})$"
)
"""As in Vancouver and AMA, after the journal: "2020 May;12(3):45-67"."""
BOOK_DATE = re.compile(
    r"[;,]\s?(?P<date>(?P<year>(?:1[6-9]|20)\d\d))\b\s?[.,:]?(?P<place>\s?.{0,40})$"
)
"""As in Vancouver and AMA, after the publisher: "Press; 2020. p. 3-9"."""
LAST_DATE = re.compile(r"[.\s]\s?(?P<date>(?P<year>(?:1[6-9]|20)\d\d))\s?\.?$")
END_OF_NAMES = re.compile(r"\.\s+(?=[^\s.]{2}|[A1-9]\s)")
ET_AL = re.compile(r",?\s(?:et al\b\.?|and others\b)", re.IGNORECASE)
EDITORS = re.compile(r"[,(]?\s?\b(?:eds?|editors?)\b\.?\)?[\s.,]{0,3}$", re.IGNORECASE)
_SMALL_WORD_LIST = (
    "of for and the in on at to with from pour für de del della dalla degli di da du des dos do e "
    "y la le les el los las der den die das zu zum zur van von vom ten ter op af av och und et al "
    "al. bin ben ibn 't l' d'"
)
SMALL_WORDS = frozenset(_SMALL_WORD_LIST.split())
"""Words without a capital that names of people and groups have."""
ELISION = re.compile(r"^[dl]['’](?=\w)")
"""Before a family name: "d’Example"."""
AND = re.compile(
    r"(?:(?<=[^\W\d_a-z]\.)|(?<=\s[^\W\d_a-z])|(?<=\s[^\W\d_a-z]{2}))"
    r"\s(?:et|und|y|e|en|og|och)\s(?=[^\W\d_a-z][\w’']|(?:van|von|de|di|da)\s)"
)
"""Between two people in other languages, after initials: "Example, É. et Sample, J."."""
SHORT_NAME = re.compile(
    r"[^\W\d_][^,\d]{0,60} [^\W\d_a-z]{1,4}(?:-[^\W\d_a-z]{1,2})?"
    r"(?P<ending> (?:Jr|Sr|II|III|IV)\.?)?"
)
"""A family name and initials without points."""
WITH_OTHERS = re.compile(r"\(with [^()]{2,200}\)", re.IGNORECASE)
INITIALS = re.compile(r",\s?(?:\w+\s){0,2}[^\W\d_a-z](?:\.|[^\W\d_]?\b)")
WITH_INITIALS = re.compile(
    rf"{INITIALS.pattern}|et al"
    r"|^(?:[a-z]{2,4}\s){0,3}[^\W\d_a-z][\w'’-]{1,40}\s(?!UK|US|EU)[^\W\d_a-z]{1,3}$"
)
"""A name with initials after it, as APA and Harvard print every person."""
_PROSE_WORD_LIST = (
    "according after although and as at based because before building but by cf. compared "
    "consistent contrary despite during e.g. finally first following for from furthermore here "
    "however if in later like moreover on recently second see similarly since so that therefore "
    "this these those thus to under unlike until using when whereas while with"
)
OF_PROSE = frozenset(_PROSE_WORD_LIST.split())
"""How sentences begin that cite a work, and lists of names do not."""
LONGEST_NAMES = 1_500


class ReferenceShape(StrEnum):
    """The family of styles that a reference is printed in."""

    AUTHOR_DATE = "author-date"
    """APA and Harvard: names, year in brackets, title, source."""
    BARE_DATE = "chicago"
    NUMBERED = "vancouver"
    """Vancouver and AMA: names, title, source with the year."""


@dataclass(frozen=True, slots=True)
class ReferenceParts:
    """A printed reference divided at its date."""

    shape: ReferenceShape
    authors: tuple[Author, ...]
    is_shortened: bool
    """Whether the list of authors ends in "et al." or has an ellipsis."""
    are_editors: bool
    """Whether they are named as editors."""
    year: int | None
    status: str
    """What is printed in place of a year, such as "in press"; empty for "n.d."."""
    rest: str
    """Title and source; for the numbered styles without date, volume and pages."""
    place: str
    """Volume and pages as the numbered styles print them."""


def divide_reference(text: str) -> ReferenceParts | None:
    """Return a reference divided at its date, `None` where it has no shape of a reference.

    Args:
        text: on one line, without DOI and address.
    """
    if len(text) > LONGEST_REFERENCE:
        return None
    return (
        _author_date(text)
        or _numbered(text, (SERIAL_DATE,))
        or _bare_date(text)
        or _numbered(text, (BOOK_DATE, LAST_DATE))
    )


def _author_date(text: str) -> ReferenceParts | None:
    """Return the parts of a reference in APA or Harvard style."""
    found = AUTHOR_DATE.search(text[:LONGEST_NAMES])
    if not found or not text[: found.start()].strip() or _is_cited_in_prose(text, found):
        return None
    return _after_names(text, found, ReferenceShape.AUTHOR_DATE)


def _is_cited_in_prose(text: str, found: re.Match[str]) -> bool:
    """Return whether names and year are those of a sentence, as "Example et al. (2019) found"."""
    names = text[: found.start()].strip()
    if _have_initials(names):
        return False
    if _begins_prose(names):
        return True
    sign, rest = found[0].rstrip()[-1:], text[found.end() :]
    if sign in ")]," and rest.partition(" ")[0].islower():
        return True
    if sign not in ")]" or rest.startswith(("“", '"', "‘", "'")):
        return False
    several = ET_AL.search(names) or " and " in names or "&" in names
    return bool(several) and "," not in names and not is_group(names)


def _have_initials(names: str) -> bool:
    """Return whether the people of a list have initials after their names."""
    names = ET_AL.sub("", names).strip(" .,;")
    return bool(INITIALS.search(names) or SHORT_NAME.fullmatch(names))


def _begins_prose(names: str) -> bool:
    """Return whether what should be names begins as a sentence does."""
    first = names.partition(" ")[0]
    may_be_name = first.endswith(",") and len(first) <= len("See,")
    return first.lower().rstrip(",") in OF_PROSE and not may_be_name


def _bare_date(text: str) -> ReferenceParts | None:
    """Return the parts of a reference in Chicago style."""
    found = BARE_DATE.search(text[:LONGEST_NAMES])
    if not found:
        return None
    names = text[: found.start()]
    is_list = "," in names or found[0].startswith(".") or _have_initials(names)
    if not is_list or (_begins_prose(names) and not _have_initials(names)):
        return None
    return _after_names(text, found, ReferenceShape.BARE_DATE)


def _after_names(text: str, found: re.Match[str], shape: ReferenceShape) -> ReferenceParts | None:
    """Return the parts of a reference whose date follows its names."""
    names = AND.sub(", ", text[: found.start()])
    authors, shortened = read_names(names, shape=shape)
    if shape is ReferenceShape.AUTHOR_DATE and not WITH_INITIALS.search(names):
        authors = _groups(names) or authors
    if not authors:
        return None
    year = int(found["year"]) if found["year"] else None
    status = "" if year or found["date"].lower().startswith("n") else _plain_status(found["date"])
    rest = text[found.end() :].strip()
    edited = bool(EDITORS.search(names))
    return ReferenceParts(shape, authors, shortened, edited, year, status, rest, "")


def _groups(text: str) -> tuple[Author, ...]:
    """Return the groups of a list in which nobody has initials."""
    names = [name.strip(" ,.") for name in EDITORS.sub("", text.strip()).split(" & ")]
    return tuple(Author(literal=name) for name in names if _is_name(name))


def _plain_status(date: str) -> str:
    """Return a status without the letter that tells works apart, as in "in press-a"."""
    return re.sub(r"-[a-z]$", "", date.lower())


def _numbered(text: str, patterns: Iterable[re.Pattern[str]]) -> ReferenceParts | None:
    """Return the parts of a reference in Vancouver or AMA style."""
    found = next(filter(None, (_last_match(pattern, text) for pattern in patterns)), None)
    if found is None:
        return None
    end = END_OF_NAMES.search(text[:LONGEST_NAMES])
    if not end or end.end() >= found.start():
        return None
    authors, shortened = read_names(text[: end.start()], shape=ReferenceShape.NUMBERED)
    place = found.groupdict().get("place") or ""
    rest = text[end.end() : found.start()].strip()
    if not authors or not (_is_list(text[: end.start()]) or _is_place(found, rest, place)):
        return None
    edited = bool(EDITORS.search(text[: end.start()]))
    return ReferenceParts(
        shape=ReferenceShape.NUMBERED,
        authors=authors,
        is_shortened=shortened,
        are_editors=edited,
        year=int(found["year"]),
        status="",
        rest=rest,
        place=place.strip(" ."),
    )


def _is_list(names: str) -> bool:
    """Return whether people are printed as in a list, or a group, rather than a heading."""
    return ", " in names or is_group(names) or _have_initials(names)


def _is_place(found: re.Match[str], rest: str, place: str) -> bool:
    """Return whether volume and pages, or place and publisher, are printed around the year."""
    if found.re is SERIAL_DATE:
        return place[:1].isdigit()
    return found[0].startswith(";") and ": " in rest


def _last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the match nearest to the end of a text."""
    start = max(0, len(text) - 120)
    return next(pattern.finditer(text, start), None)


def read_names(
    text: str, *, shape: ReferenceShape = ReferenceShape.AUTHOR_DATE
) -> tuple[tuple[Author, ...], bool]:
    """Return the people of a printed list and whether it leaves some out; none if it is no list.

    Args:
        text: the list as printed.
        shape: of the style, which says how names are printed.
    """
    text = EDITORS.sub("", WITH_OTHERS.sub("", text).strip()).strip(" .,;")
    shortened = bool(ET_AL.search(text))
    text = AND.sub(", ", ET_AL.sub("", text))
    if text.startswith("The ") and "," not in text:
        people: tuple[Author, ...] = (Author(literal=text),)
    elif shape is ReferenceShape.BARE_DATE and "," in text:
        people = _inverted_first(text)
    elif shape is ReferenceShape.NUMBERED and all(map(SHORT_NAME.fullmatch, text.split(", "))):
        people = tuple(map(_short_name, text.split(", ")))
    else:
        people = parse_people([text])
    named = tuple(each for each in people if each.literal != "et al.")
    return (named, shortened or len(named) < len(people)) if _are_names(named) else ((), False)


def _short_name(text: str) -> Author:
    """Return a name as Vancouver and AMA print it, "van der Berg A-M Jr"."""
    found = SHORT_NAME.fullmatch(text)
    ending = found["ending"] if found else None
    name = text.removesuffix(ending or "").strip()
    return parse_short_name(name, (ending or "").strip())


def _inverted_first(text: str) -> tuple[Author, ...]:
    """Return the people of a list in which only the first name is inverted, as in Chicago."""
    parts = [part.removeprefix("and ").strip() for part in re.split(r", | and ", text)]
    ending = 3 if len(parts) > 2 and is_name_ending(parts[2]) else 2  # noqa: PLR2004 - Jr. is third
    first = parse_name(", ".join(parts[:ending]))
    return (first, *(parse_name(part) for part in parts[ending:] if part))


def _are_names(people: tuple[Author, ...]) -> bool:
    """Return whether people are named, or a group is, rather than the words of a sentence."""
    if not people or not (people[0].family or people[0].literal)[:1].isalpha():
        return False
    return all(
        _is_name(each.family or each.literal)
        and all(word[0].isupper() or word in SMALL_WORDS for word in each.given.split())
        for each in people
    )


def _is_name(text: str) -> bool:
    """Return whether the words of a name have capitals; a group may have some without."""
    words = [word for word in text.split() if word.strip("&.,") and word not in SMALL_WORDS]
    lower = sum(not ELISION.sub("", word)[:1].isupper() for word in words)
    return len(words) > lower and lower <= (len(words) // 3 if is_group(text) else 0)
