"""Read the statements of a text: one pass over its sentences, clauses and chains of cues."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from pprnet.claims.concepts.concept_values import Mention
from pprnet.claims.statements.statement_values import Aspect, Statement, StatementKind
from pprnet.claims.statements.wording.arm_roles import arm_roles, unique_keys
from pprnet.claims.statements.wording.chain_filters import states_result
from pprnet.claims.statements.wording.chain_meaning import is_bare_link, kind_of, meaning_of
from pprnet.claims.statements.wording.chain_place import ChainPlace
from pprnet.claims.statements.wording.cues.cue_chains import find_chains
from pprnet.claims.statements.wording.cues.cue_finder import find_cues
from pprnet.claims.statements.wording.cues.cue_lexicon import CueForm
from pprnet.claims.statements.wording.cues.sentence_words import (
    Clause,
    SentenceWords,
    read_sentences,
)
from pprnet.claims.statements.wording.number_contrasts import read_number_contrasts
from pprnet.claims.statements.wording.outcome_scope import outcomes_of
from pprnet.claims.statements.wording.statement_negation import Test, find_tests
from pprnet.extraction.text_processing.word_tokenizer import word_set

_POINTING = word_set("the this these that cette ces la l cet which ce")
_MAX_STATEMENTS = 400
"""Statements of one text; more would be no prose."""
_MAX_BACK = 3
"""Statements back to the one that "this difference" is of."""


def read_statements(text: str, language: str, mentions: Sequence[Mention]) -> tuple[Statement, ...]:
    """Return the statements of results in a text, in their order.

    Args:
        text: any text.
        language: "en" or "fr".
        mentions: the concepts of the text.
    """
    found: list[Statement] = []
    for sentence in read_sentences(text, language if language == "fr" else "en", mentions):
        _add_in_words(sentence, found)
        found += read_number_contrasts(sentence)
        if len(found) >= _MAX_STATEMENTS:
            break
    found.sort(key=lambda statement: (statement.start, statement.end))
    return tuple(found[:_MAX_STATEMENTS])


def _add_in_words(sentence: SentenceWords, found: list[Statement]) -> None:
    """Add the statements in words; a clause without an arm has that of the clause before."""
    subjects: tuple[str, ...] = ()
    for clause in sentence.clauses:
        cues = list(find_cues(sentence, clause))
        tests = find_tests(sentence, clause, cues)
        chains = list(find_chains(sentence, clause, cues))
        for index in range(len(chains)):
            place = ChainPlace(sentence, clause, chains, index, tests)
            if not states_result(place):
                continue
            statement = _statement(place)
            if not statement.subjects and not statement.compared and subjects:
                statement = replace(statement, subjects=subjects)
            subjects = statement.subjects or subjects
            if _denies_previous(place, statement):
                _make_insignificant(found, sentence, {StatementKind.COMPARISON})
            found.append(statement)
        if not chains:
            found += _of_tests(sentence, clause, tests)
            if tests and not tests[0].is_significant and clause.first:
                _make_insignificant(found, sentence, set(StatementKind))
            found += _of_ellipsis(sentence, clause, found)


def _statement(place: ChainPlace) -> Statement:
    sentence, chain = place.sentence, place.chain
    roles = arm_roles(sentence, place.clause, chain, place.region)
    meaning = meaning_of(place, roles)
    outcomes, valence = outcomes_of(sentence, place.clause, chain, place.region)
    return Statement(
        kind=kind_of(place, roles),
        sign=meaning.sign,
        is_benefit=meaning.aspect is Aspect.BENEFIT,
        is_significant=meaning.is_significant,
        start=sentence.tokens[chain.first].start,
        end=sentence.tokens[chain.last].end,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        subjects=roles.subjects,
        compared=roles.compared,
        outcomes=outcomes,
        valence=valence,
        aspect=meaning.aspect,
        is_test=is_bare_link(place),
        clause_start=sentence.tokens[place.part[0]].start,
        clause_end=sentence.tokens[place.part[1] - 1].end,
    )


def _denies_previous(place: ChainPlace, statement: Statement) -> bool:
    """Return whether "this difference was not significant" is said of the statement before."""
    chain, words = place.chain, place.sentence.words
    if statement.sign or not chain.has(CueForm.DIFFERENCE) or not chain.first:
        return False
    is_difference = words[chain.first].startswith(("differ", "ecart", "gap"))
    return is_difference and words[chain.first - 1] in _POINTING


def _of_ellipsis(
    sentence: SentenceWords, clause: Clause, found: Sequence[Statement]
) -> Iterator[Statement]:
    """Yield the denial of the statement before: "whereas placebo did not"."""
    last = sentence.words[clause.end - 1]
    arms = [arm for arm in sentence.arms if clause.first <= arm.first < clause.end]
    previous = found[-1] if found else None
    if last not in {"not", "pas"} or not arms or not previous:
        return
    if previous.kind is StatementKind.CHANGE and previous.sentence_start == sentence.start:
        yield replace(
            previous,
            sign=0,
            is_significant=None,
            start=sentence.tokens[clause.end - 1].start,
            end=sentence.tokens[clause.end - 1].end,
            subjects=unique_keys(arms),
            compared=(),
            clause_start=sentence.tokens[clause.first].start,
            clause_end=sentence.tokens[clause.end - 1].end,
        )


def _make_insignificant(
    found: list[Statement], sentence: SentenceWords, kinds: Collection[StatementKind]
) -> None:
    """Mark the last statement with a side, if it is near and nothing is said of its test."""
    for index in range(len(found) - 1, max(-1, len(found) - 1 - _MAX_BACK), -1):
        one = found[index]
        is_near = one.sentence_end >= sentence.start - 2
        if one.sign and one.aspect is not Aspect.DIFFERENCE and is_near:
            if one.is_significant is None and not one.is_test and one.kind in kinds:
                found[index] = replace(one, is_significant=False)
            return


def _of_tests(
    sentence: SentenceWords, clause: Clause, tests: Sequence[Test]
) -> Iterator[Statement]:
    """Yield what a clause says of significance alone: "the odds ratio was not significant"."""
    for test in tests[:1]:
        token = sentence.tokens[test.place]
        yield Statement(
            kind=StatementKind.COMPARISON,
            sign=int(test.is_significant),
            is_benefit=False,
            is_significant=test.is_significant,
            start=token.start,
            end=token.end,
            sentence_start=sentence.start,
            sentence_end=sentence.end,
            aspect=Aspect.DIFFERENCE,
            is_test=True,
            clause_start=sentence.tokens[clause.first].start,
            clause_end=sentence.tokens[clause.end - 1].end,
        )
