"""A sentence that contrasts an arm with itself: "39% under A and 46% under A"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pprnet.claims.binding.arm_keys import GENERAL, is_control
from pprnet.claims.binding.arms.population_claims import countries, family_of, rivals_of
from pprnet.claims.binding.label_places import LabelPlace, arm_places
from pprnet.claims.binding.stated_facts import Sources
from pprnet.claims.claim_values import Claim, ClaimFinding, ClaimKind, ClaimSeverity, Verdict
from pprnet.claims.concepts import related
from pprnet.claims.concepts.concept_values import ConceptGroup
from pprnet.claims.concepts.named_arms import ARM_KEY
from pprnet.claims.quantities.quantity_values import QuantityUnit
from pprnet.claims.reading.own_words import is_own_words
from pprnet.claims.reading.read_text import ReadSentence, ReadText

_CONTRAST = re.compile(
    r"\b(?:versus|vs|against|than|whereas|while|the rest|the others?|compared (?:with|to)|"
    r"relative to|contre|que|tandis|alors|les? autres?|par rapport)\b|;",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"^\W*(?:but\s|mais\s)?(?:while|whereas|tandis que|alors que|si)\b", re.IGNORECASE
)
_AND = re.compile(r"\b(?:and|or|et|ou)\b|,", re.IGNORECASE)
_ALSO = re.compile(
    r"\d\s?%\s(?:also\s)?(?:had|met|have|avaient|présentaient)\s(?:also|aussi|également)?",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b(?:itself|themselves|before|earlier|avant)\b", re.IGNORECASE)
_ADDED_TO = re.compile(
    r"\b(?:plus|to|top of|addition to|with|beside|and|over|à|plus de|complément de|avec|et)\s"
    r"(?:(?:the|their|a|le|la|du|des|un|une|l')\s?)?$",
    re.IGNORECASE,
)
_ADDITION = re.compile(
    r"\b(?:add|plus\b|on top of|in addition|alone\b|combin|joint|ajout|seule?s?\b|complément)",
    re.IGNORECASE,
)
_GENERAL = (GENERAL - {"control"}) | {
    "outpatient-treatment",
    "inpatient-treatment",
    "antipsychotics",
    "surgery",
}
_DENIED = re.compile(
    r"\b(?:(?:not|without|no|never|neither|sans|pas|aucune?)\b[^.;,]{0,30}|non-?\s?)$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"[-–](?=[^\W\d])")
_WITHOUT = re.compile(r"\s(?:without|sans|with no)\b", re.IGNORECASE)
_ALONE = re.compile(
    r"\s(?:alone|only|by (?:itself|themselves)|on its own|seule?s?)\b", re.IGNORECASE
)
_DESCRIBED = re.compile(
    r"\s\(?(?:with|without|who|whose|aged|in|of|from|having|that|assigned|avec|sans|qui|dont|âgée?s)\b",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’-]{2,30})\s$")
_LINKS = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "than",
        "that",
        "under",
        "over",
        "versus",
        "among",
        "between",
        "against",
        "whereas",
        "while",
        "both",
        "into",
        "given",
        "received",
        "receiving",
        "group",
        "other",
        "others",
        "those",
        "these",
        "their",
        "only",
        "compared",
        "les",
        "des",
        "une",
        "pour",
        "avec",
        "que",
        "sous",
        "aux",
        "dans",
        "chez",
        "contre",
        "groupe",
    ]
)
"""Words before a name that do not describe it."""
_NEAR = 40
_MAX_CONTRAST = 150  # characters before the second of the two


def check_same_arm(claimed: ReadText, sources: Sources) -> Iterator[ClaimFinding]:
    """Yield a finding for each contrast of an arm with itself.

    Args:
        claimed: the text that is checked.
        sources: as read.
    """
    text, study_arms = claimed.text, sources.arms
    for sentence in claimed.sentences:
        if is_own_words(text[sentence.start : sentence.end], claimed.language):
            continue
        arms = [
            arm
            for arm in arm_places(text, sentence.mentions, sentence.start, sentence.end, study_arms)
            if not arm.keys <= _GENERAL
        ]
        for first, second in (*pairwise(arms), *_neighbours(_groups(text, sentence))):
            if (
                is_one_arm(first, second, study_arms)
                and _has_missing_rival(text, second, sentence, sources)
                and _are_contrasted(text, sentence, first, second)
                and not _are_told_apart(text, sentence, first, second)
            ):
                claim = Claim(ClaimKind.ARM, first.start, second.end)
                yield ClaimFinding(
                    claim, Verdict.CONTRADICTED, ClaimSeverity.ERROR, reason="same-arm"
                )


def _has_missing_rival(
    text: str, place: LabelPlace, sentence: ReadSentence, sources: Sources
) -> bool:
    """Return whether the sources have another arm, or population, that a contrast leaves out."""
    named = {
        mention.key
        for mention in sentence.mentions
        if not place.end <= mention.start or ";" not in text[place.end : mention.start]
    }
    if place.keys & _populations(sentence):
        rivals = frozenset().union(*(rivals_of(key) for key in place.keys))
        return bool(rivals & sources.population_passages.keys() - named)
    return any(
        key not in named | _GENERAL and not any(related(key, each) for each in place.keys)
        for key in sources.arms
    )


def _populations(sentence: ReadSentence) -> set[str]:
    return {each.key for each in sentence.mentions if each.group is ConceptGroup.POPULATION}


def _are_told_apart(
    text: str, sentence: ReadSentence, first: LabelPlace, second: LabelPlace
) -> bool:
    """Return whether words beside two like names tell them apart: "older women", "non-BPD"."""
    places = (first, second)
    before = [text[max(sentence.start, each.start - _NEAR) : each.start] for each in places]
    if any(_DENIED.search(words) for words in before):
        return True
    if _ALONE.match(text, first.end) or _ALONE.match(text, second.end):
        return True
    if any(_SUFFIX.match(text, each.end) or _WITHOUT.match(text, each.end) for each in places):
        return True
    if first.keys & countries() and len({text[each.start : each.end] for each in places}) > 1:
        return True
    if first.keys & _populations(sentence) and all(
        _DESCRIBED.match(text, each.end) for each in places
    ):
        return True
    described = [
        found[1].lower() if (found := _WORD_BEFORE.search(each)) else "" for each in before
    ]
    return "" not in described and len(set(described)) > 1 and _LINKS.isdisjoint(described)


def _neighbours(groups: Sequence[LabelPlace]) -> Iterator[tuple[LabelPlace, LabelPlace]]:
    """Yield populations that follow each other; others than those of a family are passed over."""
    yield from pairwise(groups)
    families = {family for group in groups for key in group.keys if (family := family_of(key))}
    for family in families:
        of_family = [group for group in groups if group.keys <= family]
        for first, second in pairwise(of_family):
            if groups.index(second) - groups.index(first) > 1:
                yield first, second


def _groups(text: str, sentence: ReadSentence) -> list[LabelPlace]:
    """Return the populations of a sentence, each with its abbreviation in brackets as one."""
    places: list[LabelPlace] = []
    for mention in sentence.mentions:
        if mention.group is not ConceptGroup.POPULATION:
            continue
        keys = frozenset({mention.key})
        last = places[-1] if places else None
        if last and last.keys == keys and text[last.end : mention.start] in {" (", " "}:
            places[-1] = LabelPlace(keys, last.start, mention.end)
        else:
            places.append(LabelPlace(keys, mention.start, mention.end))
    return places


def is_one_arm(first: LabelPlace, second: LabelPlace, study_arms: Sequence[str]) -> bool:
    """Return whether two places name one and the same arm.

    Args:
        first: a place that names an arm.
        second: another.
        study_arms: keys of the arms of the sources; two of these are two arms.
    """
    if first.keys == second.keys:
        return True
    both = first.keys | second.keys
    if "control" in both and all(map(is_control, both)):
        return True
    if both <= set(study_arms) or len(both) != 2:  # noqa: PLR2004
        return False
    is_named = all(key.startswith(ARM_KEY) for key in both)
    return (is_named or all(map(is_control, both))) and related(*sorted(both))


def _are_contrasted(
    text: str, sentence: ReadSentence, first: LabelPlace, second: LabelPlace
) -> bool:
    """Return whether two places stand on the two sides of a contrast."""
    gap = text[first.end : second.start]
    if gap in {" (", "("} or _WITHIN.search(gap):
        return False
    gap = gap[-_MAX_CONTRAST:]
    if _is_added(text, sentence, first, second):
        return False
    if _CONTRAST.search(gap):
        return True
    if _TURN.match(text[sentence.start : first.start]) and "," in gap:
        return True
    if _ALSO.search(gap):
        return True
    return bool(_AND.search(gap)) and (
        _has_number_each(sentence, first, second) or _has_statement_each(sentence, first, second)
    )


def _has_statement_each(sentence: ReadSentence, first: LabelPlace, second: LabelPlace) -> bool:
    """Return whether results of opposite signs are stated before the first and between the two."""
    before = {each.sign for each in sentence.statements if each.start < first.start}
    between = {each.sign for each in sentence.statements if first.end <= each.start < second.start}
    return any(-sign in before for sign in between if sign)


def _is_added(text: str, sentence: ReadSentence, first: LabelPlace, second: LabelPlace) -> bool:
    """Return whether an arm is part of another one: "A plus B ... B alone"."""
    if not _ADDITION.search(text, max(sentence.start, first.start - 40), second.end + 12):
        return False
    return bool(_ADDED_TO.search(text, max(sentence.start, first.start - 40), first.start))


def _has_number_each(sentence: ReadSentence, first: LabelPlace, second: LabelPlace) -> bool:
    """Return whether there is a number for each of two places, which "and" joins."""
    units = [
        (QuantityUnit.PEOPLE if each.unit is QuantityUnit.PLAIN else each.unit, each.start)
        for each in sentence.quantities
        if each.unit is not QuantityUnit.TIME
    ]
    between = [unit for unit, start in units if first.end <= start < second.start]
    outside = [unit for unit, start in units if not first.end <= start < second.start]
    return any(unit in outside for unit in between)
