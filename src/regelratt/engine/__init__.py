"""Evaluating items in DuckDB, in memory and locked, in a child process that is killed at its deadline."""
