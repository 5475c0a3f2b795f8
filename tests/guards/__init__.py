"""The walls' mutation table: every guard, the change of source that removes it, and the tests that must then fail."""
