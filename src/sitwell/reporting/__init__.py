"""Summaries in the forms people and programs read. Each module gives `render(days) -> str`."""
