"""Plots of the recall: in characters for a terminal, in SVG for a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from xml.sax.saxutils import escape

Curves = Sequence[Sequence[int]]
"""For each run, how many relevant records were found after each record seen."""

COLUMNS, LINES = 60, 10
"""Size of the plot in characters."""
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 400, 60, 30, 50, 50
"""Size of the picture and its margins, in pixels."""
STROKES = ('stroke="#16543f" stroke-width="3"', 'stroke="#555b57" stroke-width="2"')
"""Lines differ by dash and width, not only by colour."""
DASHES = ("", ' stroke-dasharray="7 5"')


def _recall_after(curve: Sequence[int], share: float) -> float:
    """Return the recall, 0-1, after a share of the records."""
    seen = round(share * len(curve))
    return curve[seen - 1] / curve[-1] if seen else 0.0


def _mean_recall(curves: Curves, points: int) -> list[float]:
    """Return the mean recall of the runs after equal shares of the records, from 1/points."""
    return [
        fmean(_recall_after(curve, (at + 1) / points) for curve in curves) for at in range(points)
    ]


def _bar_character(ours: float, peer: float, line: float) -> str:
    """Return the character of one cell."""
    if ours >= line:
        return "█" if peer >= line else "▓"
    return "░" if peer >= line else " "


def recall_text_plot(curves: Curves, peer: Curves = ()) -> list[str]:
    """Return the lines of a plot of the mean recall against the share of records seen.

    Args:
        curves: for each run, the relevant records found after each record.
        peer: the same for another program, or empty.
    """
    ours = _mean_recall(curves, COLUMNS)
    theirs = _mean_recall(peer, COLUMNS) if peer else ours
    lines = []
    for level in range(LINES, 0, -1):
        line = (level - 0.5) / LINES
        bar = "".join(_bar_character(a, b, line) for a, b in zip(ours, theirs, strict=True))
        lines.append(f"{level * 100 // LINES:4d} % │{bar.rstrip()}")
    lines += [f"       └{'─' * COLUMNS}", f"        0 %{'records seen':^{COLUMNS - 8}}100 %"]
    return [*lines, *(["        █ both  ▓ pprnet only  ░ peer only"] if peer else [])]


def recall_svg_plot(title: str, curves: Mapping[str, Curves]) -> str:
    """Return an SVG picture of the mean recall of up to two programs.

    Args:
        title: heading of the picture.
        curves: the curves of each program, by its name.
    """
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" font-family="sans-serif" font-size="14" fill="#1a1d1b">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fbfbf8"/>',
        f'<text x="{LEFT}" y="28" font-size="16">{escape(title)}</text>',
        *_recall_axes(),
    ]
    for number, (name, runs) in enumerate(curves.items()):
        parts += _recall_polyline(number, name, runs)
    return "\n".join([*parts, "</svg>", ""])


def _plot_point(share: float, recall: float) -> tuple[float, float]:
    """Return the point of the picture for two shares, in pixels."""
    across, up = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    return round(LEFT + share * across, 1), round(TOP + (1 - recall) * up, 1)


def _recall_axes() -> list[str]:
    """Return the SVG of a line for each quarter of recall, and the labels of both axes."""
    parts = []
    for step in range(5):
        (x, y), (end, _) = _plot_point(0, step / 4), _plot_point(1, step / 4)
        parts.append(f'<path d="M{x} {y}H{end}" stroke="#d5d8d2"/>')
        parts.append(f'<text x="{x - 8}" y="{y + 5}" text-anchor="end">{step * 25} %</text>')
        at, ground = _plot_point(step / 4, 0)
        parts.append(f'<text x="{at}" y="{ground + 18}" text-anchor="middle">{step * 25} %</text>')
    middle, ground = _plot_point(0.5, 0)
    parts.append(f'<text x="{middle}" y="{ground + 40}" text-anchor="middle">records seen</text>')
    return parts


def _recall_polyline(number: int, name: str, runs: Curves) -> list[str]:
    """Return the SVG of the line of one program, with its name."""
    points = [(0.0, 0.0), *((at / 200, r) for at, r in enumerate(_mean_recall(runs, 200), 1))]
    path = " ".join("{},{}".format(*_plot_point(*point)) for point in points)
    style = f'fill="none" {STROKES[number]}{DASHES[number]}'
    x, y = _plot_point(0.55, 0.19 - 0.08 * number)
    return [
        f'<polyline points="{path}" {style}/>',
        f'<path d="M{x} {y}h40" {style}/>',
        f'<text x="{x + 50}" y="{y + 5}">{escape(name)}: recall, {len(runs)} runs</text>',
    ]
