"""Read the statements of a text: one pass over its sentences, clauses and chains of cues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pprnet.claims.concepts.concept_values import Mention
from pprnet.claims.statements.wording.arm_roles import ArmRoles, arm_roles, has_comparator
from pprnet.claims.statements.wording.cue_chains import Chain, find_chains
from pprnet.claims.statements.wording.cue_lexicon import CueForm, word_table
from pprnet.claims.statements.wording.number_contrasts import read_number_contrasts
from pprnet.claims.statements.wording.outcome_scope import outcomes_of
from pprnet.claims.statements.wording.sentence_words import Clause, SentenceWords, read_sentences
from pprnet.claims.statements.wording.statement_negation import (
    Test,
    find_tests,
    is_denied,
    significance_of,
)
from pprnet.claims.statements.statement_values import Aspect, Statement, StatementKind

_COMPARING = (CueForm.COMPARATIVE, CueForm.BEAT, CueForm.FAVOUR, CueForm.EQUAL)
_PREDICATIVE = frozenset(
    (
        "different similar same identical equal alike unequal differents differentes different "
        "differente semblable semblables identique identiques"
    ).split()
)
_AIM_STARTS = frozenset({"to", "we", "sought"})
_AIM_VERBS = frozenset(
    (
        "examine investigate determine assess evaluate explore test compare establish identify "
        "review describe estimate analyze ascertain clarify understand address replicate "
        "examined investigated assessed evaluated explored tested compared measured analyzed studied"
    ).split()
)
_BEFORE_NOUNS = frozenset("some a an the significant and no une un la le des et".split())
_PEOPLE = frozenset(
    (
        "people patients participants those clients women men adolescents children youth adults "
        "individuals subjects personnes jeunes ceux celles adultes enfants femmes hommes"
    ).split()
)
_GAINS = frozenset("effects gains improvements improvement effets acquis progres".split())
_POINTING = frozenset("the this these that cette ces la l cet which ce".split())
_EFFECT_WORDS = frozenset("effect effects effet effets".split())
_JOINING = frozenset("and et or ou".split())
_MAX_STATEMENTS = 400


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
        tests = find_tests(sentence, clause)
        chains = list(find_chains(sentence, clause))
        for index, chain in enumerate(chains):
            if _is_other_work(sentence, chain):
                continue
            statement = _statement(sentence, clause, chains, index, tests)
            if statement is None:
                continue
            if not statement.subjects and not statement.compared and subjects:
                statement = replace(statement, subjects=subjects)
            subjects = statement.subjects or subjects
            if _denies_previous(sentence, chain, statement):
                _make_insignificant(found, sentence)
            found.append(statement)
        if not chains:
            found += _of_tests(sentence, clause, tests)
            if tests and not tests[0].is_significant and clause.first:
                _make_insignificant(found, sentence)


def _denies_previous(sentence: SentenceWords, chain: Chain, statement: Statement) -> bool:
    """Return whether "this difference was not significant" is said of the statement before."""
    if statement.sign or not chain.has(CueForm.DIFFERENCE) or not chain.first:
        return False
    is_difference = sentence.words[chain.first].startswith(("differ", "ecart", "gap"))
    return is_difference and sentence.words[chain.first - 1] in _POINTING


def _make_insignificant(found: list[Statement], sentence: SentenceWords) -> None:
    """Mark the last statement with a side, if it is near and nothing is said of its test."""
    for index in range(len(found) - 1, max(-1, len(found) - 4), -1):
        one = found[index]
        is_near = one.sentence_end >= sentence.start - 2
        if one.sign and one.aspect is not Aspect.DIFFERENCE and is_near:
            if one.is_significant is None and not one.is_test:
                found[index] = replace(one, is_significant=False)
            return


def _is_other_work(sentence: SentenceWords, chain: Chain) -> bool:
    """Return whether the words before a chain make it advice, an aim or a hypothesis."""
    before = sentence.words[max(0, chain.first - 40) : chain.first]
    if any(one in _AIM_STARTS and other in _AIM_VERBS for one, other in pairwise(before)):
        return True
    if "we" in before and not _AIM_VERBS.isdisjoint(
        before[before.index("we") : before.index("we") + 4]
    ):
        return True
    if before[-1:] in (["to"], ["pour"]) and chain.cues[0].entry.form is CueForm.CHANGE:
        finite = word_table(sentence.language, "finite_before_to")
        if finite.isdisjoint(before[-4:]):
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
    weak = word_table(sentence.language, "weak_differences")
    is_first = all(sentence.words[one.first] in weak for one in chains[:index])
    denied = is_denied(sentence, clause, chain, previous_end, is_first=is_first)
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
    if _is_of_effect_kept(sentence, chain, region):
        aspect, sign = Aspect.LASTING, chain.sign
    if denied and aspect is Aspect.LASTING:
        sign = -chain.sign
    if denied and chain.has(CueForm.STATE) and not chain.has(CueForm.COMPARATIVE, CueForm.LINK):
        sign = -chain.sign
    if aspect is Aspect.DIFFERENCE and significant is False and tests:
        sign = 0
    if sign == 0 and significant:
        significant = False
    if _is_level(sentence, chain) and aspect in {Aspect.AMOUNT, Aspect.BENEFIT}:
        aspect = Aspect.LEVEL
    if _is_trait(sentence, chain) and aspect in {Aspect.AMOUNT, Aspect.BENEFIT}:
        aspect, sign = Aspect.TRAIT, chain.sign
    if _is_of_effect(sentence, chain, region, denied):
        aspect, sign = Aspect.BENEFIT, chain.sign
    roles = arm_roles(sentence, clause, chain, region)
    is_effect = sentence.words[chain.last] in _EFFECT_WORDS and roles.subjects
    if aspect is Aspect.DIFFERENCE and sign and significant and is_effect:
        aspect = Aspect.BENEFIT
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
        is_test=_is_between(sentence, chain),
        clause_start=sentence.tokens[part[0]].start,
        clause_end=sentence.tokens[part[1] - 1].end,
    )


def _predictor(chains: Sequence[Chain], index: int, clause: Clause) -> Chain | None:
    """Return the chain that a link relates to this one: "lower rates went with higher age"."""
    links = [one for one in chains[: index + 1] if one.has(CueForm.LINK)]
    first = chains[0]
    if not links or first is links[0] or not _opens(first, clause):
        return None
    return first if first.sign and first.aspect in {Aspect.AMOUNT, Aspect.BENEFIT} else None


def _opens(chain: Chain, clause: Clause) -> bool:
    """Return whether a chain is a comparative at the beginning of a clause."""
    return chain.cues[0].entry.form is CueForm.COMPARATIVE and chain.first <= clause.first + 8


def _is_empty(
    sentence: SentenceWords, chain: Chain, denied: bool, significant: bool | None
) -> bool:
    """Return whether a chain is "effect" or the like, of which nothing is said."""
    weak = word_table(sentence.language, "weak_differences")
    is_weak = all(cue.first == cue.last and sentence.words[cue.first] in weak for cue in chain.cues)
    if chain.has(CueForm.EQUAL, CueForm.DIFFERENCE) and is_weak:
        copulas = word_table(sentence.language, "copulas")
        before = sentence.words[max(0, chain.first - 4) : chain.first]
        is_weak = copulas.isdisjoint(before) or sentence.words[chain.first] not in _PREDICATIVE
    return is_weak and not denied and significant is None


def _is_between(sentence: SentenceWords, chain: Chain) -> bool:
    """Return whether only a link between two variables is stated, without its sign."""
    after = sentence.words[chain.last + 1 : chain.last + 2]
    return len(chain.cues) == 1 and chain.has(CueForm.LINK) and after in (["between"], ["entre"])


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


def _trimmed(sentence: SentenceWords, chain: Chain, region: tuple[int, int]) -> tuple[int, int]:
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


def _is_level(sentence: SentenceWords, chain: Chain) -> bool:
    """Return whether a chain is a degree that says nothing of an effect: "was low"."""
    if any(cue.entry.form is not CueForm.STATE for cue in chain.cues):
        return False
    return sentence.words[chain.first] not in word_table(sentence.language, "effective_words")


def _is_trait(sentence: SentenceWords, chain: Chain) -> bool:
    """Return whether a chain says of whom a result is: "for those lower in functioning"."""
    words = sentence.words[max(0, chain.first - 3) : chain.first]
    if chain.has(CueForm.CHANGE, CueForm.LINK) or not words:
        return False
    if "who" in words or "qui" in words or words[-1] in {"those", "ceux", "celles"}:
        return True
    return words[-1] in {"with", "avec", "a"} and not _PEOPLE.isdisjoint(words)


def _is_of_effect(
    sentence: SentenceWords, chain: Chain, region: tuple[int, int], denied: bool
) -> bool:
    """Return whether a degree is of an effect: "effect sizes were large"."""
    is_degree = all(cue.entry.form is CueForm.STATE for cue in chain.cues)
    if denied or not is_degree or chain.aspect is not Aspect.AMOUNT:
        return False
    return not _EFFECT_WORDS.isdisjoint(sentence.words[region[0] : chain.first])


def _is_of_effect_kept(sentence: SentenceWords, chain: Chain, region: tuple[int, int]) -> bool:
    """Return whether effects themselves became less: "the gains did not diminish"."""
    only = chain.cues[0].entry
    if len(chain.cues) != 1 or only.form is not CueForm.CHANGE or only.sign > 0:
        return False
    before = sentence.words[max(region[0] - 1, 0) : chain.first]
    if before[-1:] and before[-1] in _BEFORE_NOUNS:
        return False
    return only.aspect is Aspect.AMOUNT and not _GAINS.isdisjoint(before)


def _is_of_time_to(sentence: SentenceWords, region: tuple[int, int]) -> bool:
    """Return whether a statement is of the time to an event, so that less is sooner."""
    words = sentence.words[region[0] : region[1]]
    return "delai" in words or any(pair == ("time", "to") for pair in pairwise(words))


def _kind(sentence: SentenceWords, clause: Clause, chain: Chain, roles: ArmRoles) -> StatementKind:
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
