"""The sentences of an abstract that may state a result of the work itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pprnet.extraction.text_processing.section_labels import Role, roles_of_label
from pprnet.extraction.text_processing.sentence_splitter import Sentence
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.word_tokenizer import Token, word_set

MAX_WORDS_BEFORE = 60
"""Words of a sentence before a statement that may deny it, or make it no result."""
_RESULT_ROLES = frozenset({Role.RESULT, Role.CONCLUSION})
_EARLY_SHARE = 0.3
"""Share of an abstract without labels in which only an announced result is one."""
_EARLY_SHARE_IN_PRESENT = 0.6
"""The same for sentences in the present, which more often report what is known."""
_PRESENT_VERBS = word_set("is are")
_ANNOUNCING_WORDS = word_set(
    "found finding findings results result revealed showed indicated demonstrated p significant "
    "significantly"
)
_OTHER_WORK_WORDS = word_set(
    "previous previously prior earlier literature researchers hypothesize hypothesized "
    "hypothesizes expect expected expecting assume assumed assumption anticipated aim aims aimed "
    "objective objectives purpose will whether should must ought recommended recommend "
    "recommendations needed warranted future protocol criterion criteria eligible unknown unclear "
    "unlikely known controversial debate debated question questions theory theories theoretical "
    "propose proposed proposes argued argues argue hypotheses hypothesis if planned power powered "
    "proposal commonly often typically generally widely background important importantly depends "
    "conducted reviewed searched traditionally considered defined classified because since"
)
"""Words of an aim, a hypothesis, other work, a plan, an implication or a general remark."""
_REPORTED_HYPOTHESIS = word_set("supported support consistent contrary contrast line as confirmed")
"""Words with which a hypothesis or an expectation stands beside its result."""
_HYPOTHESIS_WORDS = word_set("hypothesis hypotheses hypothesized expected expectations prediction")
_AIM_VERBS = word_set(
    "examine investigate determine assess evaluate explore test compare study establish identify "
    "review describe estimate analyze ascertain clarify understand address measure replicate "
    "examining investigating exploring assessing comparing testing evaluating"
)
_METHOD_VERBS = word_set(
    "examined investigated assessed evaluated explored tested compared measured analyzed studied"
)
_OTHER_WORK_PAIRS = frozenset(
    {
        ("studies", "have"), ("studies", "suggest"), ("trials", "have"), ("reviews", "have"),
        ("research", "has"), ("research", "suggests"), ("evidence", "has"),
        ("has", "been"), ("have", "been"), ("was", "designed"), ("were", "designed"),
        ("this", "paper"), ("little", "is"), ("is", "a"), ("are", "a"),
    }
)  # fmt: skip


@dataclass(frozen=True)
class ResultSentence:
    """A sentence with its words, and what stands between them."""

    text: str
    """The text of the whole field."""
    field: str
    start: int
    end: int
    tokens: Sequence[Token]

    @cached_property
    def words(self) -> list[str]:
        """The folded words."""
        return [token.word for token in self.tokens]

    @cached_property
    def marks(self) -> list[str]:
        """The characters before each word, from the end of the word before it."""
        ends = [self.start, *(token.end for token in self.tokens)]
        return [self.text[end : token.start] for end, token in zip(ends, self.tokens, strict=False)]

    def printed(self, first: int, end: int) -> str:
        """Return words as printed.

        Args:
            first: position of the first word.
            end: position after the last word.
        """
        return " ".join(self.text[self.tokens[first].start : self.tokens[end - 1].end].split())


def may_state_result(stream: TokenStream, sentence: Sentence, words: frozenset[str]) -> bool:
    """Return whether a sentence may state a result of the work, by its place and its words.

    Args:
        stream: the words of the abstract.
        sentence: the place and label of the sentence.
        words: the folded words of the sentence.
    """
    if stream.text[sentence.end - 1] == "?":
        return False
    roles = roles_of_label(sentence.label) if sentence.label else None
    if roles is not None and not roles & _RESULT_ROLES:
        return False
    if roles is not None:
        return True
    share = _EARLY_SHARE if _PRESENT_VERBS.isdisjoint(words) else _EARLY_SHARE_IN_PRESENT
    if sentence.start < share * len(stream.text):
        return not _ANNOUNCING_WORDS.isdisjoint(words)
    return True


def is_of_other_kind(words: Sequence[str], anchor: int) -> bool:
    """Return whether the words before an anchor make it an aim, hypothesis, method or remark.

    Args:
        words: the folded words of the sentence.
        anchor: position of the word that would state a result.
    """
    before = words[max(0, anchor - MAX_WORDS_BEFORE) : anchor]
    others = _OTHER_WORK_WORDS.intersection(before)
    if others <= _HYPOTHESIS_WORDS and not _REPORTED_HYPOTHESIS.isdisjoint(before):
        others = frozenset()
    if others or not _AIM_VERBS.isdisjoint(
        word for place, word in enumerate(before) if place and before[place - 1] == "to"
    ):
        return True
    return any(
        pair in _OTHER_WORK_PAIRS for pair in pairwise([*before, words[anchor]])
    ) or _is_method(words, anchor)


def _is_method(words: Sequence[str], anchor: int) -> bool:
    """Return whether "we examined" precedes an anchor, or "was assessed" follows it."""
    before = words[max(0, anchor - 12) : anchor]
    if not _METHOD_VERBS.isdisjoint(before) and "we" in before:
        return True
    after = words[anchor + 1 : anchor + 9]
    return any(
        word in {"was", "were"} and following in _METHOD_VERBS
        for word, following in pairwise(after)
    )
