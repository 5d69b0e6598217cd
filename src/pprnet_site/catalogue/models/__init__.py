"""Works, their records, the signals extracted from them and their changes of status."""

from __future__ import annotations

from pprnet_site.catalogue.models.derived_tables import DerivedTable
from pprnet_site.catalogue.models.harvests import (
    HarvestRun,
    HarvestSchedule,
    HarvestTask,
    SavedSearch,
)
from pprnet_site.catalogue.models.imports import ImportProblem, ImportRun
from pprnet_site.catalogue.models.judgements import Judgement
from pprnet_site.catalogue.models.links import LinkKey, WorkLink
from pprnet_site.catalogue.models.notices import (
    EventDecision,
    SourceCheck,
    StateChange,
    WatchedService,
    WatchRun,
    WorkEvent,
    WorkNotice,
)
from pprnet_site.catalogue.models.pairs import WorkPair
from pprnet_site.catalogue.models.reference_forms import ReferenceForms
from pprnet_site.catalogue.models.sample_marks import SampleMark
from pprnet_site.catalogue.models.signals import Signal
from pprnet_site.catalogue.models.works import Citation, Move, Record, Work, WorkKey

__all__ = [
    "Citation",
    "DerivedTable",
    "EventDecision",
    "HarvestRun",
    "HarvestSchedule",
    "HarvestTask",
    "ImportProblem",
    "ImportRun",
    "Judgement",
    "LinkKey",
    "Move",
    "Record",
    "ReferenceForms",
    "SampleMark",
    "SavedSearch",
    "Signal",
    "SourceCheck",
    "StateChange",
    "WatchRun",
    "WatchedService",
    "Work",
    "WorkEvent",
    "WorkKey",
    "WorkLink",
    "WorkNotice",
    "WorkPair",
]
