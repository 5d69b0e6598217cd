"""What is read of an OpenAlex work, in types: strictly and fast from bytes, or loosely.

A work holds some 10 kB of JSON, of which a record needs a third. msgspec decodes only the
fields named here and checks their types on the way; what does not fit is read by orjson and
converted field by field, so that a wrong type costs that field and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

import msgspec

from pprnet.formats.json.json_values import as_dict, as_dicts, as_int, as_text, as_texts

_Int64 = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
"""A larger number is none to orjson either."""


class OpenAlexSource(msgspec.Struct, frozen=True, gc=False):
    """A journal, book series or repository."""

    display_name: str | None = None
    abbreviated_title: str | None = None
    type: str | None = None
    issn_l: str | None = None
    issn: tuple[str, ...] | None = None
    publisher: str | None = None
    host_organization_name: str | None = None


class OpenAlexLocation(msgspec.Struct, frozen=True, gc=False):
    """A place where the work can be had."""

    source: OpenAlexSource | None = None
    landing_page_url: str | None = None
    pdf_url: str | None = None
    license: str | None = None
    is_oa: bool | None = None


class OpenAlexAuthor(msgspec.Struct, frozen=True, gc=False):
    """An author as OpenAlex knows one."""

    display_name: str | None = None
    orcid: str | None = None


class OpenAlexAuthorship(msgspec.Struct, frozen=True, gc=False):
    """An author as the work names one."""

    author: OpenAlexAuthor | None = None
    raw_author_name: str | None = None


class OpenAlexIds(msgspec.Struct, frozen=True, gc=False):
    """The numbers of the work elsewhere."""

    openalex: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None


class OpenAlexBiblio(msgspec.Struct, frozen=True, gc=False):
    """Volume, issue and pages."""

    volume: str | None = None
    issue: str | None = None
    first_page: str | None = None
    last_page: str | None = None


class OpenAlexMeshTag(msgspec.Struct, frozen=True, gc=False):
    """One pair of a descriptor and a qualifier."""

    descriptor_ui: str | None = None
    descriptor_name: str | None = None
    qualifier_name: str | None = None
    is_major_topic: bool | None = None


class OpenAlexKeyword(msgspec.Struct, frozen=True, gc=False):
    """A keyword, in its newer and its older form."""

    display_name: str | None = None
    keyword: str | None = None


class OpenAlexAccess(msgspec.Struct, frozen=True, gc=False):
    """Whether the work is open."""

    oa_url: str | None = None


class OpenAlexWork(msgspec.Struct, frozen=True, gc=False):
    """A work, in its older and newer forms."""

    id: str | None = None
    doi: str | None = None
    ids: OpenAlexIds | None = None
    title: str | None = None
    display_name: str | None = None
    type: str | None = None
    type_crossref: str | None = None
    publication_date: str | None = None
    publication_year: _Int64 | None = None
    language: str | None = None
    primary_location: OpenAlexLocation | None = None
    host_venue: OpenAlexSource | None = None
    best_oa_location: OpenAlexLocation | None = None
    open_access: OpenAlexAccess | None = None
    biblio: OpenAlexBiblio | None = None
    authorships: tuple[OpenAlexAuthorship, ...] | None = None
    keywords: tuple[OpenAlexKeyword, ...] | None = None
    mesh: tuple[OpenAlexMeshTag, ...] | None = None
    is_retracted: bool | None = None
    is_authors_truncated: bool | None = None
    cited_by_count: _Int64 | None = None
    abstract_inverted_index: dict[str, list[int]] | None = None


_decode = msgspec.json.Decoder(OpenAlexWork).decode


def decode_openalex_work(data: bytes) -> OpenAlexWork | None:
    """Return the bytes of a work decoded, `None` if anything in them is mistyped.

    Args:
        data: JSON of one work.
    """
    try:
        if not data.isascii():
            data.decode()  # msgspec does not look at the bytes of fields that it passes over
        return _decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def convert_openalex_work(stated: Mapping[str, Any]) -> OpenAlexWork:
    """Return a JSON object as a work; each value of another type is left empty.

    Args:
        stated: the work as OpenAlex's JSON has it, in its older or newer form.
    """
    texts = {name: as_text(stated.get(name)) for name in _TEXTS_OF_WORK}
    return OpenAlexWork(
        **texts,
        ids=_text_struct(OpenAlexIds, stated.get("ids")),
        publication_year=as_int(stated.get("publication_year")),
        primary_location=_location(stated.get("primary_location")),
        host_venue=_source(stated.get("host_venue")),
        best_oa_location=_location(stated.get("best_oa_location")),
        open_access=_text_struct(OpenAlexAccess, stated.get("open_access")),
        biblio=_text_struct(OpenAlexBiblio, stated.get("biblio")),
        authorships=tuple(map(_authorship, as_dicts(stated.get("authorships")))),
        keywords=tuple(
            [_text_struct(OpenAlexKeyword, word) for word in as_dicts(stated.get("keywords"))]
        ),
        mesh=tuple(map(_mesh_row, as_dicts(stated.get("mesh")))),
        is_retracted=stated.get("is_retracted") is True,
        is_authors_truncated=stated.get("is_authors_truncated") is True,
        cited_by_count=as_int(stated.get("cited_by_count")),
        # Its words and places are looked at one by one where the abstract is rebuilt.
        abstract_inverted_index=stated.get("abstract_inverted_index"),
    )


_TEXTS_OF_WORK = (
    "id", "doi", "title", "display_name", "type", "type_crossref", "publication_date", "language",
)  # fmt: skip
_Struct = TypeVar("_Struct", bound=msgspec.Struct)


def _text_struct(struct: type[_Struct], value: Any, **read: Any) -> _Struct:
    """Return an object whose other fields are texts, with those that are read already."""
    stated = as_dict(value)
    texts = {name: as_text(stated.get(name)) for name in struct.__struct_fields__}
    return struct(**texts | read)


def _source(value: Any) -> OpenAlexSource:
    return _text_struct(OpenAlexSource, value, issn=as_texts(as_dict(value).get("issn")))


def _location(value: Any) -> OpenAlexLocation:
    stated = as_dict(value)
    return _text_struct(
        OpenAlexLocation,
        value,
        source=_source(stated.get("source")),
        is_oa=stated.get("is_oa") is True,
    )


def _authorship(stated: Mapping[str, Any]) -> OpenAlexAuthorship:
    return _text_struct(
        OpenAlexAuthorship, stated, author=_text_struct(OpenAlexAuthor, stated.get("author"))
    )


def _mesh_row(stated: Mapping[str, Any]) -> OpenAlexMeshTag:
    return _text_struct(
        OpenAlexMeshTag, stated, is_major_topic=stated.get("is_major_topic") is True
    )
