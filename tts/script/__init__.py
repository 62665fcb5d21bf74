"""Transcripts become scripts: who says what, in which voice."""
