"""The base of the site: its settings, middleware, base templates and style sheet."""
