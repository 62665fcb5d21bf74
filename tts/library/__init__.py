"""Turncast for other programs: everything a command does, without a command line (`docs/library.md`).

The command line and the editor are made from it, too. What others may rely on stands in `surface.py`. Warnings go to
the logger `tts`; nothing is printed.
"""
