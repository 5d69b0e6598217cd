"""Arms that a text names, and whether the sources name them too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pprnet.claims.binding.arm_keys import names_same_arm
from pprnet.claims.claim_values import (
    Claim,
    ClaimFinding,
    ClaimKind,
    ClaimSeverity,
    Passage,
    Verdict,
)
from pprnet.claims.concepts.concept_values import ConceptGroup, Mention
from pprnet.claims.concepts.named_arms import ARM_KEY
from pprnet.claims.reading.own_words import is_own_words
from pprnet.claims.reading.read_text import ReadText
from pprnet.extraction.text_processing.word_tokenizer import tokenize_words

_STEM = 8
"""Letters; words that begin with the same eight count as one."""
_BETWEEN = 1
_COMPARED = re.compile(
    r"(?:\b(?:to|than|over|against|versus|vs\.?|compared with|received|or|either|contre|que|"
    r"ou|aux?|à)\s|\bsur\s)(?:(?:with|in|on|under|avec|dans|sous)\s)?(?:(?:the|a|an|either|une?|la|le|les|des)\s)?$",
    re.IGNORECASE,
)
_UNNAMED_OTHERS = re.compile(
    r"\b(?:other|others|ordinary|existing|various|several|further|any|autres?)\b",
    re.IGNORECASE,
)
_BEFORE = 40  # characters before a name that are read
_ANY_OTHER = frozenset({"comparator", "comparison", "intervention", "control", "alternative"})
_FORMATS = frozenset(
    {
        "outpatient-treatment",
        "inpatient-treatment",
        "group-therapy",
        "individual-therapy",
        "maintenance-treatment",
        "therapist-training",
    }
)
"""How a treatment is given; an abstract often leaves it to be understood."""


def check_arms(claimed: ReadText, sources: Sequence[ReadText]) -> Iterator[ClaimFinding]:
    """Yield a finding for each arm that a text names.

    Args:
        claimed: the text that is checked.
        sources: its sources as read.
    """
    stated = _stated_arms(sources)
    words = [token.word[:_STEM] for source in sources for token in tokenize_words(source.text)]
    for sentence in claimed.sentences:
        own = is_own_words(claimed.text[sentence.start : sentence.end], claimed.language)
        for mention in sentence.mentions:
            if mention.group is ConceptGroup.ARM:
                yield _finding(claimed.text, mention, stated, words, own=own)


def _stated_arms(sources: Sequence[ReadText]) -> dict[str, Passage]:
    """Return where each arm is named first."""
    found: dict[str, Passage] = {}
    for number, source in enumerate(sources):
        for sentence in source.sentences:
            for mention in sentence.mentions:
                if mention.group is ConceptGroup.ARM:
                    found.setdefault(mention.key, Passage(number, mention.start, mention.end))
    return found


def _finding(
    text: str, mention: Mention, stated: dict[str, Passage], words: Sequence[str], *, own: bool
) -> ClaimFinding:
    printed = text[mention.start : mention.end]
    claim = Claim(ClaimKind.ARM, mention.start, mention.end)
    passage = stated.get(mention.key) or next(
        (place for key, place in stated.items() if names_same_arm(mention.key, key)), None
    )
    if passage:
        return ClaimFinding(claim, Verdict.SUPPORTED, ClaimSeverity.NONE, passage)
    if mention.key.startswith(ARM_KEY):
        printed = mention.key.removeprefix(ARM_KEY)
        if printed in _ANY_OTHER:
            return ClaimFinding(claim, Verdict.NOT_FOUND, ClaimSeverity.NONE, reason="own-name")
    named = [token.word[:_STEM] for token in tokenize_words(printed)]
    if _stand_together(named, words) or (
        mention.key.startswith(ARM_KEY) and any(word in words for word in named)
    ):
        return ClaimFinding(claim, Verdict.NOT_FOUND, ClaimSeverity.NONE, reason="own-name")
    is_vague = bool(_UNNAMED_OTHERS.search(printed)) or _is_format(text, mention)
    severity = ClaimSeverity.NONE if own or is_vague else ClaimSeverity.ERROR
    return ClaimFinding(claim, Verdict.NOT_FOUND, severity, reason="unnamed-arm")


def _is_format(text: str, mention: Mention) -> bool:
    """Return whether an arm is only how a treatment is given, and is not compared with another."""
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    return mention.key in _FORMATS and not _COMPARED.search(before)


def _stand_together(named: Sequence[str], words: Sequence[str]) -> bool:
    """Return whether the words of a name follow each other in a source."""
    if not named:
        return False
    return any(
        word == named[0] and _follows(named[1:], words, at + 1) for at, word in enumerate(words)
    )


def _follows(named: Sequence[str], words: Sequence[str], at: int) -> bool:
    """Return whether words follow in their order, with at most one other word before each."""
    for word in named:
        near = words[at : at + _BETWEEN + 1]
        if word not in near:
            return False
        at += near.index(word) + 1
    return True
