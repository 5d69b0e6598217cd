"""Sentences of an abstract with their places, and the section label of each.

One pass over the punctuation that may end a sentence; at each mark a few characters to either side
are read, so that the time grows with the length of the text whatever it contains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pprnet.extraction.text_processing.section_labels import MAX_LABEL_LENGTH, Role, roles_of_label
from pprnet.extraction.text_processing.word_tokenizer import word_set


class Sentence(NamedTuple):
    """A sentence: its place in characters, end exclusive, and its section label."""

    start: int
    end: int
    label: str = ""
    """As printed, without its colon; empty where the text has none."""


# Each alternative takes all of a run of marks at once, so no mark is looked at twice.
_BOUNDARY = re.compile(
    r"(?P<stop>[.!?…]++[\"'”’»)\]]*+)(?P<gap>\s++|\Z)?"
    r"|(?P<wide>[。！？｡।؟۔]++[」』”]?\s*+)"
    r"|(?P<colon>:)(?=\s)"
    r"|(?P<line>\n\s*+)"
)
_BOUNDARY_START = re.compile("[.!?…。！？｡।؟۔:\n]")
"""The characters with which a boundary begins; to look for one of them takes a third of the time of
looking for a boundary."""
# After these a sentence goes on, whatever follows.
_NEVER_FINAL_ABBREVIATIONS = word_set(
    "vs v e.g i.e eg ie cf viz fig figs eq eqs ref refs dr mr mrs ms prof drs approx ca resp st "
    "cit al. ed eds vol pp suppl dept univ dipl incl excl min max avg tab ver rev sect sec chap"
)
# After these a number goes on.
_NUMBER_ABBREVIATIONS = word_set("no nos n p pp fig figs vol art grp gr ch nr")
# After these a sentence ends only if the next word is one that opens sentences.
_POSSIBLY_FINAL_ABBREVIATIONS = word_set(
    "al etc inc ltd co corp jr sr spp sp subsp u.s u.k u.s.a e.u u.n a.m p.m ph.d m.d m.sc b.sc "
    "d.c n.y wk wks mo mos yr yrs hr hrs sec secs mins dec jan feb aug sept oct nov apr"
)
_OPENING_WORDS = word_set(
    "the a an this these those that we our in to it its there here however moreover furthermore "
    "although though while when where after before during on at for from by with all both each no "
    "one two three four five six eight ten methods results conclusions conclusion background "
    "objective data patients participants subjects further future overall finally additionally "
    "they he she there among between compared using most many some several only more less such "
    "as if since because thus therefore findings they their his her participants results analyses "
    "analysis mean follow outcome outcomes significant treatment at not what how why who"
)
_MAX_ABBREVIATION_LENGTH = 24  # characters; a longer word is no abbreviation
_LETTERS = re.compile(r"[a-z](?:\.[a-z])+")
_INITIAL = re.compile(r"(?:^|[\s(\[.\-‐])[A-Z]\Z")
_CAPS_LABEL = re.compile(r"(?<![^\s.])[A-Z][A-Z,/&'’()\- ]*\Z")
_ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\Z")
_MIN_CAPITALS = 7
"""Letters; a shorter word in capitals, such as "COVID:", is more often a name."""


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text in order; between them are only spaces and labels.

    Args:
        text: any text.
    """
    return tuple(_split_labels_without_colon(text, list(_candidate_sentences(text))))


def _candidate_sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences by punctuation and by labels with a colon or a full stop."""
    start, label, after_label = _skip_spaces(text, 0), "", -1
    for match in _boundaries(text):
        position = match.start()
        if position < start:
            continue
        if match.lastgroup == "colon":
            label_start = _label_before(text, start, position)
            if label_start is None:
                continue
            yield from _trimmed_sentence(text, start, label_start, label)
            label = text[label_start:position].strip()
            start = after_label = _skip_spaces(text, match.end())
        elif _ends_sentence(text, start, match):
            end = position if match["line"] else match.end("stop" if match["stop"] else "wide")
            if start != after_label and _is_standalone_label(text, start, position):
                label = text[start:position].strip()
            else:
                yield from _trimmed_sentence(text, start, end, label)
            start = _skip_spaces(text, match.end())
    yield from _trimmed_sentence(text, start, len(text), label)


def _boundaries(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `_BOUNDARY` in order, none inside another."""
    end = 0
    for mark in _BOUNDARY_START.finditer(text):
        if mark.start() >= end and (match := _BOUNDARY.match(text, mark.start())):
            end = match.end()
            yield match


def _trimmed_sentence(text: str, start: int, end: int, label: str) -> Iterator[Sentence]:
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield Sentence(start, end, label)


_SPACE = re.compile(r"\s*+")


def _skip_spaces(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _label_before(text: str, start: int, colon: int) -> int | None:
    """Return the start of the label that ends at a colon, `None` if there is none."""
    if colon - start <= MAX_LABEL_LENGTH and _is_label(text[start:colon]):
        return start
    capitals_label = _CAPS_LABEL.search(text[max(start, colon - MAX_LABEL_LENGTH) : colon])
    if capitals_label and roles_of_label(capitals_label[0]) is not None:
        return colon - len(capitals_label[0])
    return None


def _is_label(printed: str) -> bool:
    """Return whether a text is a known label with a capital, or is in capitals throughout."""
    if not printed[:1].isupper():
        return False
    if roles_of_label(printed) is not None:
        return True
    letters = sum(map(str.isalpha, printed))
    return letters >= _MIN_CAPITALS and printed.isupper() and not any(map(str.isdecimal, printed))


def _is_standalone_label(text: str, start: int, end: int) -> bool:
    """Return whether a label ends with a full stop or a new line, as in "Method. We asked"."""
    printed = text[start:end] if end - start <= MAX_LABEL_LENGTH else ""
    return printed[:1].isupper() and roles_of_label(printed) is not None


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Return whether a sentence ends at a punctuation mark."""
    if match["wide"]:
        return True
    if match["line"]:
        return _line_break_ends_sentence(text, start, match)
    if match["gap"] is None:
        return _lacks_space_after(text, start, match)
    next_position = match.end()
    if next_position == len(text):
        return True
    if not _may_start_sentence(text, next_position):
        return False
    return match["stop"][0] != "." or _full_stop_ends_sentence(
        text, start, match.start(), next_position
    )


def _line_break_ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Return whether a new line ends a sentence: an empty line does, and one after a label."""
    return match["line"].count("\n") > 1 or _is_standalone_label(text, start, match.start())


def _may_start_sentence(text: str, position: int) -> bool:
    """Return whether a sentence may start here: not with a small letter, except "mRNA"."""
    first = text[position]
    if first.islower():
        return _MIXED.match(text, position) is not None
    return first not in ",;:)]}%=<>+/*&"


_MIXED = re.compile(r"[a-z]{1,12}+(?:[A-Z]|\d)")
_CAPITALISED = re.compile(r"[A-Z][a-z]")
_NEXT_WORD = re.compile(r"[A-Z][a-z]|A [a-z0-9]|[A-Z]{3,20}:")


def _lacks_space_after(text: str, start: int, match: re.Match[str]) -> bool:
    """Return whether a space is missing after a sentence, as in "was seen.This study"."""
    position = match.start()
    if position - start < _MIN_RUN_ON_LENGTH or match["stop"][0] == "…":
        return False
    preceding_text = text[position - 3 : position]
    if preceding_text[-1] in ")]" or (preceding_text.isalpha() and preceding_text.islower()):
        return _NEXT_WORD.match(text, match.end()) is not None
    return _CAPITALISED.match(text, match.end()) is not None and _is_opening_word(text, match.end())


_MIN_RUN_ON_LENGTH = 20  # characters; a shorter stretch may be a name or an address


def _full_stop_ends_sentence(text: str, start: int, dot: int, next_position: int) -> bool:
    """Return whether a full stop ends a sentence, not an abbreviation, initial or number."""
    preceding_text = text[max(start, dot - _MAX_ABBREVIATION_LENGTH) : dot]
    word = (
        preceding_text.rsplit(None, 1)[-1].lstrip("([\"'“‘").lower()
        if preceding_text.strip()
        else ""
    )
    if dot - start <= 4 and _ENUMERATOR.match(text[start:dot]):  # noqa: PLR2004
        return False
    if word in _NEVER_FINAL_ABBREVIATIONS or (
        word in _NUMBER_ABBREVIATIONS and text[next_position].isdecimal()
    ):
        return False
    if word in _POSSIBLY_FINAL_ABBREVIATIONS or _LETTERS.fullmatch(word):
        return _is_opening_word(text, next_position)
    if _INITIAL.search(preceding_text):
        return _is_opening_word(text, next_position) or not _is_name(
            text, start, dot, next_position
        )
    return True


def _is_opening_word(text: str, position: int) -> bool:
    """Return whether the next word is one that often opens sentences."""
    word = _WORD.match(text, position)
    return word is not None and word[0].lower() in _OPENING_WORDS


_WORD = re.compile(r"[^\W\d_]{1,20}")


def _is_name(text: str, start: int, dot: int, next_position: int) -> bool:
    """Return whether a capital and a dot are part of a name such as "Aaron T. Beck"."""
    preceding_text = text[max(start, dot - 1 - _MAX_ABBREVIATION_LENGTH) : dot - 1].split()
    if text[next_position + 1 : next_position + 2] == "." or not preceding_text:
        return True
    last = preceding_text[-1]
    return (
        last[:1].isupper() and (last[1:] == "." or not last.isupper()) and last not in _GROUP_WORDS
    )


_GROUP_WORDS = word_set(
    "Group Type Phase Arm Vitamin Hepatitis Influenza Cluster Study Condition Class"
)


_LABEL_WITHOUT_COLON = re.compile(
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
_MIN_ROLES = 3


def _split_labels_without_colon(text: str, pieces: list[Sentence]) -> Iterator[Sentence]:
    """Yield the sentences without labels as in "Methods We asked", where several roles have one."""
    label_matches = _labels_without_colon(text, pieces)
    last, current = "", ""
    for piece in pieces:
        if piece.label != last:
            last = current = piece.label
        if match := label_matches.get(piece.start):
            current = match[1]
            yield Sentence(match.end(), piece.end, current)
        else:
            yield piece._replace(label=current)


def _labels_without_colon(text: str, pieces: list[Sentence]) -> dict[int, re.Match[str]]:
    """Return the labels without a colon by position; none where too few roles have a label."""
    label_matches = {
        piece.start: match
        for piece in pieces
        if (match := _LABEL_WITHOUT_COLON.match(text, piece.start, piece.end))
        and roles_of_label(match[1]) is not None
    }
    labels = {piece.label for piece in pieces} | {match[1] for match in label_matches.values()}
    roles: set[Role] = set()
    for label in labels:
        roles |= roles_of_label(label) or frozenset()
    return label_matches if len(roles) >= _MIN_ROLES and Role.RESULT in roles else {}
