"""The command line: arguments in, messages and exit codes out. All work is done in `app`."""
