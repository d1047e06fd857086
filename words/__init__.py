"""Collects every word of windows, nudges, cards and faults, for 'make words'; no part of the program."""
