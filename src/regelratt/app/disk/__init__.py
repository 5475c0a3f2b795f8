"""Writing to a disk that may be full, slow or shared: whole or not at all, by one command at a time."""
