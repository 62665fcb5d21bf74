"""A finished MP3 becomes an episode of a show: captions, cover, feed, player."""
