"""The editor's desk: inbox, shortlist, drafts."""
