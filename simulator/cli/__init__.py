"""The command line: options to objects to a run, one command a file."""
