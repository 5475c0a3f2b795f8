"""The evidence door: every message of it, and what it must never let in."""
