"""The settings as a person reads them, and the file they are kept in."""
