"""A record prepared for the extractors."""

from __future__ import annotations

from dataclasses import dataclass

from pprnet.extraction.classification.correction_model import CorrectionModel
from pprnet.extraction.classification.work_labels import WorkLabels, classify_work
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.word_tokenizer import RecordTokens
from pprnet.records import Record


@dataclass(frozen=True, slots=True)
class ExtractionInput:
    """A record with its labels and the words of its title and abstract."""

    record: Record
    labels: WorkLabels
    """Topics and research type, which decide what else applies to the work."""
    title: TokenStream
    abstract: TokenStream

    @classmethod
    def from_record(
        cls, record: Record, correction_model: CorrectionModel | None = None
    ) -> ExtractionInput:
        """Return a record with its words and labels.

        Args:
            record: title, abstract, keywords, MeSH and publication types are used.
            correction_model: what editors' corrections have taught; `None` for nothing.
        """
        tokens = RecordTokens.from_record(record)
        return cls(
            record=record,
            labels=classify_work(record, tokens, correction_model),
            title=TokenStream.from_tokens("title", record.title, tokens.title),
            abstract=TokenStream.from_tokens("abstract", record.abstract, tokens.abstract),
        )

    @property
    def research_type(self) -> str:
        """The key of the research type, empty where none was recognised."""
        return self.labels.type.key if self.labels.type else ""
