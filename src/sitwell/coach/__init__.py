"""What the person is taught: exercise cards, and the words of a nudge."""
