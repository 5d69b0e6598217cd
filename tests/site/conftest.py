"""A site for tests: objects are built through actions, so none is in an impossible state."""
