"""What the window of exercises shows, and a guided set in it."""
