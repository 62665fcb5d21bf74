"""Microsoft's online voices, through the library edge-tts."""
