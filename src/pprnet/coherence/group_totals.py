"""Whether the groups of a trial add up to the people who were randomised.

Only one form is read, in which every group is stated: "120 patients were randomised to A (n = 60)
or B (n = 58)". A sentence with another number of people is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pprnet.coherence.incoherence import (
    Formula,
    Incoherence,
    IncoherenceKind,
    IncoherenceSeverity,
    NumberRange,
)
from pprnet.coherence.sentences import worded
from pprnet.coherence.statements.checked_text import CheckedText
from pprnet.extraction.text_processing.sentence_splitter import Sentence, split_sentences

_COUNT = r"\d{1,3}(?:,\d{3}){1,2}|\d{1,6}"
_PEOPLE = (
    r"(?:patients|participants|people|persons|individuals|subjects|women|men|children|adults|"
    r"adolescents|clients|students|veterans|parents|mothers|couples|caregivers|volunteers|girls|"
    r"boys|outpatients|inpatients|families|dyads|youths?)"
)
_TOTAL = re.compile(
    rf"(?<![\d.,/=-])(?<!= )(?P<total>{_COUNT})(?:\s[\w'-]{{1,24}}){{0,6}}?\s{_PEOPLE}\b"
    r"[^.;\d]{0,120}?\b(?:randomi[sz]ed|(?:randomly )?(?:assigned|allocated))\b"
)
_GROUP = re.compile(rf"\(\s?n\s?=\s?(?P<size>{_COUNT})\s?\)|\[\s?n\s?=\s?(?P<other>{_COUNT})\s?\]")
_JOINED = re.compile(r"(?:,|;)?\s(?:and|or|vs\.?|versus)\s[^()]{1,100}\Z")
_UNCERTAIN = re.compile(
    r"(?i)\b(?:remain|other|rest\b|exclud|withdr|complet|dropp|analy[sz]|declin|refus|lost|of whom|"
    r"of these|of which|eligib|screen|respond|follow-?up|women|men\b|male|female|respectively|"
    r"ratio|each|per\b|first|second|stratif|sites?\b|centers|centres|strat)"
)
_FURTHER_GROUP = re.compile(r"\bor\b|\bn\s?=|\band\b[^.]{0,80}\(")
_WINDOW = 200
_SUM = Formula("total = n1 + n2 + …", "by definition")
_MIN_RATIO, _MAX_RATIO = 0.7, 1.4
"""Beyond these the groups are rather some of all, or those of two factors."""
_MIN_GROUPS, _MAX_GROUPS = 2, 6


def check_groups(text: CheckedText) -> Iterator[Incoherence]:
    """Yield each total of randomised people that is not the sum of its groups.

    Args:
        text: with its normalised form.
    """
    if "=" not in text.normal:
        return
    for sentence in split_sentences(text.normal):
        yield from _check_sentence(text, sentence)


def _check_sentence(text: CheckedText, place: Sentence) -> Iterator[Incoherence]:
    sentence = text.normal[place.start : place.end]
    total = _TOTAL.search(sentence)
    if total is None:
        return
    groups = list(_GROUP.finditer(sentence, total.end()))
    if not _MIN_GROUPS <= len(groups) <= _MAX_GROUPS or not _states_all(sentence, total, groups):
        return
    sizes = [int((group["size"] or group["other"]).replace(",", "")) for group in groups]
    stated = int(total["total"].replace(",", ""))
    if sum(sizes) != stated and _MIN_RATIO < sum(sizes) / max(stated, 1) < _MAX_RATIO:
        yield _found(text, place.start, total, groups)


def _states_all(sentence: str, total: re.Match[str], groups: list[re.Match[str]]) -> bool:
    """Return whether the last group is joined as the last, and no other people are counted."""
    first, last = groups[0], groups[-1]
    between = sentence[total.end() : last.end()]
    joint = _JOINED.search(sentence[groups[-2].end() : last.start()])
    names = sentence[total.end() : first.start()]
    following = sentence[last.end() : last.end() + _WINDOW]
    others = re.sub(r"\d{1,3}-\w|\bCOVID-19", "", _GROUP.sub("", between))
    return (
        joint is not None
        and _FURTHER_GROUP.search(following) is None
        and re.search(r"\bto\b|\binto\b|:", names) is not None
        and _UNCERTAIN.search(sentence[total.start() : last.end()]) is None
        and re.search(r"\(\s?n\s?=|\b\d{2,}\s(?:to|in|patients|participants)\b", others) is None
    )


def _found(
    text: CheckedText,
    start: int,
    total: re.Match[str],
    groups: list[re.Match[str]],
) -> Incoherence:
    sizes = [group["size"] or group["other"] for group in groups]
    added = sum(int(size.replace(",", "")) for size in sizes)
    computed = NumberRange(added, added)
    kind = IncoherenceKind.GROUPS_AND_TOTAL
    english, french = worded(kind, computed, stated=total["total"], groups=" + ".join(sizes))
    places = (
        text.span(start + total.start("total"), start + total.end("total")),
        *(text.span(start + group.start(), start + group.end()) for group in groups),
    )
    return Incoherence(
        kind,
        IncoherenceSeverity.CONTRADICTION,
        places,
        total["total"],
        computed,
        _SUM,
        english,
        french,
    )
