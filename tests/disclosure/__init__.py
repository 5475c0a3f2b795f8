"""What the last wall lets through, and what it may cost; what it stops stands in `tests/attacks`."""
