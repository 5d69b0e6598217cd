"""The sample: a library to screen and six summaries, put into a site and taken away again."""

from pprnet_site.sample.loading import Loaded, is_wanted, load, want
from pprnet_site.sample.removing import Removed, remove

__all__ = ["Loaded", "Removed", "is_wanted", "load", "remove", "want"]
