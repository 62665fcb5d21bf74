"""The show's RSS document, made from the episodes' folders and the show's settings."""
