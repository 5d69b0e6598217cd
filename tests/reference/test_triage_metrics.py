"""The measures of screening, on orders small enough to work out by hand.

The definitions: recall@p = relevant among the first ceil(pM) / R;
WSS@95 = (M - k)/M - 0.05, k the place at which ceil(0.95 R) are found;
loss = [R(M - (R-1)/2) - sum over k of found(k)] / [R(M - R)].
"""

import pytest

from pprnet.errors import TriageError
from pprnet.triage.metrics import (
    loss,
    mean_time_to_discovery,
    recall_at,
    recall_curve,
    screening_metrics,
    work_saved,
)


def order(text: str) -> list[bool]:
    """Read an order as in "x.x.", x a relevant record."""
    return [mark == "x" for mark in text]


# M = 4, R = 2, hits at 1 and 3: found(k) = 1, 1, 2, 2, together 6.
# The best area is 2 * (4 - 0.5) = 7; (7 - 6) / (2 * 2) = 0.25.
# k for ceil(1.9) = 2 is 3: (4 - 3) / 4 - 0.05 = 0.2. Mean place: (1 + 3) / 2.
HAND = [
    ("x.x.", 0.25, 0.20, 2.0),
    ("xx..", 0.0, 0.45, 1.5),
    ("..xx", 1.0, -0.05, 3.5),
    (".xx.", 0.5, 0.20, 2.5),
    ("x", 0.0, -0.05, 1.0),
    ("xxx", 0.0, -0.05, 2.0),
    # M = 10, R = 1 at 4: area 7 of 10, (10 - 7) / 9; (10 - 4) / 10 - 0.05.
    ("...x......", 1 / 3, 0.55, 4.0),
]


@pytest.mark.parametrize(("text", "lost", "saved", "mean_place"), HAND)
def test_by_hand(text: str, lost: float, saved: float, mean_place: float) -> None:
    assert loss(order(text)) == pytest.approx(lost, abs=1e-15)
    assert work_saved(order(text)) == pytest.approx(saved, abs=1e-15)
    assert mean_time_to_discovery(order(text)) == mean_place


def test_the_formula_of_loss_term_by_term() -> None:
    found = order(".x..xx...x")
    r, m = 4, 10
    area = sum(recall_curve(found))
    assert area == 9 + 6 + 5 + 1
    assert loss(found) == pytest.approx((r * (m - (r - 1) / 2) - area) / (r * (m - r)))


@pytest.mark.parametrize(
    ("share", "recall"),
    [(0.05, 0.0), (0.10, 0.5), (0.11, 0.5), (0.25, 0.5), (0.26, 1.0), (1.0, 1.0)],
)
def test_recall_rounds_the_records_seen_up(share: float, recall: float) -> None:
    found = order("." + "x" + "." * 3 + "x" + "." * 14)  # M = 20, hits at 2 and 6
    assert recall_at(found, share) == recall


def test_shares_are_decimals_not_floats() -> None:
    """0.95 x 20 is 19, though 0.95 * 20 in floats may come out above; 0.1 x 30 is 3."""
    found = order("x" * 19 + "." * 20 + "x")
    assert work_saved(found) == pytest.approx((40 - 19) / 40 - 0.05)
    assert recall_at(order("...x" + "." * 26), 0.1) == 0.0


def test_all_at_once() -> None:
    figures = screening_metrics(order("x.x."))
    assert (figures.recall_5, figures.recall_10) == (0.5, 0.5)
    assert (figures.loss, figures.wss_95, figures.mean_time_to_discovery) == (0.25, 0.2, 2.0)


def test_nothing_to_find_cannot_be_measured() -> None:
    with pytest.raises(TriageError, match="without a relevant record"):
        screening_metrics(order("..."))
