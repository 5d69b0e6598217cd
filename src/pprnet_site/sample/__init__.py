"""The sample: a library to screen and six summaries, to load into a site and remove again."""

from pprnet_site.sample.loading import (
    LoadedSample,
    is_sample_requested,
    load_sample,
    request_sample,
)
from pprnet_site.sample.removing import RemovedSample, remove_sample

__all__ = [
    "LoadedSample",
    "RemovedSample",
    "is_sample_requested",
    "load_sample",
    "remove_sample",
    "request_sample",
]
