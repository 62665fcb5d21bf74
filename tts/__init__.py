"""Turncast: from an interview transcript to a podcast episode."""

__version__ = "0.1.0"
