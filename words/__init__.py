"""Collects every word of windows, nudges, cards and faults, for 'make words'; not installed."""
