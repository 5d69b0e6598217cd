"""Cues, and chains of cues that give one direction together."""

from __future__ import annotations

from typing import NamedTuple

from pprnet.claims.statements.statement_values import Aspect
from pprnet.claims.statements.wording.cues.cue_lexicon import CueEntry, CueForm

_TURNING = frozenset({Aspect.TIME, Aspect.LENGTH})


class DirectionCue(NamedTuple):
    """A word or phrase with a direction, by the positions of its first and last word."""

    first: int
    last: int
    entry: CueEntry


class Chain(NamedTuple):
    """Cues that give one direction together."""

    cues: tuple[DirectionCue, ...]

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
