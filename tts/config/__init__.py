"""Configuration: voices.yaml, read, checked, and turned into frozen values."""
