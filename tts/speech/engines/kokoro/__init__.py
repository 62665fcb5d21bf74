"""The embedded voice: Kokoro-82M, run on this machine, offline."""
