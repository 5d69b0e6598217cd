"""Read the statements of a text: one pass over its sentences, clauses and chains of cues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pprnet.claims.concepts.concept_values import Mention
from pprnet.claims.statements.arm_roles import ArmRoles, arm_roles, has_comparator
from pprnet.claims.statements.cue_chains import Chain, find_chains
from pprnet.claims.statements.cue_lexicon import CueForm, word_table
from pprnet.claims.statements.number_contrasts import read_number_contrasts
from pprnet.claims.statements.outcome_scope import outcomes_of
from pprnet.claims.statements.sentence_words import Clause, SentenceWords, read_sentences
from pprnet.claims.statements.statement_negation import (
    Test,
    find_tests,
    is_denied,
    significance_of,
)
from pprnet.claims.statements.statement_values import Aspect, Statement, StatementKind

_COMPARING = (CueForm.COMPARATIVE, CueForm.BEAT, CueForm.FAVOUR, CueForm.EQUAL)
_JOINING = frozenset("and et or ou".split())
_AIMS = frozenset(
    ("to", verb)
    for verb in (
        "examine investigate determine assess evaluate explore test compare study establish identify "
        "review describe estimate analyze ascertain clarify understand address measure replicate"
    ).split()
)
_MAX_STATEMENTS = 400


def read_statements(
    text: str, language: str, mentions: Sequence[Mention]
) -> tuple[Statement, ...]:
    """Return the statements of results in a text, in their order.

    Args:
        text: any text.
        language: "en" or "fr".
        mentions: the concepts of the text.
    """
    found: list[Statement] = []
    for sentence in read_sentences(text, language if language == "fr" else "en", mentions):
        statements = [*_in_words(sentence), *read_number_contrasts(sentence)]
        found += sorted(statements, key=lambda statement: (statement.start, statement.end))
        if len(found) >= _MAX_STATEMENTS:
            break
    return tuple(found[:_MAX_STATEMENTS])


def _in_words(sentence: SentenceWords) -> Iterator[Statement]:
    """Yield the statements in words; a clause without an arm has that of the clause before."""
    subjects: tuple[str, ...] = ()
    for clause in sentence.clauses:
        tests = find_tests(sentence, clause)
        chains = list(find_chains(sentence, clause))
        for index, chain in enumerate(chains):
            if _is_other_work(sentence, chain):
                continue
            statement = _statement(sentence, clause, chains, index, tests)
            if statement is None:
                continue
            if not statement.subjects and not statement.compared and subjects:
                statement = _with_subjects(statement, subjects)
            subjects = statement.subjects or subjects
            yield statement
        if not chains:
            yield from _of_tests(sentence, clause, tests)


def _with_subjects(statement: Statement, subjects: tuple[str, ...]) -> Statement:
    return replace(statement, subjects=subjects)


def _is_other_work(sentence: SentenceWords, chain: Chain) -> bool:
    """Return whether the words before a chain make it advice, an aim or a hypothesis."""
    before = sentence.words[max(0, chain.first - 40) : chain.first]
    if any(pair in _AIMS for pair in pairwise(before)):
        return True
    return not word_table(sentence.language, "other_work").isdisjoint(before)


def _statement(
    sentence: SentenceWords,
    clause: Clause,
    chains: Sequence[Chain],
    index: int,
    tests: Sequence[Test],
) -> Statement | None:
    chain = chains[index]
    previous_end = chains[index - 1].last + 1 if index else clause.first
    next_start = chains[index + 1].first if index + 1 < len(chains) else clause.end
    region = (previous_end, next_start)
    part = _trimmed(sentence, chain, region)
    denied = is_denied(sentence, clause, chain, previous_end)
    significant = significance_of(sentence, chain, tests, next_start)
    if _is_empty(sentence, chain, denied, significant):
        return None
    links = [one for one in chains if one.has(CueForm.LINK)]
    if links and chain.first < links[0].first and _opens(chains[0], clause):
        return None
    if index and _is_purpose(sentence, chains[index - 1], chain):
        return None
    if chain.aspect is Aspect.DIFFERENCE and not denied:
        significant = significant if tests else None
    sign, aspect = (0 if denied else chain.sign), chain.aspect
    predictor = _predictor(chains, index, clause)
    if denied and chain.has(CueForm.EQUAL, CueForm.UNCHANGED):
        sign, aspect = 1, Aspect.DIFFERENCE
    if chain.has(CueForm.LINK) and all(c.entry.form is CueForm.LINK for c in chain.cues) and sign:
        aspect = Aspect.DIFFERENCE
        if predictor:
            aspect = predictor.aspect
    if predictor:
        sign *= predictor.sign
    if denied and chain.has(CueForm.STATE) and not chain.has(CueForm.COMPARATIVE, CueForm.LINK):
        sign = -chain.sign
    if sign == 0 and significant:
        significant = False
    roles = arm_roles(sentence, clause, chain, region)
    if chain.has(CueForm.BEAT) and _is_passive(sentence, chain):
        sign = -sign
    if aspect in {Aspect.AMOUNT, Aspect.LENGTH} and _is_of_time_to(sentence, region):
        sign, aspect = -sign, Aspect.TIME
    outcomes, valence = outcomes_of(sentence, clause, chain, region)
    return Statement(
        kind=StatementKind.ASSOCIATION if predictor else _kind(sentence, clause, chain, roles),
        sign=sign,
        is_benefit=aspect is Aspect.BENEFIT,
        is_significant=significant,
        start=sentence.tokens[chain.first].start,
        end=sentence.tokens[chain.last].end,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        subjects=roles.subjects,
        compared=roles.compared,
        outcomes=outcomes,
        valence=valence,
        aspect=aspect,
        clause_start=sentence.tokens[part[0]].start,
        clause_end=sentence.tokens[part[1] - 1].end,
    )


def _predictor(chains: Sequence[Chain], index: int, clause: Clause) -> Chain | None:
    """Return the chain that a link relates to this one: "lower rates went with higher age"."""
    links = [one for one in chains[: index + 1] if one.has(CueForm.LINK)]
    first = chains[0]
    if not links or first is links[0] or not _opens(first, clause):
        return None
    return first if first.sign else None


def _opens(chain: Chain, clause: Clause) -> bool:
    """Return whether a chain is a comparative at the beginning of a clause."""
    return chain.cues[0].entry.form is CueForm.COMPARATIVE and chain.first <= clause.first + 8


def _is_empty(
    sentence: SentenceWords, chain: Chain, denied: bool, significant: bool | None
) -> bool:
    """Return whether a chain is "effect" or the like, of which nothing is said."""
    weak = word_table(sentence.language, "weak_differences")
    is_weak = all(sentence.words[cue.first] in weak for cue in chain.cues)
    return is_weak and not denied and significant is None


def _is_purpose(sentence: SentenceWords, previous: Chain, chain: Chain) -> bool:
    """Return whether a change is what something is good for: "superior for the reduction of"."""
    before = sentence.words[max(previous.last, chain.first - 2) : chain.first]
    good = any(
        cue.entry.aspect is Aspect.BENEFIT and cue.entry.form is not CueForm.CHANGE
        for cue in previous.cues
    )
    return good and not {"to", "for", "in", "at", "pour", "de", "d"}.isdisjoint(before)


def _is_passive(sentence: SentenceWords, chain: Chain) -> bool:
    after = sentence.words[chain.last + 1 : chain.last + 2]
    return bool(after) and after[0] in word_table(sentence.language, "passive")


def _trimmed(
    sentence: SentenceWords, chain: Chain, region: tuple[int, int]
) -> tuple[int, int]:
    """Return the part of a region between the commas or "and" nearest to the chains around it."""
    first, end = region
    for place in range(chain.first - 1, first - 1, -1):
        if sentence.words[place] in _JOINING or "," in sentence.marks[place + 1]:
            if place + 1 < chain.first or sentence.words[place] in _JOINING:
                first = place + 1
            break
    if end < len(sentence.words):
        for place in range(end - 1, chain.last + 1, -1):
            if sentence.words[place] in _JOINING or "," in sentence.marks[place]:
                end = place
                break
    return first, max(end, chain.last + 1)


def _is_of_time_to(sentence: SentenceWords, region: tuple[int, int]) -> bool:
    """Return whether a statement is of the time to an event, so that less is sooner."""
    words = sentence.words[region[0] : region[1]]
    return "delai" in words or any(pair == ("time", "to") for pair in pairwise(words))


def _kind(
    sentence: SentenceWords, clause: Clause, chain: Chain, roles: ArmRoles
) -> StatementKind:
    if chain.has(CueForm.LINK):
        return StatementKind.ASSOCIATION
    if chain.aspect is Aspect.LASTING:
        return StatementKind.CHANGE
    changes = word_table(sentence.language, "change_nouns")
    if chain.has(CueForm.UNCHANGED) or sentence.words[chain.first] in changes:
        return StatementKind.CHANGE
    if chain.has(*_COMPARING, CueForm.DIFFERENCE) or roles.compared:
        return StatementKind.COMPARISON
    return StatementKind.COMPARISON if has_comparator(sentence, clause) else StatementKind.CHANGE


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
