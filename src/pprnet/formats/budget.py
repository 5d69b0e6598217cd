"""What the reading of one file may unpack, repeat and keep, so that no small file fills a machine.

A file that is compressed or that defines texts once and uses them often (BibTeX strings, parents
of cross-references, shared strings of workbooks) can state far more than its own size. What it
states is counted here, and reading ends with one problem where it is too much.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pprnet.errors import OverBudgetError

SHORT_TEXT = 200
"""Characters; names of journals and of people are shorter."""
MIB = 1024 * 1024
RECORD_SIZE = 512
"""Bytes that a record counts beside its text, for its row in a database."""
ENTRY_SIZE = 64
"""Bytes that an entry of a table in memory counts beside its text."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """An amount that grows with the size of a file, fast at first and then slowly.

    The first slope is for small files, which may be repetitive but must be read at once; the second
    is above what files have that are only large.
    """

    small_base: int
    small_ratio: int
    large_base: int
    large_ratio: int

    def amount(self, size: int) -> int:
        """Return what a file may take.

        Args:
            size: its bytes as they are stored, compressed or not.
        """
        return min(
            self.small_base + self.small_ratio * size, self.large_base + self.large_ratio * size
        )


@dataclass(frozen=True, slots=True)
class BudgetLimits:
    """What one reading may take."""

    unpacked: Allowance = Allowance(MIB, 256, 256 * MIB, 20)
    """Bytes that leave gzip or the parts of a zip archive."""
    repeated: Allowance = Allowance(MIB, 100, 512 * MIB, 20)
    """Characters put in place of references to definitions, counted at each use.

    Texts longer than `SHORT_TEXT` may take half of it, so that they leave room for the others.
    """
    held: Allowance = Allowance(2 * MIB, 100, 256 * MIB, 20)
    """Characters of definitions, which stay in memory to the end of the file."""
    stored: Allowance = Allowance(6 * MIB, 100, 512 * MIB, 40)
    """Characters of the records that are read, and `RECORD_SIZE` for each."""


@dataclass(slots=True)
class Budget:
    """What the reading of one file has taken so far.

    The methods add an amount. Where it is too much, those that begin with `can_` return that it was
    not added, so that reading can go on without it; the others end the reading with an
    `OverBudgetError`.
    """

    limits: BudgetLimits = field(default_factory=BudgetLimits)
    size: int = 0
    """Bytes of the file that have been read, as they are stored."""
    unpacked: int = 0
    repeated: int = 0
    held: int = 0
    stored: int = 0

    def unpack(self, count: int) -> None:
        """Count bytes that were decompressed.

        Args:
            count: bytes.

        Raises:
            OverBudgetError: They are too many for a file of this size.
        """
        self.unpacked += count
        if self.unpacked > self.limits.unpacked.amount(self.size):
            advice = "unpack it with another program and read what you need of it"
            raise _refusal("the file unpacks to", self.unpacked, self.size, advice)

    def can_repeat(self, count: int) -> bool:
        """Return whether a reference may be replaced with its text, and count it if so.

        Args:
            count: characters of the text.
        """
        allowed = self.limits.repeated.amount(self.size) // (2 if count > SHORT_TEXT else 1)
        is_fitting = self.repeated + count <= allowed
        self.repeated += count * is_fitting
        return is_fitting

    def repeat(self, count: int) -> None:
        """Count the text that one reference to a definition is replaced with.

        Args:
            count: characters.

        Raises:
            OverBudgetError: The file repeats its definitions too often.
        """
        if not self.can_repeat(count):
            advice = "write the repeated texts out, or split the file, and read it again"
            total = self.repeated + count
            raise _refusal("texts defined once are repeated to", total, self.size, advice)

    def can_hold(self, count: int) -> bool:
        """Return whether a definition may be kept to the end of the file, and count it if so.

        Args:
            count: characters of its text.
        """
        total = self.held + count + ENTRY_SIZE
        is_fitting = total <= self.limits.held.amount(self.size)
        self.held = total if is_fitting else self.held
        return is_fitting

    def hold(self, count: int) -> None:
        """Count a definition that is kept in memory to the end of the file.

        Args:
            count: characters of its text.

        Raises:
            OverBudgetError: The definitions are too long.
        """
        if not self.can_hold(count):
            advice = "remove the definitions that are not needed and read it again"
            raise _refusal("its definitions grow to", self.held + count, self.size, advice)

    def store(self, count: int) -> None:
        """Count a record that was read.

        Args:
            count: characters of its texts.

        Raises:
            OverBudgetError: The records are too many or too long.
        """
        self.stored += count + RECORD_SIZE
        if self.stored > self.limits.stored.amount(self.size):
            advice = "unpack or split the file and read the parts"
            raise _refusal("its records grow to", self.stored, self.size, advice)


def _refusal(what: str, count: int, size: int, advice: str) -> OverBudgetError:
    """Return the error for an amount that is over its limit."""
    return OverBudgetError(
        f"reading stopped here: {what} more than {_in_words(count)}, which is too much for a file "
        f"of {_in_words(size)}; what was read before is kept. To read the rest, {advice}"
    )


def _in_words(count: int) -> str:
    """Return an amount in kB or MB, rounded up."""
    return f"{-(-count // 10**6)} MB" if count >= 10**6 else f"{-(-count // 10**3)} kB"
