"""The outcomes that a direction is of."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.claims.statements.wording.arm_roles import unique_keys
from pprnet.claims.statements.wording.cues.cue_lexicon import phrase_at, phrase_table
from pprnet.claims.statements.wording.cues.cue_values import Chain
from pprnet.claims.statements.wording.cues.sentence_words import (
    Clause,
    PlacedMention,
    SentenceWords,
)

_MAX_AFTER, _MAX_LIST_GAP = 6, 4


def outcomes_of(
    sentence: SentenceWords, clause: Clause, chain: Chain, region: tuple[int, int]
) -> tuple[tuple[str, ...], int]:
    """Return the keys of the outcomes of a chain, and their valence where it is one.

    Args:
        sentence: the sentence.
        clause: the clause of the chain.
        chain: the words with the direction.
        region: positions between the chains before and after it.
    """
    inside = [one for one in sentence.outcomes if clause.first <= one.first < clause.end]
    after = [one for one in inside if chain.first <= one.first < region[1]]
    before = [one for one in inside if region[0] <= one.first < chain.first]
    chosen = _list_after(sentence, chain, after) or _list_before(sentence, chain, before)
    if not chosen and not _has_own_subject(sentence, chain, region[0]):
        chosen = before or inside or list(_only(sentence.outcomes))
    valences = {one.mention.valence for one in chosen}
    return unique_keys(chosen), valences.pop() if len(valences) == 1 else 0


def _list_after(
    sentence: SentenceWords, chain: Chain, after: Sequence[PlacedMention]
) -> list[PlacedMention]:
    """Return the outcomes that follow a chain at once, and those listed with them."""
    found: list[PlacedMention] = []
    end, limit = chain.last, _MAX_AFTER
    table = phrase_table(sentence.language, "comparators")
    for one in after:
        between = range(end + 1, one.first)
        if not found and any("," in sentence.marks[p] for p in range(end + 1, one.first + 1)):
            break
        if len(between) > limit or any(phrase_at(table, sentence.words, p) for p in between):
            break
        found.append(one)
        end, limit = max(end, one.last), _MAX_LIST_GAP
    return found


def _has_own_subject(sentence: SentenceWords, chain: Chain, first: int) -> bool:
    """Return whether a comma and other words precede a chain: its outcome has no known name."""
    marks = sentence.marks[first + 1 : chain.first]
    return any("," in mark for mark in marks)


def _list_before(
    sentence: SentenceWords, chain: Chain, before: Sequence[PlacedMention]
) -> list[PlacedMention]:
    """Return the last outcome before a chain, and those listed with it."""
    found: list[PlacedMention] = []
    if before and _is_far(sentence, before[-1].last, chain.first):
        return []
    for one in reversed(before):
        if found and found[-1].first - one.last - 1 > _MAX_LIST_GAP:
            break
        found.append(one)
    return found[::-1]


def _is_far(sentence: SentenceWords, last: int, first: int) -> bool:
    """Return whether many words and a comma stand between an outcome and a chain."""
    has_comma = any("," in mark for mark in sentence.marks[last + 1 : first + 1])
    return has_comma and first - last > _MAX_AFTER


def _only(outcomes: Sequence[PlacedMention]) -> Sequence[PlacedMention]:
    """Return the outcomes of a sentence if they are one."""
    return outcomes if len({one.mention.key for one in outcomes}) == 1 else ()
