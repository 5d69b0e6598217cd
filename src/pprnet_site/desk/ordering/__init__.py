"""The order of the inbox: a service that caches the feature table and the ranking."""
