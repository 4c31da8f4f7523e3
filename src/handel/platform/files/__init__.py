"""Files kept sealed on disk: what was uploaded is never there in plain text, and is read as it came or not at all."""
