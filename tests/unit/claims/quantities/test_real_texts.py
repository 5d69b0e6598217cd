"""Every digit of a real abstract belongs to a quantity, a point in time or a name."""

from __future__ import annotations

import re
from itertools import pairwise

from pprnet.claims.quantities.quantity_reader import read_names_with_numbers, read_quantities
from pprnet.claims.quantities.time_point_reader import read_time_points

MOST_LEFT = 0.001


def unread_digits(text: str) -> list[str]:
    """Return the surroundings of each digit that no reader covers."""
    readers = (read_quantities, read_time_points, read_names_with_numbers)
    spans = [(each.start, each.end) for read in readers for each in read(text, "en")]
    return [
        text[max(0, digit.start() - 20) : digit.end() + 20]
        for digit in re.finditer(r"\d", text)
        if not any(start <= digit.start() < end for start, end in spans)
    ]


def test_digits_are_read_or_named(real_abstracts):
    left = [found for text in real_abstracts for found in unread_digits(text)]
    digits = sum(len(re.findall(r"\d", text)) for text in real_abstracts)
    assert digits > 5000
    assert len(left) / digits < MOST_LEFT, left[:20]


def test_spans_of_real_texts_are_in_order(real_abstracts):
    for text in real_abstracts:
        for read in (read_quantities, read_time_points):
            found = read(text, "en")
            assert all(0 <= each.start < each.end <= len(text) for each in found)
            assert all(left.end <= right.start for left, right in pairwise(found))
