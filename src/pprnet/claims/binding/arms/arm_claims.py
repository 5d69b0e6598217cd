"""Arms that a text names, and whether the sources name them too."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from pprnet.claims.binding.arm_keys import GENERAL, is_control, names_same_arm
from pprnet.claims.binding.stated_facts import Sources
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
from pprnet.extraction.text_processing.word_tokenizer import tokenize_words, word_set

_STEM = 8
"""Letters; words that begin with the same eight count as one."""
_BETWEEN = 1
_COMPARED = re.compile(
    r"(?:\b(?:(?:compared|relative|assigned|allocated|allotted|randomi[sz]ed|superior|inferior|"
    r"similar|equal|preferred|switched|added|them|patients|women|people)\s(?:randomly\s)?to|"
    r"than|over|against|versus|vs\.?|compared with|received|receiving|given|offered|offering|"
    r"adding|or|either|contre|que|ou|aux?|à)\s|\bsur\s)"
    r"(?:(?:with|in|on|under|avec|dans|sous)\s)?(?:(?:the|a|an|either|une?|la|le|les|des)\s)?$",
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
_WIDE = GENERAL | {
    "training",
    "surgery",
    "rehabilitation",
    "long-term-treatment",
    "short-term-treatment",
    "combined-treatment",
    "telehealth",
    "psychoeducation",
    "case-management",
    "feedback",
    "education",
    "letters",
    "music",
    "diet",
    "vaccination",
    "screening-arm",
}
"""What many things are called, also such as are no arm of a study."""
_HEADS = frozenset(
    word[:_STEM]
    for word in word_set(
        "therapy therapies treatment treatments training intervention interventions programme "
        "program approach approaches psychotherapy psychotherapies group thérapie traitement "
        "psychothérapie groupe"
    )
)
"""Of which a name of a treatment has one that says little."""
_ENOUGH_KNOWN = 2
_SETTING = re.compile(
    r"\s(?:services?|centres?|centers?|clinics?|teams?|staff|units?|departments?|practitioners?|"
    r"colleagues|settings?|practice|providers?)\b",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(r"(?:^|[.;:,]\s|\b(?:and|but|that|et|mais|que)\s)$", re.IGNORECASE)


def check_arms(claimed: ReadText, sources: Sources) -> Iterator[ClaimFinding]:
    """Yield a finding for each arm that a text names.

    Args:
        claimed: the text that is checked.
        sources: its sources as read.
    """
    stated = sources.arm_passages
    words = [
        token.word[:_STEM]
        for source in sources.texts
        for sentence in source.sentences
        for token in sentence.tokens
    ]
    for sentence in claimed.sentences:
        own = is_own_words(claimed.text[sentence.start : sentence.end], claimed.language)
        for mention in sentence.mentions:
            if mention.group is ConceptGroup.ARM:
                yield _finding(claimed.text, mention, stated, words, own=own)


def _finding(
    text: str, mention: Mention, stated: Mapping[str, Passage], words: Sequence[str], *, own: bool
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
    specific = [word for word in named if word not in _HEADS]
    if specific and _stand_together(specific, words) and len(specific) < len(named):
        return ClaimFinding(claim, Verdict.NOT_FOUND, ClaimSeverity.NONE, reason="own-name")
    if _stand_together(named, words) or (
        mention.key.startswith(ARM_KEY) and any(word in words for word in named)
    ):
        return ClaimFinding(claim, Verdict.NOT_FOUND, ClaimSeverity.NONE, reason="own-name")
    is_vague = (
        bool(_UNNAMED_OTHERS.search(printed))
        or _is_format(text, mention)
        or _is_setting(text, mention)
        or _is_none_of_them(text, mention)
    )
    severity = ClaimSeverity.NONE if own or is_vague else _severity(text, mention, stated)
    return ClaimFinding(claim, Verdict.NOT_FOUND, severity, reason="unnamed-arm")


def _severity(text: str, mention: Mention, stated: Collection[str]) -> ClaimSeverity:
    """Return how sure it is that a name is wrong which no source has.

    A source with two arms or more that are known by name would have named it; a name that is not
    known, or that many things are called by, may be the writer's own for what the source describes.
    """
    is_medicine = mention.key == ARM_KEY + text[mention.start : mention.end].lower()
    if mention.key.startswith(ARM_KEY) and not is_medicine:
        return ClaimSeverity.ADVICE
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    if mention.key in _WIDE and not _COMPARED.search(before):
        return ClaimSeverity.ADVICE
    known = sum(not key.startswith(ARM_KEY) for key in stated)
    is_sure = known >= _ENOUGH_KNOWN or (is_control(mention.key) and mention.key not in GENERAL)
    return ClaimSeverity.ERROR if is_sure or is_medicine else ClaimSeverity.ADVICE


def _is_format(text: str, mention: Mention) -> bool:
    """Return whether an arm is only how a treatment is given, and is not compared with another."""
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    return mention.key in _FORMATS and not _COMPARED.search(before)


def _is_setting(text: str, mention: Mention) -> bool:
    """Return whether a name is that of a place or people: "a student counselling service"."""
    return bool(_SETTING.match(text, mention.end))


def _is_none_of_them(text: str, mention: Mention) -> bool:
    """Return whether a name begins a clause that denies something of all arms."""
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    is_denial = text[mention.start : mention.end].lower().startswith(("no ", "aucun"))
    return is_denial and bool(_CLAUSE_START.search(before))


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
