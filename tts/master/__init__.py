"""Clips become one finished MP3: timeline, loudness, encoding, tags."""
