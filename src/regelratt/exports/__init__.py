"""The catalogue and the run in other people's formats. Same input, same bytes out."""
