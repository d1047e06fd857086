"""The report to read in a terminal, a pipe or a mail."""
