"""What happened to the sources of summaries: open notices, decisions, and the services asked."""
