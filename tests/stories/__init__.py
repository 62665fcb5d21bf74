"""From an empty folder to a published feed, as three people do it with the installed package."""
