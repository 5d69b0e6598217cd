"""With any one byte changed, every record is read or said to be lost, and no other one suffers."""

from __future__ import annotations

import pytest
from damaged_bytes import FILES, SPECIAL, reading, violation

from pprnet.formats import FORMATS

HEADERS = {"csv": 1}
"""Lines at the start of a format's files that say how all records are read."""
CASES = [(key, number) for key, files in FILES.items() for number in range(len(files))]


def test_every_text_format_has_a_file() -> None:
    assert set(FILES) == {key for key, found in FORMATS.items() if isinstance(found.example, str)}


@pytest.mark.slow
@pytest.mark.parametrize(("key", "number"), CASES)
def test_one_damaged_byte_costs_at_most_one_record_and_is_seen(key: str, number: int) -> None:
    data = FILES[key][number].encode()
    whole = reading(data)
    assert whole
    assert len(whole.records) == 5
    assert not whole.problems
    header = sum(map(len, data.splitlines(keepends=True)[: HEADERS.get(key, 0)]))
    for at, byte in enumerate(data):
        new = SPECIAL[(at * 7 + number) % len(SPECIAL)]
        if new == byte:
            continue
        damaged = data[:at] + bytes([new]) + data[at + 1 :]
        broken = violation(damaged, whole, is_header=at < header)
        assert not broken or (broken == "refused" and at < header), (broken, at, damaged)
