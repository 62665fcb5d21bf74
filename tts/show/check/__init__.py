"""Verify what was built, from its files alone: an episode's folder, or a whole site."""
