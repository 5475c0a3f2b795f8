"""The second wall of the public edition: a search of everything that is to be published, whoever wrote it."""
