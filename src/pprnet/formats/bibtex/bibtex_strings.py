"""The strings that a BibTeX file defines (`@string`), and values joined from them.

A string may be defined by others, so that each line doubles its length: all of them together, and
each use, count towards the budget of the file, and a value ends at the longest field.
"""

from __future__ import annotations

from pprnet.formats.budget import Budget
from pprnet.limits import MAX_FIELD


class BibtexStrings:
    """The strings that were defined so far, by their names."""

    def __init__(self, budget: Budget) -> None:
        """Begin without any.

        Args:
            budget: of the file.
        """
        self.budget = budget
        self.fault = ""
        """The first thing that was wrong with them and has not been said."""
        self._texts: dict[str, str] = {}
        self._is_spent = False

    def define(self, name: str, text: str) -> None:
        """Keep a string, if there is room for it.

        Args:
            name: in lower case.
            text: what it stands for.
        """
        if self.budget.can_hold(len(text)):
            self._texts[name] = text
        else:
            self._refuse(name)

    def text(self, name: str) -> str:
        """Return what a name stands for; itself if it is not defined or may not be repeated.

        Args:
            name: as it stands in a value, in any case.
        """
        text = self._texts.get(name.lower())
        if text is None:
            return name
        if self.budget.can_repeat(len(text)):
            return text
        self._refuse(name)
        return name

    def _refuse(self, name: str) -> None:
        """Note, for the first time, that a string was too much."""
        if not self._is_spent:
            self._is_spent = True
            self.fault = (
                "the strings (@string) of the file grow to more than its size allows: "
                f'"{name}" and others are left as names. Write the long values out and read the '
                "file again"
            )

    def take_fault(self) -> str:
        """Return what was wrong since the last call, empty for nothing."""
        fault, self.fault = self.fault, ""
        return fault


class JoinedValue:
    """A value put together from parts; several are cut at the length of the longest field."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.parts: list[str] = []
        self.left = MAX_FIELD
        self.is_cut = False

    def add(self, part: str) -> None:
        """Add a part, or what has room of it.

        Args:
            part: the text of a string, of braces or of quotation marks.
        """
        if self.parts and len(part) > self.left:
            self.is_cut = True
            part = part[: max(self.left, 0)]
        self.parts.append(part)
        self.left -= len(part)

    def __str__(self) -> str:
        """Return the complete value."""
        return "".join(self.parts)
