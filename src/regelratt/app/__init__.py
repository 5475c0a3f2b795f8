"""Use cases: lint, check, export and build. The only layer that asks the clock and writes files."""
