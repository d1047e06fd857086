"""Sitwell, a webcam posture monitor.

frame → pose → features → reading → episode → nudge → store → report.
Each room is one module; `core` is pure, `adapters` touch the world, `commands` wire them.
"""

__version__ = "0.1.0"
