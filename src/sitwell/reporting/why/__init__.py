"""Why there is a nudge, or none: a sentence, and the lines it rests on."""
