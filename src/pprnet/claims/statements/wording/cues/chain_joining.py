"""Whether a cue belongs to the chain before it."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.claims.statements.statement_values import Aspect
from pprnet.claims.statements.wording.cues.cue_lexicon import CueForm, word_table
from pprnet.claims.statements.wording.cues.cue_values import DirectionCue
from pprnet.claims.statements.wording.cues.sentence_words import SentenceWords
from pprnet.extraction.text_processing.word_tokenizer import word_set

_MAX_GAP, _MAX_GAP_TO_POSTMODIFIER, _MAX_TO_CHANGE = 3, 9, 2
_POSTMODIFIERS = word_set(
    "more less further faster slower plus moins davantage most least better worse"
)
_AFTER_POSTMODIFIER = word_set(
    "than in with for among under on at when after by que qu dans avec chez sous pour and et"
)
_OBJECT_WORDS = word_set("in of on for dans de d")
_ONE_STEP = frozenset({CueForm.STATE, CueForm.POLAR})
_ALONE = frozenset({CueForm.EQUAL, CueForm.BEAT, CueForm.UNCHANGED})
_BETWEEN = frozenset({"between", "entre"})
_MARKS = frozenset(",()[];:")


def belongs_to_chain(
    sentence: SentenceWords, chain: Sequence[DirectionCue], cue: DirectionCue
) -> bool:
    """Return whether a cue gives one direction together with those before it.

    Args:
        sentence: the sentence.
        chain: the cues of the chain so far.
        cue: the next cue.
    """
    if _is_greater_change(sentence, chain[-1], cue):
        return True
    return _may_join(sentence, chain[-1], cue) and _is_near(sentence, chain, cue)


def _may_join(sentence: SentenceWords, last: DirectionCue, cue: DirectionCue) -> bool:
    """Return whether two cues are of kinds that go together."""
    form, last_form = cue.entry.form, last.entry.form
    if form in _ALONE or form is CueForm.DIFFERENCE:
        return False
    if (cue.entry.aspect is Aspect.LASTING) is not (last.entry.aspect is Aspect.LASTING):
        return False
    if form is CueForm.LINK and last_form is not CueForm.POLAR:
        return False
    if last_form in _ALONE or last_form is CueForm.FAVOUR:
        return False
    return last_form is not CueForm.DIFFERENCE or _is_object(sentence, last, cue)


def _is_near(sentence: SentenceWords, chain: Sequence[DirectionCue], cue: DirectionCue) -> bool:
    """Return whether few words, and none that separates, stand before a cue."""
    last, words = chain[-1], sentence.words
    limit = _gap_limit(sentence, chain, cue)
    between = set(words[last.last + 1 : cue.first])
    if cue.first - last.last - 1 > limit or between & _breaks(sentence, last):
        return False
    marks = sentence.marks[last.last + 1 : cue.first + 1]
    if _MARKS.isdisjoint("".join(marks)):
        return True
    return limit > _MAX_GAP and _is_postmodifier(sentence, cue)


def _breaks(sentence: SentenceWords, last: DirectionCue) -> frozenset[str]:
    """Return the words that separate the next cue from a chain."""
    breaks = word_table(sentence.language, "chain_breaks")
    if last.entry.form is CueForm.LINK:
        breaks = (breaks - {"with", "avec"}) | _BETWEEN
    return breaks | (word_table(sentence.language, "negations") - {"non"})


def _is_object(sentence: SentenceWords, last: DirectionCue, cue: DirectionCue) -> bool:
    """Return whether a cue is what a difference is in: "no difference in improvement"."""
    between = sentence.words[last.last + 1 : cue.first]
    return bool(between) and between[0] in _OBJECT_WORDS


def _is_greater_change(sentence: SentenceWords, last: DirectionCue, cue: DirectionCue) -> bool:
    """Return whether a comparative and "change" stand together: "greater mean change"."""
    changes = word_table(sentence.language, "change_nouns")
    return (
        last.entry.form is CueForm.COMPARATIVE
        and sentence.words[cue.first] in changes
        and cue.first - last.last <= _MAX_TO_CHANGE
    )


def _gap_limit(sentence: SentenceWords, chain: Sequence[DirectionCue], cue: DirectionCue) -> int:
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


def _is_postmodifier(sentence: SentenceWords, cue: DirectionCue) -> bool:
    """Return whether a comparative follows what it compares: "improved sleep more than"."""
    words = sentence.words
    if words[cue.first] not in _POSTMODIFIERS:
        return False
    after = words[cue.last + 1 : cue.last + 2]
    if not after or sentence.marks[cue.last + 1].strip():
        return True
    return after[0] in _AFTER_POSTMODIFIER
