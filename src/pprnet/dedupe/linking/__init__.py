"""Links between different works: notices, versions, translations and series."""
