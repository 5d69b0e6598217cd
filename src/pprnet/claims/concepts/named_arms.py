"""Treatments and groups that the lexicon lacks, by the word that names their kind.

"General psychiatric management", "nurse-led clinic", "the experimental group": in English the
word comes last, in French first ("la thérapie centrée sur la compassion").
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pprnet.claims.concepts.arm_words import (
    ARM_HEADS,
    FRENCH_ADJECTIVE_ENDINGS,
    FRENCH_LINKS,
    FRENCH_OUTSIDE,
    FRENCH_VERB_ENDINGS,
    GROUP_HEADS,
    MODIFYING_PARTICIPLES,
    NEVER_IN_A_NAME,
    OUTSIDE,
    SCALE_HEADS,
)
from pprnet.claims.concepts.concept_values import ConceptGroup
from pprnet.claims.concepts.lexicon_search import Place
from pprnet.extraction.text_processing.word_tokenizer import Token

ARM_KEY = "arm:"
"""Begins the key of an arm that is named by its text only."""
_MAX_MODIFIERS = 4
_MAX_FRENCH_MODIFIERS = 2  # besides "de", "sur" and the like


def arm_key(words: Sequence[str]) -> str:
    """Return the key of an arm that the lexicon lacks.

    Args:
        words: its folded words; "group", "arm" and "condition" do not count.
    """
    kept = [word for word in words if word not in GROUP_HEADS] or list(words)
    return ARM_KEY + " ".join(kept)


def named_arms(
    text: str, tokens: Sequence[Token], language: str, known: Sequence[Place]
) -> Iterator[Place]:
    """Yield the arms that are named by a word for their kind and are not in the lexicon.

    Args:
        text: the text.
        tokens: its words.
        language: "en" or "fr".
        known: the places of the lexicon.
    """
    covered: set[int] = set()
    arms: set[int] = set()
    for place in known:
        words = range(place.first, place.last + 1)
        covered.update(words)
        if place.group is ConceptGroup.ARM:
            arms.update(words)
    last_word = _last_french_word if language == "fr" else None
    for index, token in enumerate(tokens):
        if token[0] not in ARM_HEADS or index in arms:
            continue
        first = index if last_word else _first_english_word(text, tokens, index)
        last = last_word(text, tokens, index) if last_word else index
        if _is_new(tokens, range(first, last + 1), index, covered):
            key = arm_key([token.word for token in tokens[first : last + 1]])
            yield Place(first, last, key, ConceptGroup.ARM)


def named_scales(text: str, tokens: Sequence[Token], known: Sequence[Place]) -> Iterator[Place]:
    """Yield the scales of an English text that the lexicon lacks, as outcomes.

    Args:
        text: the text.
        tokens: its words.
        known: the places of the lexicon.
    """
    outcomes = {
        index
        for place in known
        if place.group is ConceptGroup.OUTCOME
        for index in range(place.first, place.last + 1)
    }
    for index, token in enumerate(tokens):
        if token[0] in SCALE_HEADS:
            first = _first_english_word(text, tokens, index)
            words = range(first, index + 1)
            if first < index and outcomes.isdisjoint(words):
                name = " ".join(token.word for token in tokens[first : index + 1])
                yield Place(first, index, f"{ConceptGroup.OUTCOME}:{name}", ConceptGroup.OUTCOME)


def _is_new(tokens: Sequence[Token], words: range, head: int, covered: Collection[int]) -> bool:
    """Return whether a name has a word, besides its head, that the lexicon does not know."""
    return any(
        index != head and index not in covered and tokens[index].word not in FRENCH_LINKS
        for index in words
    )


def _first_english_word(text: str, tokens: Sequence[Token], head: int) -> int:
    first = head
    while first > 0 and head - first < _MAX_MODIFIERS and _modifies(text, tokens, first - 1):
        first -= 1
    return first


def _modifies(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Return whether a word belongs to the name that the next word is part of."""
    token = tokens[index]
    gap = text[token.end : tokens[index + 1].start]
    word = token.word
    if gap not in (" ", "-") or not word[0].isalpha() or word in NEVER_IN_A_NAME:
        return False
    if gap == "-" or text[token.start - 1 : token.start] == "-":  # "nurse-led"
        return True
    if word in OUTSIDE:
        return False
    return word in MODIFYING_PARTICIPLES or not word.endswith(("ed", "ing", "ly"))


def _last_french_word(text: str, tokens: Sequence[Token], head: int) -> int:
    last, words = head, 0
    for index in range(head + 1, min(head + _MAX_MODIFIERS + 1, len(tokens))):
        gap = text[tokens[index - 1].end : tokens[index].start]
        if gap not in (" ", "-", "'", "’"):
            break
        if _is_french_link(tokens[index]):
            continue
        is_linked = index - last > 1 or gap == "-"
        if not _is_french_modifier(
            tokens[index], is_linked or (words == 0 and _is_group(tokens[head]))
        ):
            break
        last, words = index, words + 1
        if words == _MAX_FRENCH_MODIFIERS:
            break
    return last


def _is_french_link(token: Token) -> bool:
    return token.word in FRENCH_LINKS and token.printed != "a"  # "a" is a verb, "à" a link


def _is_group(head: Token) -> bool:
    return head.word in GROUP_HEADS


def _is_french_modifier(token: Token, may_be_noun: bool) -> bool:
    """Return whether a word may belong to a name; without a link it is an adjective or a name."""
    word = token.word
    if word in FRENCH_OUTSIDE or not word[0].isalpha() or word.endswith(FRENCH_VERB_ENDINGS):
        return False
    if may_be_noun or not token.printed.islower():
        return True
    return token.printed.endswith(FRENCH_ADJECTIVE_ENDINGS)
