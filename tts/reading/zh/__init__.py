"""How Chinese is said."""
