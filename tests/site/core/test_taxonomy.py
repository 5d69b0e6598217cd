"""The vocabulary as rows."""

from __future__ import annotations

import pytest
from django.utils import translation
from lxml import html

from pprnet import vocab
from pprnet.text import fold
from pprnet_site.taxonomy.actions import sync_vocabulary
from pprnet_site.taxonomy.models import ResearchType, Topic

pytestmark = pytest.mark.django_db


def test_every_topic_and_type_has_its_row():
    assert [topic.label for topic in Topic.objects.all()] == [t.label for t in vocab.topics()]
    assert ResearchType.objects.count() == len(vocab.research_types())


def test_a_second_sync_changes_nothing(django_assert_max_num_queries):
    before = list(Topic.objects.values())
    sync_vocabulary()
    assert list(Topic.objects.values()) == before


def test_a_changed_label_is_restored_and_an_added_row_stays():
    Topic.objects.filter(key="alliance").update(label="Aliance")
    Topic.objects.create(key="example", label="Example topic", label_fr="Thème d’exemple")
    sync_vocabulary()
    assert Topic.objects.get(key="alliance").label == "Alliance and Therapeutic Relationship"
    assert Topic.objects.filter(key="example").exists()


def test_a_name_follows_the_language_of_the_interface():
    topic = Topic.objects.get(key="alliance")
    with translation.override("fr"):
        assert topic.name == "Alliance et relation thérapeutique"
    assert topic.name == "Alliance and Therapeutic Relationship"


def test_topics_are_sorted_in_the_readers_language(client):
    def listed(address):
        page = html.fromstring(client.get(address).content)
        return [
            text.text_content().strip() for text in page.iterfind(".//ul[@class='index']/li/*[1]")
        ]

    for address in ("/topics/", "/fr/topics/"):
        names = listed(address)
        assert len(names) == len(vocab.topics())
        assert names == sorted(names, key=fold)
