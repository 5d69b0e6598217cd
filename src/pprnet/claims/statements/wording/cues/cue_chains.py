"""Chains of words that give a direction together: "less likely to improve", "fell further"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pprnet.claims.statements.wording.cues.chain_joining import belongs_to_chain
from pprnet.claims.statements.wording.cues.cue_lexicon import CueForm, word_table
from pprnet.claims.statements.wording.cues.cue_values import Chain, DirectionCue
from pprnet.claims.statements.wording.cues.sentence_words import Clause, SentenceWords

_MAX_COPULA_DISTANCE = 4


def find_chains(
    sentence: SentenceWords, clause: Clause, cues: Sequence[DirectionCue]
) -> Iterator[Chain]:
    """Yield the chains of a clause in their order.

    Args:
        sentence: the sentence.
        clause: the part of it that is read.
        cues: the cues of the clause.
    """
    chain: list[DirectionCue] = []
    for index, cue in enumerate(cues):
        if cue.entry.form in {CueForm.TEST, CueForm.NONE} or _grades_next(cues, index):
            continue
        if chain and belongs_to_chain(sentence, chain, cue):
            chain.append(cue)
            continue
        if chain and not _is_degree_of(sentence, chain, cue):
            yield from _kept(sentence, clause, chain)
        chain = [cue]
    if chain:
        yield from _kept(sentence, clause, chain)


def _grades_next(cues: Sequence[DirectionCue], index: int) -> bool:
    """Return whether a degree only grades a comparative after it: "slightly less"."""
    following = cues[index + 1 : index + 2]
    return (
        cues[index].entry.form is CueForm.STATE
        and bool(following)
        and following[0].entry.form is CueForm.COMPARATIVE
        and following[0].first == cues[index].last + 1
    )


def _is_degree_of(
    sentence: SentenceWords, chain: Sequence[DirectionCue], cue: DirectionCue
) -> bool:
    """Return whether a lone degree only describes the next cue: "a modest advantage"."""
    is_lone = len(chain) == 1 and chain[0].entry.form is CueForm.STATE
    return is_lone and cue.first == chain[0].last + 1 and not sentence.marks[cue.first].strip()


def _is_discourse(sentence: SentenceWords, chain: Chain) -> bool:
    """Return whether a sentence only begins with a word such as "Similarly,"."""
    following = sentence.marks[chain.last + 1] if chain.last + 1 < len(sentence.marks) else ""
    return chain.first == 0 and len(chain.cues) == 1 and "," in following


def _kept(sentence: SentenceWords, clause: Clause, cues: Sequence[DirectionCue]) -> Iterator[Chain]:
    """Yield a chain that states something: a lone degree does only after "was"."""
    chain = Chain(tuple(cues))
    if all(cue.entry.form is CueForm.POLAR for cue in cues) or _is_discourse(sentence, chain):
        return
    if all(cue.entry.form is CueForm.STATE for cue in cues):
        copulas = word_table(sentence.language, "copulas")
        before = sentence.words[max(clause.first, chain.first - _MAX_COPULA_DISTANCE) : chain.first]
        if copulas.isdisjoint(before):
            return
    yield chain
