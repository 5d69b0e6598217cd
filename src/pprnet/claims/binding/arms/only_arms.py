"""Results that a text limits to one arm: "in the A group only", where a source does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pprnet.claims.binding.arm_keys import ANY_ARM, GENERAL, names_same_arm
from pprnet.claims.binding.arms.population_claims import rivals_of
from pprnet.claims.binding.stated_facts import Sources
from pprnet.claims.claim_values import Claim, ClaimFinding, ClaimKind, ClaimSeverity, Verdict
from pprnet.claims.concepts.concept_values import ConceptGroup, Mention
from pprnet.claims.reading.own_words import is_own_words
from pprnet.claims.reading.read_text import ReadText

_AFTER = re.compile(
    r"(?:\s(?:groups?|arms?|condition|patients|participants|cohort))?\s"
    r"(?:only|exclusively|seulement|uniquement|exclusivement)(?=[,.;:)]|\s(?:and|or|but|et|ou|mais)\b|$)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:^|\W)(?:only|exclusively|uniquement|seule?s?)\s(?:(?:in|with|on|under|among|dans|avec|sous|"
    r"chez)\s)?(?:(?:the|le|la|les)\s|l['’])?(?:(?:groupe|bras|patients)\s)?$",
    re.IGNORECASE,
)
_LIMITED = re.compile(
    r"\b(?:only|alone|solely|exclusively|mainly|confined|limited|restricted|but not|not in|whereas|"
    r"while|however|seulement|uniquement|exclusivement|seule?s?)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:to|or|plus|and|versus|vs|against|received?|receiving|got|given|offered|had|reçu|ou|à|et|"
    r"contre)\s(?:(?:the|a|le|la|un|une)\s)?$",
    re.IGNORECASE,
)
"""Before a name with "only" behind it that says what was given: "or to counselling only"."""
_NEAR = 40  # characters before a name that are read


def check_only_arms(claimed: ReadText, sources: Sources) -> Iterator[ClaimFinding]:
    """Yield a finding for each arm or population that a text alone says a result is limited to.

    Args:
        claimed: the text that is checked.
        sources: as read.
    """
    text = claimed.text
    for sentence in claimed.sentences:
        if is_own_words(text[sentence.start : sentence.end], claimed.language):
            continue
        for mention in sentence.mentions:
            if not _names_group(mention):
                continue
            after = _AFTER.match(text, mention.end)
            before = _BEFORE.search(
                text[max(sentence.start, mention.start - _NEAR) : mention.start]
            )
            if after and _GIVEN.search(
                text, max(sentence.start, mention.start - _NEAR), mention.start
            ):
                continue
            if (after or before) and not _is_limited(mention.key, sources):
                start = mention.start - (len(before[0].lstrip()) if before else 0)
                end = after.end() if after else mention.end
                yield ClaimFinding(
                    Claim(ClaimKind.ARM, start, end),
                    Verdict.NOT_FOUND,
                    ClaimSeverity.ERROR,
                    reason="only-arm",
                )


def _names_group(mention: Mention) -> bool:
    if mention.group is ConceptGroup.POPULATION:
        return bool(rivals_of(mention.key))
    return mention.group is ConceptGroup.ARM and mention.key not in GENERAL - {"control"}


def _is_same(claimed: str, stated: str) -> bool:
    return claimed not in ANY_ARM and names_same_arm(claimed, stated)


def _is_limited(key: str, sources: Sources) -> bool:
    """Return whether a source that names an arm limits a result in the same sentence."""
    for source in sources.texts:
        for sentence in source.sentences:
            is_named = any(_is_same(key, mention.key) for mention in sentence.mentions)
            if is_named and _LIMITED.search(source.text, sentence.start, sentence.end):
                return True
    return False
