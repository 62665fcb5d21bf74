"""Source files and web addresses: their bytes, and what they say in which encoding."""
