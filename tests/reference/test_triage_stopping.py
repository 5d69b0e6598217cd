"""Stopping rules beside direct computations with scipy.stats.

The rule of Callaghan and Mueller-Hansen (2020, doi:10.1186/s13643-020-01521-4) is written out
here term by term, every sample tried, with scipy's hypergeometric distribution. Probabilities
agree to 1e-9: both sum the same terms from log-gammas. The posterior of the Weibull rule is
summed here over every number left, its binomials by scipy, and agrees to 1e-9.
"""

import math
import random

import numpy as np
import pytest
from scipy.stats import hypergeom, nbinom

from pprnet.triage import HypergeometricStopper, WeibullStopper
from pprnet.triage.stopping.hypergeometric import hit_positions, lower_tail, smallest_p_value
from pprnet.triage.stopping.stopper import allowed_misses
from pprnet.triage.stopping.weibull import WeibullPosterior, weibull_survival


def declining_order(total: int, relevant: int, seed: int) -> list[bool]:
    """Make an order in which relevant records become rarer."""
    chance = random.Random(seed)
    places = {min(int(chance.expovariate(8) * total), total - 1) for _ in range(relevant)}
    return [place in places for place in range(total)]


def written_out(found: list[bool], total: int, recall: float) -> float:
    """Compute the smallest p over every sample that ends now, as in the paper."""
    labels = np.array(found[::-1])
    in_sample = labels.cumsum()
    sizes = np.arange(1, len(found) + 1)
    wanted = np.floor(sum(found) / recall + 1 - (sum(found) - in_sample))
    unread = total - (len(found) - sizes)
    return float(hypergeom.cdf(in_sample, unread, np.minimum(wanted, unread), sizes).min())


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("seen", [40, 150, 290])
def test_the_reference_rule_is_that_of_the_paper(seed: int, seen: int) -> None:
    order = declining_order(300, 30, seed)[:seen]
    p = written_out(order, 300, 0.95)
    left = allowed_misses(sum(order), 0.95) + 1
    assert smallest_p_value(hit_positions(order), seen, 300, left) == pytest.approx(p, rel=1e-9)
    assert HypergeometricStopper().is_met(order, 300) is (p < 0.05)


def test_by_hand_with_nothing_found_in_the_sample() -> None:
    """20 of 20 found in the first 20 of 100. One may be missed, so two must have been: of the
    80 unread, n were seen without a find with p = (80-n)(79-n) / (80 x 79) < 0.05; at n = 62
    that is 18 x 17 / 6320 = 0.0484, at n = 61 it is 0.0541."""
    order = [True] * 20 + [False] * 62
    assert smallest_p_value(hit_positions(order), 82, 100, 2) == pytest.approx(18 * 17 / (80 * 79))
    assert HypergeometricStopper().is_met(order, 100)
    assert not HypergeometricStopper().is_met(order[:-1], 100)
    assert HypergeometricStopper()([True] * 20, 100).to_read == 62


def test_tails_of_the_hypergeometric_distribution() -> None:
    chance = np.random.default_rng(0)
    total = chance.integers(5, 60_000, 600)
    good = (chance.random(600) ** 2 * total).astype(int)
    drawn = (chance.random(600) * total).astype(int)
    mean = good * drawn / total
    near = np.rint(mean + chance.normal(size=600) * 2 * np.sqrt(mean + 1)).astype(int)
    hits = np.clip(near, 0, np.minimum(good, drawn))
    expected = hypergeom.cdf(hits, total, good, drawn)
    assert np.allclose(lower_tail(hits, total, good, drawn), expected, rtol=1e-6, atol=1e-12)


def test_many_finds_in_a_short_sample_do_not_underflow() -> None:
    """All of 900 in the first 900 of 50,000: far above the mean p is 1, not 0."""
    ones = np.array([900])
    assert lower_tail(ones, np.array([50_000]), ones + 48, ones).tolist() == [1.0]
    assert not HypergeometricStopper().is_met([True] * 900, 50_000)


@pytest.mark.parametrize(("found", "left"), [(0, 0), (18, 0), (19, 1), (37, 1), (38, 2), (950, 50)])
def test_what_may_be_left_is_exact(found: int, left: int) -> None:
    assert allowed_misses(found, 0.95) == left


def test_the_posterior_of_what_is_left_is_negative_binomial() -> None:
    posterior = WeibullPosterior(30, 10_000, np.array([0.02, 0.2]), np.array([0.7, 0.3]))
    left = np.arange(2000)
    masses = sum(
        weight * nbinom.pmf(left, 31, 1 - s)  # left failures before h + 1 successes
        for s, weight in zip(posterior.survival, posterior.weights, strict=True)
    )
    for count in (0, 1, 5, 20):
        assert posterior.exceedance_probability(count) == pytest.approx(
            masses[count + 1 :].sum(), abs=1e-9
        )
    assert posterior.mean() == pytest.approx((masses * left).sum(), abs=1e-9)
    assert posterior.upper_bound(0.05) == int(np.argmax(masses.cumsum() > 0.95))


def test_a_model_is_weighted_by_bayes_rule() -> None:
    """Two laws, all records in one cell each: the likelihoods are written out."""
    rule = WeibullStopper(rates=(2.0, 10.0), shapes=(1.0,), unrecognised_shares=(0.0,))
    order = [place in {1, 3, 8} for place in range(1, 61)]
    laws = ((2.0, 1.0, 0.0), (10.0, 1.0, 0.0))
    logs = []
    for number, (rate, _, _) in enumerate(laws):
        unread = [(1 - place / 100) ** rate for place in range(61)]
        assert weibull_survival(laws, np.array([0.6]))[number, 0] == pytest.approx(unread[60])
        likely = sum(math.log(unread[at - 1] - unread[at]) for at in (1, 3, 8))
        logs.append(likely - 4 * math.log(1 - unread[60]))
    weights = np.exp(np.array(logs) - max(logs))
    posterior = rule.posterior(hit_positions(order), 60, 100)
    assert posterior.weights == pytest.approx(weights / weights.sum(), abs=1e-9)
