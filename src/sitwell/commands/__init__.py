"""Wiring: each command opens what it needs, walks the rooms in order, and closes it all."""
