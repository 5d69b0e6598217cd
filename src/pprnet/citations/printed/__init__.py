"""Printed references: one as it was pasted, in APA, Harvard, Chicago, Vancouver or AMA style."""

from pprnet.citations.printed.parsed_references import (
    ParsedReference,
    UncertainField,
    parse_reference,
)

__all__ = ["ParsedReference", "UncertainField", "parse_reference"]
