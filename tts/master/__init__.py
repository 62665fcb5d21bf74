"""The master stage: from clips to one finished, levelled MP3 that knows what is heard when."""
