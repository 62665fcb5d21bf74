"""The editor in the browser: an episode understood, cast, heard, corrected and built."""
