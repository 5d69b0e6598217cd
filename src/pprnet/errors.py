"""The one tree of errors. Each says where, what was expected, what came and what to do."""

from __future__ import annotations


class PprnetError(Exception):
    """Any failure that pprnet explains to its user; its text is the whole message."""


class InputError(PprnetError):
    """What was handed in cannot be used."""


class UnknownFormatError(InputError):
    """The bytes are in none of the formats that can be read."""


class TooLargeError(InputError):
    """An input is over the size that is safe to read."""


class MissingFileError(InputError):
    """A file that was named is not there or may not be read."""


class OutputError(PprnetError):
    """A result could not be written."""


class VocabularyError(PprnetError):
    """A topic or research type is not in the vocabulary."""


class CitationError(PprnetError):
    """A citation could not be formatted."""


class TriageError(PprnetError):
    """A ranking was asked for that the labels or works do not allow."""


class SiteError(PprnetError):
    """The site refused a change; the text says what to do."""


class MissingSiteError(PprnetError):
    """A verb of the site was called where only the engine is installed."""
