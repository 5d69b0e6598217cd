"""Names that keep their capital in a title: the list that ships with the package."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pprnet.citations.titles.title_words import title_words

ACRONYMS = "acronyms"
"""The section that is used only for titles all in capitals."""


@dataclass(frozen=True, slots=True)
class NameList:
    """Names by their words in lower case, with each name's words as printed."""

    by_words: Mapping[tuple[str, ...], tuple[str, ...]]
    longest: int
    """Words of the longest name."""

    def printed(self, words: tuple[str, ...]) -> tuple[str, ...] | None:
        """Return the words of a name as printed, `None` where they are no name.

        Args:
            words: in lower case.
        """
        return self.by_words.get(words)


def list_of_names(names: Iterable[str]) -> NameList:
    """Return names as a list that can be searched.

    Args:
        names: words and phrases as they are printed.
    """
    split = [words for name in names if (words := tuple(word.text for word in title_words(name)))]
    by_words = {tuple(word.lower() for word in words): words for words in split}
    return NameList(by_words, max(map(len, by_words), default=0))


@cache
def known_names(*, with_acronyms: bool = False) -> NameList:
    """Return the names that ship with the package.

    Args:
        with_acronyms: whether acronyms are among them, as a title in capitals needs it.
    """
    text = (files(__package__) / "proper_nouns.toml").read_text(encoding="utf-8")
    sections: dict[str, str] = tomllib.loads(text)
    return list_of_names(
        name
        for section, listed in sections.items()
        if with_acronyms or section != ACRONYMS
        for name in listed.split(";")
    )
