"""How well probabilities hold: the expected calibration error, and a picture of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

BINS = 10
Pairs = Sequence[tuple[float, bool]]
"""Probabilities given, and whether what they were given to is right."""


class Point(NamedTuple):
    """A bin of suggestions: their mean score, the share that is right, and their number."""

    score: float
    right: float
    count: int


def bins(pairs: Pairs, count: int = BINS) -> list[Point]:
    """Group suggestions by score into bins of equal number."""
    ordered = np.array(sorted(pairs))
    return [
        Point(float(part[:, 0].mean()), float(part[:, 1].mean()), len(part))
        for part in np.array_split(ordered, count)
    ]


def calibration_error(pairs: Pairs) -> float:
    """Return the expected calibration error (Naeini, Cooper and Hauskrecht, 2015, AAAI)."""
    points = bins(pairs)
    total = sum(point.count for point in points)
    return sum(point.count * abs(point.score - point.right) for point in points) / total


SIZE, EDGE, GAP = 260, 44, 60


def panel(left: int, title: str, points: list[Point]) -> list[str]:
    """Draw one set of bins against the diagonal."""

    def x(value: float) -> float:
        return round(left + value * SIZE, 1)

    def y(value: float) -> float:
        return round(EDGE + SIZE - value * SIZE, 1)

    lines = [
        f'<text x="{x(0)}" y="{EDGE - 16}" class="t">{title}</text>',
        f'<rect x="{x(0)}" y="{y(1)}" width="{SIZE}" height="{SIZE}" class="f"/>',
        f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" class="d"/>',
    ]
    for tick in (0.0, 0.5, 1.0):
        lines.append(f'<text x="{x(tick)}" y="{y(0) + 18}" class="m">{tick:.1f}</text>')
        lines.append(f'<text x="{x(0) - 8}" y="{y(tick) + 4}" class="e">{tick:.1f}</text>')
    lines.append(f'<text x="{x(0.5)}" y="{y(0) + 38}" class="m">probability given</text>')
    for point in points:
        tooltip = (
            f"{point.count} suggestions, mean score {point.score:.2f}, {point.right:.2f} right"
        )
        lines.append(
            f'<circle cx="{x(point.score)}" cy="{y(point.right)}" r="5"><title>{tooltip}</title>'
            "</circle>"
        )
    return lines


def reliability_picture(topics: Pairs, types: Pairs) -> str:
    """Draw both panels as one SVG that says in words what it shows."""
    width, height = 2 * SIZE + 2 * EDGE + GAP, SIZE + 2 * EDGE + 12
    heads = [
        f"{name}: {len(pairs)} in {BINS} bins, error {calibration_error(pairs):.3f}"
        for name, pairs in (("Topics", topics), ("Type of research", types))
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
            'aria-labelledby="what">',
            '<title id="what">Reliability on held-out folds of the labelled works: the share of '
            "suggestions that is right, against the probability given. "
            f"{'; '.join(heads)}.</title>",
            "<style>text{font:12px sans-serif;fill:#1a1d1b}.t{font-weight:600}"
            ".m{text-anchor:middle}.e{text-anchor:end}.f{fill:#fbfbf8;stroke:#767c78}"
            ".d{stroke:#767c78;stroke-dasharray:4 4}circle{fill:#16543f}</style>",
            f'<rect width="{width}" height="{height}" fill="#fbfbf8"/>',
            *panel(EDGE, heads[0], bins(topics)),
            *panel(EDGE + SIZE + GAP, heads[1], bins(types)),
            "</svg>\n",
        ]
    )
