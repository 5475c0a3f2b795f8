"""The checklists as pytest tests: one for each item, one for each test case."""
