"""A document becomes a transcript: turns, headings, notes, chapters."""
