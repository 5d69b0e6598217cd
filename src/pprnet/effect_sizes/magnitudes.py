"""The magnitude of an effect, by thresholds that are always stated with their source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import log

from pprnet.effect_sizes import checks
from pprnet.effect_sizes.conversions.measure_conversion import convert_effect, population_d
from pprnet.effect_sizes.effect import Effect
from pprnet.effect_sizes.effect_measures import SCALES, Measure
from pprnet.errors import EffectError


class Magnitude(StrEnum):
    """The magnitudes of GRADE's plain-language statements (Santesso et al., 2020)."""

    TRIVIAL = "trivial"
    SMALL = "small"
    """Small, but important."""
    MODERATE = "moderate"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The values from which an effect is small, moderate and large, in one measure.

    They are distances from the null; for a ratio they are ratios above 1, and hold for 1/x too.
    They must rise from small to large, and their source must be named, otherwise an `EffectError`
    is raised.
    """

    measure: Measure
    small: float
    moderate: float
    large: float
    source: str
    """Who set them, as a reader would cite it."""

    def __post_init__(self) -> None:
        lower = 1.0 if SCALES[self.measure].is_ratio else 0.0
        checks.require_above(self.small, "threshold of small", lower)
        checks.require_above(self.moderate, "threshold of moderate", self.small)
        checks.require_above(self.large, "threshold of large", self.moderate)
        if not self.source.strip():
            raise EffectError("thresholds: expected their source")

    def magnitude(self, effect: Effect) -> Magnitude:
        """Return the magnitude of an effect; one below the first threshold is trivial.

        Args:
            effect: in the measure of the thresholds.

        Raises:
            EffectError: The effect is in another measure.
        """
        if effect.measure is not self.measure:
            wanted = f"expected an effect in {self.measure}, got {effect.measure}"
            raise EffectError(f"thresholds of {self.source}: {wanted}")
        magnitude = Magnitude.TRIVIAL
        for lower, name in self._steps():
            if distance_from_null(effect, effect.value) >= lower:
                magnitude = name
        return magnitude

    def _steps(self) -> tuple[tuple[float, Magnitude], ...]:
        """Return the thresholds as distances, those of a ratio as natural logarithms."""
        names = (Magnitude.SMALL, Magnitude.MODERATE, Magnitude.LARGE)
        steps = (self.small, self.moderate, self.large)
        is_ratio = SCALES[self.measure].is_ratio
        return tuple(
            (log(step) if is_ratio else step, name) for step, name in zip(steps, names, strict=True)
        )


def distance_from_null(effect: Effect, value: float) -> float:
    """Return the distance of a value from the null, 0 or more.

    Args:
        effect: whose scale and null hold.
        value: on the scale of the effect.

    Returns:
        Natural-log units for a ratio, otherwise units of the measure.
    """
    return abs(log(value)) if effect.scale.is_ratio else abs(value - effect.null)


COHEN_D = Thresholds(Measure.D, 0.2, 0.5, 0.8, "Cohen, 1988")
COHEN_R = Thresholds(Measure.R, 0.1, 0.3, 0.5, "Cohen, 1988")

_OF_D = frozenset(
    {Measure.D, Measure.G, Measure.OR, Measure.LOG_OR}
    | {Measure.CLES, Measure.AUC, Measure.SRD, Measure.U3}
)
"""The measures from which Cohen's d can be computed without a base rate."""


def thresholds_for(measure: Measure) -> Thresholds | None:
    """Return the usual thresholds of a measure, or `None` where there are none.

    There are none for RR, RD and other measures of an event: what a difference is worth depends on
    the event and on how many have it anyway, so that GRADE has it judged outcome by outcome.

    Args:
        measure: any.

    Source:
        Cohen (1988), for r and for what a d can be computed from.
    """
    if measure in _OF_D:
        return COHEN_D
    return COHEN_R if measure in (Measure.R, Measure.BESD) else None


def magnitude_of(effect: Effect, thresholds: Thresholds | None = None) -> Magnitude | None:
    """Return the magnitude of an effect, or `None` where no thresholds apply.

    Args:
        effect: in any measure; only its value counts, not its interval.
        thresholds: in the measure of the effect. With `None`, r is judged by Cohen's thresholds for
            r, and what a d can be computed from by those for d.

    Raises:
        EffectError: The thresholds are of another measure.

    Source:
        Cohen (1988); Hasselblad and Hedges (1995), for the d of an odds ratio.
    """
    if thresholds:
        return thresholds.magnitude(effect)
    standing = thresholds_for(effect.measure)
    if standing is None:
        return None
    if standing.measure is Measure.R:
        return standing.magnitude(convert_effect(Effect(effect.measure, effect.value), Measure.R))
    return standing.magnitude(population_d(_with_a_d(effect)))


def _with_a_d(effect: Effect) -> Effect:
    """Return the value alone, one at the limit (CLES = 1) moved to the nearest that has a d."""
    scale, margin = effect.scale, 1e-12
    value = min(max(effect.value, scale.minimum + margin), scale.maximum - margin)
    return Effect(effect.measure, effect.value if scale.is_ratio else value)
