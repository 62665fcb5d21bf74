"""The music that comes with Turncast, and whatever a show brings of its own, as beds to lay under an episode."""
