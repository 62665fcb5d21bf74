"""`python -m tts` is the `turncast` command."""

from tts.cli import main

if __name__ == "__main__":
    main()
