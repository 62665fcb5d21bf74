"""A transcript becomes what is spoken: utterances and the pauses between them."""
