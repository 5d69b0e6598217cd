"""Bibliographic fields that several formats share: names, dates, pages, abstracts, MEDLINE."""
