"""Reading content, evidence and settings files into immutable objects plus diagnostics."""
