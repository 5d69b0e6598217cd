"""Clients of the services that are searched: PubMed, Europe PMC, OpenAlex and Crossref."""
