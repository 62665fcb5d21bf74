"""Which Turncast this is: read by the build, and written into episodes."""

__version__ = "0.1.0"
