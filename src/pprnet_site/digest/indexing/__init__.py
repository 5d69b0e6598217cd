"""The search index of what is public: a service that caches the index."""
