"""A chain of cues at its place in a clause, with what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pprnet.claims.statements.statement_values import Aspect
from pprnet.claims.statements.wording.cues.cue_lexicon import CueForm, word_table
from pprnet.claims.statements.wording.cues.cue_values import Chain
from pprnet.claims.statements.wording.cues.sentence_words import Clause, SentenceWords
from pprnet.claims.statements.wording.statement_negation import Test, is_denied, significance_of
from pprnet.extraction.text_processing.word_tokenizer import word_set

_JOINING = word_set("and et or ou")
_MAX_OPENING = 8
"""Words of a clause before a comparative that opens it."""


@dataclass(frozen=True)
class ChainPlace:
    """A chain, the chains of its clause, and the words of significance there."""

    sentence: SentenceWords
    clause: Clause
    chains: Sequence[Chain]
    index: int
    tests: Sequence[Test]

    @property
    def chain(self) -> Chain:
        """The chain itself."""
        return self.chains[self.index]

    @cached_property
    def region(self) -> tuple[int, int]:
        """Positions of the first word after the chain before, and of the chain after."""
        chains, index = self.chains, self.index
        return (
            chains[index - 1].last + 1 if index else self.clause.first,
            chains[index + 1].first if index + 1 < len(chains) else self.clause.end,
        )

    @cached_property
    def part(self) -> tuple[int, int]:
        """The region without what a comma or "and" joins to the chains around it."""
        return self._part_start(), max(self._part_end(), self.chain.last + 1)

    def _part_start(self) -> int:
        first = self.region[0]
        for place in range(self.chain.first - 1, first - 1, -1):
            is_joining = self.sentence.words[place] in _JOINING
            if is_joining or "," in self.sentence.marks[place + 1]:
                is_whole = is_joining or place + 1 < self.chain.first
                return place + 1 if is_whole else first
        return first

    def _part_end(self) -> int:
        end = self.region[1]
        if end >= len(self.sentence.words):
            return end
        for place in range(end - 1, self.chain.last + 1, -1):
            if self.sentence.words[place] in _JOINING or "," in self.sentence.marks[place]:
                return place
        return end

    @cached_property
    def before(self) -> Sequence[str]:
        """The words of the sentence before the chain, at most forty."""
        return self.sentence.words[max(0, self.chain.first - 40) : self.chain.first]

    @cached_property
    def is_denied(self) -> bool:
        """Whether a negation denies the chain."""
        weak = word_table(self.sentence.language, "weak_differences")
        words = self.sentence.words
        return is_denied(
            self.sentence,
            self.clause,
            self.chain,
            self.region[0],
            is_first=all(words[one.first] in weak for one in self.chains[: self.index]),
        )

    @cached_property
    def is_significant(self) -> bool | None:
        """What is said of its test; a difference without a side is not judged by a p."""
        if self.chain.aspect is Aspect.DIFFERENCE and not self.is_denied and not self.tests:
            return None
        return significance_of(self.sentence, self.chain, self.tests, self.region[1])

    @cached_property
    def predictor(self) -> Chain | None:
        """The chain that a link relates to this one: "lower rates went with higher age"."""
        links = [one for one in self.chains[: self.index + 1] if one.has(CueForm.LINK)]
        first = self.chains[0]
        if not links or first is links[0] or not self._opens(first):
            return None
        return first if first.sign and first.aspect in {Aspect.AMOUNT, Aspect.BENEFIT} else None

    @cached_property
    def is_predictor(self) -> bool:
        """Whether the chain only says of what a link after it is."""
        links = [one for one in self.chains if one.has(CueForm.LINK)]
        before_link = bool(links) and self.chain.first < links[0].first
        return before_link and self._opens(self.chains[0])

    def _opens(self, chain: Chain) -> bool:
        """Return whether a chain is a comparative at the beginning of the clause."""
        is_comparative = chain.cues[0].entry.form is CueForm.COMPARATIVE
        return is_comparative and chain.first <= self.clause.first + _MAX_OPENING
