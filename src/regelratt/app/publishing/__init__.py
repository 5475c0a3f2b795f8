"""From a built folder to a published site: what belongs to it, what may be read in it, and who made it."""
