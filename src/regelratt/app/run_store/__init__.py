"""Every run that was kept: a chain on disk, verified whenever it is read."""
