"""A result that a text tells of one arm, and its source of another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pprnet.claims.binding.arm_keys import GENERAL, OTHER, arms_conflict
from pprnet.claims.binding.attribution import segments_of
from pprnet.claims.binding.label_places import LabelPlace, arm_places
from pprnet.claims.binding.stated_facts import Sources
from pprnet.claims.claim_values import (
    Claim,
    ClaimFinding,
    ClaimKind,
    ClaimSeverity,
    Passage,
    Verdict,
)
from pprnet.claims.reading.context_words import context_of
from pprnet.claims.reading.own_words import is_own_words
from pprnet.claims.reading.read_text import ReadSentence, ReadText

_VAGUE = GENERAL - {"control"}
_NOT_ONE = re.compile(
    r"\b(?:every|each|all|both|any|across|either|chaque|tous|toutes|chacun|les deux)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:than|against|versus|vs\.?|over|to|with|que|contre|à|aux?|par rapport)\s"
    r"(?:(?:in|with|on|under|the|a|an|those|le|la|les|dans|avec|sous|du|de)\s){0,4}$",
    re.IGNORECASE,
)
_BEFORE = 40  # characters before an arm that are read
_MIN_SHARED = 5.0
_MIN_LEAD = 2.0
"""On the scale of weights of `rarity`: three rare words, and one more than with the right arm."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a sentence of a source, its words and arms."""

    words: Mapping[str, float]
    arms: frozenset[str]
    passage: Passage


def check_subject_arms(claimed: ReadText, sources: Sources) -> Iterator[ClaimFinding]:
    """Yield a finding for each part of a text whose only arm is not that of its source.

    Args:
        claimed: the text that is checked.
        sources: as read.
    """
    parts: dict[tuple[int, int], list[_Part]] = {}
    for sentence in claimed.sentences:
        if is_own_words(claimed.text[sentence.start : sentence.end], claimed.language):
            continue
        for start, end in _segments(claimed.text, sentence):
            if not _has_result(sentence, start, end):
                continue
            arm = _only_arm(claimed.text, sentence, start, end, sources)
            stated = _parts_near(sentence, sources, parts) if arm else []
            if arm and (passage := _of_another(arm, sentence, stated, sources, (start, end))):
                yield _finding(arm, sentence, passage, (start, end))


def _parts_near(
    claimed: ReadSentence, sources: Sources, known: dict[tuple[int, int], list[_Part]]
) -> list[_Part]:
    """Return the parts of the sentences that may be of what a sentence tells; each is read once."""
    found = []
    for number, sentence in sources.index.near(claimed):
        key = (number, sentence.start)
        if key not in known:
            known[key] = list(_stated_parts(sources.texts[number], sentence, number, sources))
        found += known[key]
    return found


def _segments(text: str, sentence: ReadSentence) -> list[tuple[int, int]]:
    return list(segments_of(text, sentence))


def _has_result(sentence: ReadSentence, start: int, end: int) -> bool:
    return any(start <= first < end for first, _ in _results(sentence))


def _results(sentence: ReadSentence) -> list[tuple[int, int]]:
    """Return the places of statements and numbers."""
    statements = [(each.start, each.end) for each in sentence.statements]
    return statements + [(each.start, each.end) for each in sentence.quantities]


def _arms(
    text: str, sentence: ReadSentence, start: int, end: int, sources: Sources
) -> list[LabelPlace]:
    places = arm_places(text, sentence.mentions, start, end, sources.arms)
    return [place for place in places if not place.keys <= _VAGUE]


def _only_arm(
    text: str, sentence: ReadSentence, start: int, end: int, sources: Sources
) -> LabelPlace | None:
    """Return the arm of a part that names one, once."""
    arms = _arms(text, sentence, start, end, sources)
    if len({arm.keys for arm in arms}) != 1 or not arms[0].keys & set(sources.arms):
        return None
    before = text[max(start, arms[0].start - _BEFORE) : arms[0].start]
    if _NOT_ONE.search(text, start, end) or (
        _COMPARED.search(before) and _has_sign(sentence, arms[0])
    ):
        return None
    return arms[0]


def _has_sign(sentence: ReadSentence, arm: LabelPlace) -> bool:
    """Return whether a direction is stated before an arm, which is what it is compared with."""
    return any(each.start < arm.start for each in sentence.statements)


def _stated_parts(
    text: ReadText, sentence: ReadSentence, number: int, sources: Sources
) -> Iterator[_Part]:
    for start, end in segments_of(text.text, sentence):
        keys = [place.keys for place in _arms(text.text, sentence, start, end, sources)]
        words = _words(sentence, (start, end))
        yield _Part(words, frozenset().union(*keys), Passage(number, start, end))


def _words(sentence: ReadSentence, place: tuple[int, int]) -> dict[str, float]:
    """Return the words and concepts of a part, without its arms."""
    start, end = place
    inside = ReadSentence(
        start,
        end,
        tuple(each for each in sentence.quantities if start <= each.start < end),
        (),
        tuple(
            each for each in sentence.mentions if start <= each.start < end and each.group != "arm"
        ),
        (),
        tuple(
            token
            for token in sentence.tokens
            if start <= token.start < end
            and not any(
                mention.group == "arm" and mention.start <= token.start < mention.end
                for mention in sentence.mentions
            )
        ),
    )
    return dict.fromkeys(context_of(inside, end, end), 1.0)


def _of_another(
    arm: LabelPlace,
    sentence: ReadSentence,
    stated: Sequence[_Part],
    sources: Sources,
    place: tuple[int, int],
) -> Passage | None:
    """Return the part of a source that fits best, where that and only that is of another arm."""
    words = _words(sentence, place)
    best, rival = 0.0, 0.0
    passage = None
    for part in stated:
        shared = sum(sources.weights.get(key, 1.0) for key in words if key in part.words)
        if part.arms and _all_conflict(arm.keys, part.arms):
            if shared > best:
                best, passage = shared, part.passage
        else:
            rival = max(rival, shared)
    return passage if best >= _MIN_SHARED and best - rival >= _MIN_LEAD else None


def _all_conflict(keys: frozenset[str], stated: frozenset[str]) -> bool:
    return all(arms_conflict(keys, {key}) for key in stated if not key.startswith(OTHER))


def _finding(
    arm: LabelPlace, sentence: ReadSentence, passage: Passage, place: tuple[int, int]
) -> ClaimFinding:
    results = [span for span in _results(sentence) if place[0] <= span[0] < place[1]]
    start, end = min(results, key=lambda span: abs(span[0] - arm.start))
    claim = Claim(ClaimKind.ARM, min(arm.start, start), max(arm.end, end))
    return ClaimFinding(claim, Verdict.CONTRADICTED, ClaimSeverity.ERROR, passage, "other-arm")
