"""Tables with column names: CSV, TSV and XLSX."""
