"""Collects every word of the windows, for 'make words'; no part of the program."""
