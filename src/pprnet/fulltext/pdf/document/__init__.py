"""Pages put together to one document."""
