"""Sentences of an abstract with their places, and the section label that each stands under.

One pass over the marks that may end a sentence; at each of them a few characters to either side
are looked at, so that the time grows with the length of the text whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pprnet.reading.section_labels import MOST_LABEL, Role, roles_of_label


class Sentence(NamedTuple):
    """A sentence: its place in characters, end exclusive, and the label it stands under."""

    start: int
    end: int
    label: str = ""
    """As printed, without its colon; empty where the text has none."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Each alternative takes all of a run of marks at once, so no mark is looked at twice.
_EVENT = re.compile(
    r"(?P<stop>[.!?…]++[\"'”’»)\]]*+)(?P<gap>\s++|\Z)?"
    r"|(?P<wide>[。！？｡।؟۔]++[」』”]?\s*+)"
    r"|(?P<colon>:)(?=\s)"
    r"|(?P<line>\n\s*+)"
)
# After these a sentence goes on, whatever follows.
_GO_ON = _set(
    "vs v e.g i.e eg ie cf viz fig figs eq eqs ref refs dr mr mrs ms prof drs approx ca resp st "
    "cit al. ed eds vol pp suppl dept univ dipl incl excl min max avg tab ver rev sect sec chap"
)
# After these a number goes on.
_BEFORE_NUMBER = _set("no nos n p pp fig figs vol art grp gr ch nr")
# After these a sentence ends only if the next word is one that opens sentences.
_MAY_END = _set(
    "al etc inc ltd co corp jr sr spp sp subsp u.s u.k u.s.a e.u u.n a.m p.m ph.d m.d m.sc b.sc "
    "d.c n.y wk wks mo mos yr yrs hr hrs sec secs mins dec jan feb aug sept oct nov apr"
)
_OPENERS = _set(
    "the a an this these those that we our in to it its there here however moreover furthermore "
    "although though while when where after before during on at for from by with all both each no "
    "one two three four five six eight ten methods results conclusions conclusion background "
    "objective data patients participants subjects further future overall finally additionally "
    "they he she there among between compared using most many some several only more less such "
    "as if since because thus therefore findings they their his her participants results analyses "
    "analysis mean follow outcome outcomes significant treatment at not what how why who"
)
_MOST_BACK = 24  # characters; a longer word is no abbreviation
_LETTERS = re.compile(r"[a-z](?:\.[a-z])+")
_INITIAL = re.compile(r"(?:^|[\s(\[.\-‐])[A-Z]\Z")
_CAPS_LABEL = re.compile(r"(?<![^\s.])[A-Z][A-Z,/&'’()\- ]*\Z")
_ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\Z")
_FEWEST_CAPS = 7
"""Letters; a shorter word in capitals, such as "COVID:", is more often a name."""


def sentences(text: str) -> tuple[Sentence, ...]:
    """Split a text into its sentences, in order; what stands between them is space or a label."""
    return tuple(_under_bare_labels(text, list(_pieces(text))))


def _pieces(text: str) -> Iterator[Sentence]:
    """Give the sentences as marks and labels with a colon or a full stop make them."""
    start, label, labelled = _skip(text, 0), "", -1
    for found in _EVENT.finditer(text):
        place = found.start()
        if place < start:
            continue
        if found.lastgroup == "colon":
            named = _label_before(text, start, place)
            if named is None:
                continue
            yield from _piece(text, start, named, label)
            label = text[named:place].strip()
            start = labelled = _skip(text, found.end())
        elif _ends(text, start, found):
            end = place if found["line"] else found.end("stop" if found["stop"] else "wide")
            if start != labelled and _is_lone_label(text, start, place):
                label = text[start:place].strip()
            else:
                yield from _piece(text, start, end, label)
            start = _skip(text, found.end())
    yield from _piece(text, start, len(text), label)


def _piece(text: str, start: int, end: int, label: str) -> Iterator[Sentence]:
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield Sentence(start, end, label)


_SPACE = re.compile(r"\s*+")


def _skip(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _label_before(text: str, start: int, colon: int) -> int | None:
    """Give where the label starts that ends at a colon, if there is one."""
    if colon - start <= MOST_LABEL and _is_label(text[start:colon]):
        return start
    caps = _CAPS_LABEL.search(text[max(start, colon - MOST_LABEL) : colon])
    if caps and roles_of_label(caps[0]) is not None:
        return colon - len(caps[0])
    return None


def _is_label(printed: str) -> bool:
    """Tell a label: one that is known, with a capital, or one in capitals throughout."""
    if not printed[:1].isupper():
        return False
    if roles_of_label(printed) is not None:
        return True
    letters = sum(map(str.isalpha, printed))
    return letters >= _FEWEST_CAPS and printed.isupper() and not any(map(str.isdecimal, printed))


def _is_lone_label(text: str, start: int, end: int) -> bool:
    """Tell a label that is closed by a full stop or a new line, as in "Method. We asked"."""
    printed = text[start:end] if end - start <= MOST_LABEL else ""
    return printed[:1].isupper() and roles_of_label(printed) is not None


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    """Tell whether a sentence ends at a mark."""
    if found["wide"]:
        return True
    if found["line"]:
        return _line_ends(text, start, found)
    if found["gap"] is None:
        return _runs_on(text, start, found)
    after = found.end()
    if after == len(text):
        return True
    if not _may_open(text, after):
        return False
    return found["stop"][0] != "." or _dot_ends(text, start, found.start(), after)


def _line_ends(text: str, start: int, found: re.Match[str]) -> bool:
    """Tell whether a new line ends a sentence: an empty line does, and one after a label."""
    return found["line"].count("\n") > 1 or _is_lone_label(text, start, found.start())


def _may_open(text: str, place: int) -> bool:
    """Tell whether a sentence may open here: not with a small letter, "mRNA" and such apart."""
    first = text[place]
    if first.islower():
        return _MIXED.match(text, place) is not None
    return first not in ",;:)]}%=<>+/*&"


_MIXED = re.compile(r"[a-z]{1,12}+(?:[A-Z]|\d)")
_CAPITALISED = re.compile(r"[A-Z][a-z]")
_NEXT_WORD = re.compile(r"[A-Z][a-z]|A [a-z0-9]|[A-Z]{3,20}:")


def _runs_on(text: str, start: int, found: re.Match[str]) -> bool:
    """Tell whether a space is missing after a sentence, as in "was seen.This study"."""
    place = found.start()
    if place - start < _FEWEST_RUN_ON or found["stop"][0] == "…":
        return False
    before = text[place - 3 : place]
    if before[-1] in ")]" or (before.isalpha() and before.islower()):
        return _NEXT_WORD.match(text, found.end()) is not None
    return _CAPITALISED.match(text, found.end()) is not None and _opener(text, found.end())


_FEWEST_RUN_ON = 20  # characters; a shorter stretch may be a name or an address


def _dot_ends(text: str, start: int, dot: int, after: int) -> bool:
    """Tell whether a full stop ends a sentence or an abbreviation, initial or list number."""
    before = text[max(start, dot - _MOST_BACK) : dot]
    word = before.rsplit(None, 1)[-1].lstrip("([\"'“‘").lower() if before.strip() else ""
    if dot - start <= 4 and _ENUMERATOR.match(text[start:dot]):  # noqa: PLR2004
        return False
    if word in _GO_ON or (word in _BEFORE_NUMBER and text[after].isdecimal()):
        return False
    if word in _MAY_END or _LETTERS.fullmatch(word):
        return _opener(text, after)
    if _INITIAL.search(before):
        return _opener(text, after) or not _is_name(text, start, dot, after)
    return True


def _opener(text: str, place: int) -> bool:
    """Tell whether the next word is one that opens sentences."""
    word = _WORD.match(text, place)
    return word is not None and word[0].lower() in _OPENERS


_WORD = re.compile(r"[^\W\d_]{1,20}")


def _is_name(text: str, start: int, dot: int, after: int) -> bool:
    """Tell whether a capital and a dot stand in a name, as in "Aaron T. Beck" or "J. S. Beck"."""
    before = text[max(start, dot - 1 - _MOST_BACK) : dot - 1].split()
    if text[after + 1 : after + 2] == "." or not before:
        return True
    last = before[-1]
    return last[:1].isupper() and (last[1:] == "." or not last.isupper()) and last not in _GROUPS


_GROUPS = _set("Group Type Phase Arm Vitamin Hepatitis Influenza Cluster Study Condition Class")


_BARE_LABEL = re.compile(
    r"(?:(?:ABSTRACT|Abstract|Summary|SUMMARY)\s+)?"
    r"((?:Background|Introduction|Context|Importance|Rationale|Objectives?|Aims?|Purpose|"
    r"Hypothes[ie]s|Methods?|Methodology|Materials?|Patients?|Participants|Subjects|Design|"
    r"Settings?|Study [Dd]esign|Interventions?|Measure(?:ment)?s|Results?|Findings|Main "
    r"[Rr]esults|(?:Main )?[Oo]utcome [Mm]easures?|Discussion|Conclusions?|Interpretation|"
    r"Limitations|Trial [Rr]egistration|Funding|(?:Clinical )?[Ii]mplications|"
    r"BACKGROUND|INTRODUCTION|CONTEXT|OBJECTIVES?|AIMS?|PURPOSE|METHODS?|MATERIALS?|PATIENTS|"
    r"PARTICIPANTS|DESIGN|SETTING|RESULTS?|FINDINGS|DISCUSSION|CONCLUSIONS?)"
    r"(?:(?: and | AND |/| & |, )[A-Za-z]{3,14}){0,2})\s+(?=[A-Z0-9\[(\"“])"
)
_FEWEST_ROLES = 3


def _under_bare_labels(text: str, pieces: list[Sentence]) -> Iterator[Sentence]:
    """Take labels without a colon off, as in "Methods We asked", where several roles have one."""
    bare = _bare_labels(text, pieces)
    last, current = "", ""
    for piece in pieces:
        if piece.label != last:
            last = current = piece.label
        if found := bare.get(piece.start):
            current = found[1]
            yield Sentence(found.end(), piece.end, current)
        else:
            yield piece._replace(label=current)


def _bare_labels(text: str, pieces: list[Sentence]) -> dict[int, re.Match[str]]:
    """Give the labels without a colon by place; none where too few roles have a label."""
    bare = {
        piece.start: found
        for piece in pieces
        if (found := _BARE_LABEL.match(text, piece.start, piece.end))
        and roles_of_label(found[1]) is not None
    }
    labels = {piece.label for piece in pieces} | {found[1] for found in bare.values()}
    roles: set[Role] = set()
    for label in labels:
        roles |= roles_of_label(label) or frozenset()
    return bare if len(roles) >= _FEWEST_ROLES and Role.RESULT in roles else {}
