"""What stands in a source and is not said, and the proof that nothing else was left out."""
