"""Chains of words that give a direction together: "less likely to improve", "fell further"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pprnet.claims.statements.wording.cue_lexicon import CueEntry, CueForm, cue_lexicon, word_table
from pprnet.claims.statements.wording.sentence_words import Clause, SentenceWords
from pprnet.claims.statements.statement_values import Aspect

_MAX_GAP, _MAX_GAP_TO_POSTMODIFIER, _MAX_COPULA_DISTANCE = 3, 9, 4
_POSTMODIFIERS = frozenset(
    "more less further faster slower plus moins davantage most least better worse".split()
)
_ONE_STEP = frozenset({CueForm.STATE, CueForm.POLAR})
_NE_DENIALS = frozenset("pas aucun aucune jamais".split())
_BETWEEN = frozenset({"between", "entre"})
_MAX_BOUND_WORDS = 2
_HYPHENS = frozenset("-‐‑")
_TURNING = frozenset({Aspect.TIME, Aspect.LENGTH})


class Cue(NamedTuple):
    """A word or phrase with a direction, by the positions of its first and last word."""

    first: int
    last: int
    entry: CueEntry


class Chain(NamedTuple):
    """Cues that give one direction together."""

    cues: tuple[Cue, ...]

    @property
    def first(self) -> int:
        """Position of the first word."""
        return self.cues[0].first

    @property
    def last(self) -> int:
        """Position of the last word."""
        return self.cues[-1].last

    def has(self, *forms: CueForm) -> bool:
        """Return whether a cue has one of some forms.

        Args:
            forms: the forms that are looked for.
        """
        return any(cue.entry.form in forms for cue in self.cues)

    @property
    def sign(self) -> int:
        """The product of the signs, of those that count for the aspect."""
        sign, is_lasting, has_benefit = 1, self.aspect is Aspect.LASTING, False
        for index, cue in enumerate(self.cues):
            is_last = index == len(self.cues) - 1
            if cue.entry.form is CueForm.STATE and not is_last and not self._is_compared(index):
                continue
            if is_lasting and cue.entry.aspect is not Aspect.LASTING:
                continue
            if has_benefit and cue.entry.form is CueForm.CHANGE:
                continue
            sign *= cue.entry.sign
            has_benefit |= cue.entry.aspect is Aspect.BENEFIT
        return sign

    def _is_compared(self, index: int) -> bool:
        """Return whether a comparative precedes a cue: "less frequent"."""
        return index > 0 and self.cues[index - 1].entry.form is CueForm.COMPARATIVE

    @property
    def aspect(self) -> Aspect:
        """What the sign is of."""
        aspects = {cue.entry.aspect for cue in self.cues}
        if self.cues[-1].entry.form is CueForm.DIFFERENCE and self.has(CueForm.COMPARATIVE):
            return Aspect.BENEFIT
        has_amount = self.has(CueForm.CHANGE, CueForm.LINK)
        for aspect in (Aspect.LASTING, Aspect.BENEFIT, Aspect.TIME, Aspect.LENGTH, Aspect.AMOUNT):
            if aspect in aspects and not (aspect in _TURNING and has_amount):
                return aspect
        return Aspect.AMOUNT if aspects & _TURNING else Aspect.DIFFERENCE


def find_chains(sentence: SentenceWords, clause: Clause) -> Iterator[Chain]:
    """Yield the chains of a clause in their order.

    Args:
        sentence: the sentence.
        clause: the part of it that is read.
    """
    chain: list[Cue] = []
    for cue in find_cues(sentence, clause):
        if cue.entry.form in {CueForm.TEST, CueForm.NONE}:
            continue
        if chain and _continues(sentence, chain, cue):
            chain.append(cue)
            continue
        if chain and not _is_degree_of(sentence, chain, cue):
            yield from _kept(sentence, clause, chain)
        chain = [cue]
    if chain:
        yield from _kept(sentence, clause, chain)


def find_cues(sentence: SentenceWords, clause: Clause) -> Iterator[Cue]:
    """Yield the cues of a clause, none inside another.

    Args:
        sentence: the sentence.
        clause: the part of it that is read.
    """
    lexicon, words = cue_lexicon(sentence.language), sentence.words
    place = clause.first
    while place < clause.end:
        for phrase, entry in lexicon.get(words[place], ()):
            end = place + len(phrase)
            if end <= clause.end and (len(phrase) == 1 or tuple(words[place:end]) == phrase):
                if not _is_no_result(sentence, place, end, entry.form):
                    yield Cue(place, end - 1, entry)
                place = end - 1
                break
        place += 1


def _is_no_result(sentence: SentenceWords, place: int, end: int, form: CueForm) -> bool:
    """Return whether a cue bounds a number ("more than 50") or describes a noun ("higher dose")."""
    words, language = sentence.words, sentence.language
    following = words[end : end + 2]
    if _is_hyphenated(sentence, place, end):
        return True
    if place and words[place - 1].isdigit() and words[place] in {"more", "less", "fewer"}:
        return True
    if words[place] in word_table(language, "numbers_after") and end - place <= _MAX_BOUND_WORDS:
        number = following[1:] if following[:1] in (["than"], ["de"], ["d"]) else following[:1]
        known = word_table(language, "number_words") if following[:1] != number else frozenset()
        if (
            number
            and (number[0][0].isdigit() or number[0] in known)
            and not sentence.marks[end].strip()
        ):
            return True
    if words[end - 1] == "plus" and language == "fr":
        before = words[max(0, place - 3) : place]
        if not {"n", "ne"}.isdisjoint(before) and _NE_DENIALS.isdisjoint(before):
            return True
        if any(arm.last == place - 1 for arm in sentence.arms) and any(
            arm.first - 1 <= end <= arm.first for arm in sentence.arms
        ):
            return True
    if form not in {CueForm.COMPARATIVE, CueForm.STATE}:
        return False
    return bool(following) and following[0] in word_table(language, "attributive_nouns")


def _is_hyphenated(sentence: SentenceWords, place: int, end: int) -> bool:
    """Return whether a cue is only part of a word with hyphens: "self-harm", "low-dose"."""
    marks = sentence.marks
    if marks[place] in _HYPHENS and place and sentence.words[place - 1] != "non":
        return True
    return end < len(marks) and marks[end] in _HYPHENS


def _continues(sentence: SentenceWords, chain: Sequence[Cue], cue: Cue) -> bool:
    """Return whether a cue belongs to the chain before it."""
    last, form = chain[-1], cue.entry.form
    if _is_greater_change(sentence, last, cue):
        return True
    if form in {CueForm.EQUAL, CueForm.DIFFERENCE, CueForm.BEAT, CueForm.UNCHANGED}:
        return False
    if (cue.entry.aspect is Aspect.LASTING) is not (last.entry.aspect is Aspect.LASTING):
        return False
    if form is CueForm.LINK and last.entry.form is not CueForm.POLAR:
        return False
    if last.entry.form in {CueForm.EQUAL, CueForm.BEAT, CueForm.FAVOUR, CueForm.UNCHANGED}:
        return False
    if last.entry.form is CueForm.DIFFERENCE and not _is_object(sentence, last, cue):
        return False
    between = range(last.last + 1, cue.first)
    limit = _gap_limit(sentence, chain, cue)
    breaks = word_table(sentence.language, "chain_breaks")
    if last.entry.form is CueForm.LINK:
        if _BETWEEN & set(sentence.words[last.last + 1 : cue.first]):
            return False
        breaks = breaks - {"with", "avec"}
    breaks |= word_table(sentence.language, "negations") - {"non"}
    if len(between) > limit or any(sentence.words[place] in breaks for place in between):
        return False
    return not any(
        set(sentence.marks[place]) & set(",()[];:") for place in range(last.last + 1, cue.first + 1)
    ) or (_is_postmodifier(sentence, cue) and limit > _MAX_GAP)


def _is_degree_of(sentence: SentenceWords, chain: Sequence[Cue], cue: Cue) -> bool:
    """Return whether a lone degree only describes the next cue: "a modest advantage"."""
    is_lone = len(chain) == 1 and chain[0].entry.form is CueForm.STATE
    return is_lone and cue.first == chain[0].last + 1 and not sentence.marks[cue.first].strip()


def _is_object(sentence: SentenceWords, last: Cue, cue: Cue) -> bool:
    """Return whether a cue is what a difference is in: "no difference in improvement"."""
    between = sentence.words[last.last + 1 : cue.first]
    return bool(between) and between[0] in {"in", "of", "on", "for", "dans", "de", "d"}


def _is_greater_change(sentence: SentenceWords, last: Cue, cue: Cue) -> bool:
    """Return whether a comparative and "change" stand together: "greater mean change"."""
    changes = word_table(sentence.language, "change_nouns")
    return (
        last.entry.form is CueForm.COMPARATIVE
        and sentence.words[cue.first] in changes
        and cue.first - last.last <= 2  # noqa: PLR2004
    )


def _gap_limit(sentence: SentenceWords, chain: Sequence[Cue], cue: Cue) -> int:
    last = chain[-1].entry.form
    if cue.entry.form in _ONE_STEP:
        return {CueForm.LINK: _MAX_GAP - 1, CueForm.COMPARATIVE: 1}.get(last, -1)
    if last is CueForm.STATE and len(chain) == 1:
        return -1
    if last is CueForm.STATE:
        return 1
    is_after_change = any(one.entry.form in {CueForm.CHANGE} for one in chain)
    if is_after_change and _is_postmodifier(sentence, cue):
        return _MAX_GAP_TO_POSTMODIFIER
    if cue.entry.form is CueForm.COMPARATIVE and last is CueForm.COMPARATIVE:
        return 0
    return _MAX_GAP


def _is_postmodifier(sentence: SentenceWords, cue: Cue) -> bool:
    """Return whether a comparative follows what it compares: "improved sleep more than"."""
    words = sentence.words
    if words[cue.first] not in _POSTMODIFIERS:
        return False
    after = words[cue.last + 1 : cue.last + 2]
    if not after or sentence.marks[cue.last + 1].strip():
        return True
    return after[0] in {
        *("than", "in", "with", "for", "among", "under", "on", "at", "when", "after", "by"),
        *("que", "qu", "dans", "avec", "chez", "sous", "pour", "after", "and", "et"),
    }


def _is_discourse(sentence: SentenceWords, chain: Chain) -> bool:
    """Return whether a sentence only begins with a word such as "Similarly,"."""
    following = sentence.marks[chain.last + 1] if chain.last + 1 < len(sentence.marks) else ""
    return chain.first == 0 and len(chain.cues) == 1 and "," in following


def _kept(sentence: SentenceWords, clause: Clause, cues: Sequence[Cue]) -> Iterator[Chain]:
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
