"""References of the numbered examples: pandoc formats one of each form, and is not called again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from unittest import mock

from pprnet.citations import FormattedReference, format_references
from pprnet.citations.pandoc import pandoc_path
from pprnet_site.catalogue.enrichment import citation_formatting

NUMBERED = re.compile(r"(study number |10\.5555/example\.)(\d+)")
"""A number of an example in its title or its DOI."""


@contextmanager
def examples_formatted_once() -> Iterator[None]:
    """Within this context, format one of several references that differ only in these numbers."""
    with mock.patch.object(citation_formatting, "format_references", format_examples):
        yield


def format_examples(items: Sequence[Mapping[str, object]]) -> list[FormattedReference]:
    """Return the references as pandoc would print them; without pandoc, fail as it does."""
    pandoc_path()
    return [format_example(json.dumps(item)) for item in items]


def format_example(item: str) -> FormattedReference:
    numbers = dict(NUMBERED.findall(item))
    form = format_first(NUMBERED.sub(r"\g<1>1", item))

    def number_again(text: str) -> str:
        return NUMBERED.sub(lambda found: found[1] + numbers[found[1]], text)

    return FormattedReference(number_again(form.html), number_again(form.text), form.problem)


@cache
def format_first(item: str) -> FormattedReference:
    """Format the example with the number 1."""
    (form,) = format_references([json.loads(item)])
    return form
