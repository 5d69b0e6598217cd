"""Real abstracts for the tests of quantities."""

from __future__ import annotations

import gzip
import json

import pytest

LARGEST_NUMBER_OF_TEXTS = 400


@pytest.fixture(scope="module")
def real_abstracts(shared_data) -> list[str]:
    """Return abstracts of psychotherapy research, from the inverted indexes of OpenAlex."""
    path = shared_data / "screening/Oud_2018.works.jsonl.gz"
    texts = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            index = json.loads(line).get("abstract_inverted_index")
            if index:
                words = {place: word for word, places in index.items() for place in places}
                texts.append(" ".join(words[place] for place in sorted(words)))
    return texts[:LARGEST_NUMBER_OF_TEXTS]
