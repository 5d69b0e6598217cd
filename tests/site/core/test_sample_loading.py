"""The loading of the sample: in whole, and interrupted."""

from __future__ import annotations

import pytest

from pprnet_site import sample
from pprnet_site.catalogue.models import ImportRun
from pprnet_site.sample import loading

pytestmark = pytest.mark.django_db


def test_an_interrupted_load_is_completed(of_small_library, monkeypatch):
    def cut(*_arguments, **_options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(loading, "publish_summary", cut)
        with pytest.raises(KeyboardInterrupt):
            sample.load_sample()
    assert sample.is_sample_requested()
    assert sample.load_sample().published == 4
    assert not sample.is_sample_requested()


@pytest.mark.slow
def test_the_complete_library_is_read():
    sample.load_sample()
    run = ImportRun.objects.get(file_name=loading.LIBRARY.name)
    assert (run.read, run.known + run.merged + run.added) == (952, 952)
    assert not run.problems.filter(lost=True).exists()
