"""Views of the digest: each passes the result of a query to a template."""
