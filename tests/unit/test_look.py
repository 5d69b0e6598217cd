"""The colours of the style sheet keep their contrast, and the sheet keeps its size."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

SHEET = Path(__file__).parents[2] / "src/pprnet_site/core/static/pprnet/look.css"
TOKEN = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})\b")

TEXT, CONTROL = 4.5, 3.0
PAIRS = [
    ("ink", "paper", TEXT),
    ("ink", "leaf", TEXT),
    ("ink", "sheet", TEXT),
    ("ink", "mark", TEXT),
    ("ink", "alert-paper", TEXT),
    ("ink-2", "paper", TEXT),
    ("ink-2", "leaf", TEXT),
    ("ink-2", "sheet", TEXT),
    ("accent", "paper", TEXT),
    ("accent", "leaf", TEXT),
    ("accent", "sheet", TEXT),
    ("accent", "alert-paper", TEXT),
    ("accent-deep", "paper", TEXT),
    ("accent-deep", "leaf", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-deep", TEXT),
    ("alert", "paper", TEXT),
    ("alert", "alert-paper", TEXT),
    ("field", "paper", CONTROL),
    ("field", "leaf", CONTROL),
]


def schemes() -> dict[str, dict[str, str]]:
    """Read the tokens of the light and of the dark scheme."""
    layer = SHEET.read_text().split("@layer tokens", 1)[1].split("@layer base", 1)[0]
    light, dark = layer.split("@media (prefers-color-scheme: dark)")
    return {"light": dict(TOKEN.findall(light)), "dark": dict(TOKEN.findall(dark))}


def luminance(colour: str) -> float:
    """Give the relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Give the contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_against_known_ratios():
    assert ratio("#ffffff", "#000000") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast(scheme, front, back, least):
    tokens = schemes()[scheme]
    assert ratio(tokens[front], tokens[back]) >= least


def test_both_schemes_name_the_same_colours():
    light, dark = schemes().values()
    assert light.keys() == dark.keys()


def test_every_colour_but_the_printer_s_is_a_token():
    screen = SHEET.read_text().split("@layer tokens", 1)[1].split("@layer base", 1)[1]
    screen = screen.split("@layer print", 1)[0]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", screen) == []


def test_size_and_addresses():
    text = SHEET.read_text()
    assert len(gzip.compress(text.encode(), 9)) < 9 * 1024
    assert "url(" not in text
    assert "@import" not in text
