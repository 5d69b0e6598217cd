"""All errors of pprnet. Each says where, what was expected, what came and what to do."""

from __future__ import annotations


class PprnetError(Exception):
    """Any failure that pprnet explains to its user; its text is the complete message."""


class InputError(PprnetError):
    """What was handed in cannot be used."""


class UnknownFormatError(InputError):
    """The bytes are in none of the formats that can be read."""


class TooLargeError(InputError):
    """An input is over the size that is safe to read."""


class OverBudgetError(TooLargeError):
    """A file states far more text than its own size, and reading it ended there."""


class MissingFileError(InputError):
    """A file that was named is not there or may not be read."""


class ContactMissingError(InputError):
    """No address was given at which the services may reach us."""


class HarvestFolderError(InputError):
    """The folder holds something other than this harvest."""


class OutputError(PprnetError):
    """A result could not be written."""


class SourceError(PprnetError):
    """A live service did not give what it was asked for."""


class SourceDownError(SourceError):
    """A service could not be reached, or failed, as often as it was asked."""


class SourceRefusedError(SourceError):
    """A service answered that it will not do what it was asked."""


class SourceRequestError(SourceRefusedError):
    """A service answered that it does not understand what it was asked."""


class SourceNotFoundError(SourceRefusedError):
    """A service answered that it has nothing at the address asked for."""


class SourceResponseError(SourceError):
    """A service sent an answer that cannot be what was asked for."""


class VocabularyError(PprnetError):
    """A topic or research type is not in the vocabulary."""


class EffectError(InputError):
    """An effect is impossible, or cannot be expressed in the measure or words requested."""


class CitationError(PprnetError):
    """A citation could not be formatted."""


class PandocMissingError(CitationError):
    """Pandoc, which formats references, is not installed or cannot be started."""


class TriageError(PprnetError):
    """A ranking was asked for that the labels or works do not allow."""


class SiteError(PprnetError):
    """The site refused a change; the text says what to do."""


class MissingSiteError(PprnetError):
    """A verb of the site was called where only the engine is installed."""
