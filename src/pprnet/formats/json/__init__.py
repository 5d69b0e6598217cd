"""JSON formats: OpenAlex, Crossref, Europe PMC, CSL-JSON and the JSON lines of pprnet."""
