"""Shuts doors: what a process may reach, and who may read its files. Adapters stand on it."""
