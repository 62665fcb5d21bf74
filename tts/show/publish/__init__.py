"""Carry the site to where people reach it: media first, the feed last, only what changed."""
