"""Award rules on a table of people: on DuckDB, or on any engine that ibis speaks to."""
