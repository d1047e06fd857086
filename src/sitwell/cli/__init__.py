"""The command line: arguments in, one command out; a module for each group of commands."""
