"""The Wagtail site: public digest and editor's desk, a thin layer over the engine."""
