"""The phrases that name an outcome, cut to the words of the name."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.extraction.reported_effects.notation.effect_tokenizer import (
    NUMBER,
    WORD,
    EffectToken,
)
from pprnet.extraction.text_processing.word_tokenizer import word_set

MAX_PHRASE_WORDS = 6
PREPOSITIONS = word_set("in on for of with regarding concerning")
VERBS = word_set(
    "showed reported had improved reduced increased decreased predicted were was had scored "
    "revealed experienced lowered"
)
_CHANGE_VERBS = word_set(
    "fell rose declined decreased dropped increased improved diminished differed lessened worsened"
)
_FUNCTION_WORDS = word_set(
    "the a an both all each their its any this that these those and or to as at but also some "
    "other more less fewer greater higher lower better worse significantly significant stronger "
    "reduced increased improved scores score levels level"
)
_QUALIFIERS = word_set(
    "adjusted pooled mean overall unadjusted standardized standardised partial crude weighted "
    "effect size sizes estimated primary secondary outcome i.e e.g with about approximately"
)
_LEADING_WORDS = _FUNCTION_WORDS | _QUALIFIERS
_TRAILING_WORDS = _LEADING_WORDS | PREPOSITIONS
_PHRASE_ENDS = word_set(
    "than compared versus vs relative after at among between by from during within over across "
    "was were is are had have showed reported whereas while when where which who that but if "
    "because due following through until per using favoring favouring compared did with "
    "respectively scored fell rose decreased declined dropped"
)
_NOT_OUTCOMES = word_set(
    "group groups condition conditions month months week weeks year years participants patients "
    "women men arm arms controls control placebo studies trials follow followup up treatment "
    "time adults children people analysis models average difference comparison addition "
    "intervention session sessions day days posttreatment post meta no found small large medium "
    "moderate total n results result upper lower findings conclusions there units clients "
    "therapists trainees they we it variance stable"
)


def outcome_phrase(text: str, tokens: Sequence[EffectToken], start: int, end: int) -> str:
    """Return the first words from a position on, up to where something else begins.

    Args:
        text: the text that the tokens belong to.
        tokens: the tokens of one sentence.
        start: position in `tokens` of the first word.
        end: position in `tokens` before which the phrase ends.
    """
    end = min(end, len(tokens))
    while start < end and (
        tokens[start].kind != WORD or tokens[start].text.lower() in _LEADING_WORDS
    ):
        start += 1
    stop, words = start, 0
    while stop < end and words < MAX_PHRASE_WORDS and continues_phrase(tokens, stop):
        joined = stop > start and tokens[stop - 1].kind in {"-", "/"}
        words += tokens[stop].kind == WORD and not joined
        stop += 1
    while stop > start and _cannot_end_phrase(tokens[stop - 1]):
        stop -= 1
    if stop <= start or tokens[stop - 1].text.lower() in _NOT_OUTCOMES:
        return ""
    return " ".join(text[tokens[start].start : tokens[stop - 1].end].split()[:MAX_PHRASE_WORDS])


def continues_phrase(tokens: Sequence[EffectToken], place: int) -> bool:
    """Return whether a phrase goes on with a token: a word, a dash, or the number of "GAD-7".

    Args:
        tokens: the tokens of one sentence.
        place: position in `tokens`.
    """
    token = tokens[place]
    if token.kind == WORD:
        return token.text not in _PHRASE_ENDS
    if token.kind == NUMBER and place > 1:
        return (
            tokens[place - 1].kind == "-"
            and tokens[place - 1].end == token.start
            and tokens[place - 2].kind == WORD
            and tokens[place - 2].end == tokens[place - 1].start
            and "." not in token.text
        )
    return token.kind in {"-", "/"}


def subject_phrase(text: str, tokens: Sequence[EffectToken], start: int, end: int) -> str:
    """Return what fell, rose or improved: the words before such a verb, empty if there are none.

    Args:
        text: the text that the tokens belong to.
        tokens: the tokens of one sentence.
        start: position in `tokens` of the first word that belongs to the effect.
        end: position in `tokens` of the effect.
    """
    first = start
    for place in range(start, end):
        if tokens[place].kind in {",", ";", ":"} or tokens[place].text in {"and", "that", "while"}:
            first = place + 1
        elif tokens[place].text in _CHANGE_VERBS:
            return outcome_phrase(text, tokens, first, place)
    return ""


def _cannot_end_phrase(token: EffectToken) -> bool:
    """Return whether no phrase ends with a token: a function word, or a dash before a number."""
    return token.text in _TRAILING_WORDS or token.kind in {"-", "/"}
