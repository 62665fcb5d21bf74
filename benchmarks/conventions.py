"""Invented documents in every convention, read back: `python -m benchmarks.conventions COUNT [FIRST_SEED]`.

For each convention: of COUNT bare documents and of COUNT with titles, credits, pictures and traps around, how many give
back every turn as it was written. The accounting of each must be exact, or this stops. Ten thousand a convention take
hours; the tests read a few.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from training.dialogues import CONVENTIONS, PAIRED, UNNAMED, Invented, document
from tts.config.load import parse
from tts.script.load import load_transcript
from tts.script.unsaid.accounting import account
from tts.text import ink

CONFIG = parse("", "voices.yaml")
START = 24
"""Letters by which a turn is found again."""
SEED = 3_000_000
"""Far from what the training and the tests see."""


def first_wrong(made: Invented) -> str:
    """The first turn that is not read as it was written; empty when all are. Raises what `account` does."""
    path = Path(made.name)
    transcript = load_transcript(path, made.text.encode(), CONFIG)
    account(transcript, path)
    starts = {
        ink("".join(piece for piece, spoken in turn.paragraphs[0].pieces(transcript.text) if spoken))[:START]
        for turn in transcript.turns
        if turn.kind == "speech"
    }
    return next((p.text for p in made.pieces if p.starts and ink(p.text)[:START] not in starts), "")


def main() -> None:
    """Print a line a convention, and the sums."""
    count = int(sys.argv[1])
    seeds = range(int(sys.argv[2]) if len(sys.argv) > 2 else SEED, SEED * 1000)[:count]
    sums = {False: [0, 0], True: [0, 0]}
    began = time.process_time()
    for name in (*CONVENTIONS, *PAIRED, *UNNAMED):
        wrong = {around: sum(bool(first_wrong(document(seed, name, around=around, traps=around))) for seed in seeds)
                 for around in (False, True)}  # fmt: skip
        if name not in UNNAMED:
            for around, found in wrong.items():
                sums[around][0] += found
                sums[around][1] += count
        print(f"{name}: {wrong[False]} bare, {wrong[True]} with furniture wrong, of {count} each", flush=True)
    took_ms = (time.process_time() - began) * 1000 / (2 * count * len((*CONVENTIONS, *PAIRED, *UNNAMED)))
    for around, told in ((False, "bare"), (True, "with furniture")):
        print(f"named, {told}: {sums[around][0]} of {sums[around][1]} wrong")
    print(f"{took_ms:.1f} ms of processor a document")


if __name__ == "__main__":
    main()
