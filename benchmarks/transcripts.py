"""How long reading a transcript takes, and how much memory: `python -m benchmarks.transcripts`.

The Davos interview repeated to 1, 5 and 10 MB, each in a process of its own: processor seconds, peak memory.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from pathlib import Path

SEED = Path(__file__).parent.parent / "seeds" / "000_8d8e673a960d8607.txt"


def read(megabytes: int) -> tuple[int, float, int]:
    """(turns found, processor seconds, peak memory in MB) for the interview repeated to `megabytes`."""
    from tts.config.load import parse
    from tts.script.load import load_transcript
    from tts.script.unsaid.accounting import account

    body = SEED.read_bytes().split(b"---\n", 2)[2]
    data = body * (megabytes * 1_000_000 // len(body))
    start = time.process_time()
    transcript = load_transcript(Path("t.txt"), data, parse("", "voices.yaml"))
    account(transcript, Path("t.txt"))
    took = time.process_time() - start
    return len(transcript.turns), took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Print one line a size."""
    for megabytes in (1, 5, 10):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            turns, took, memory = pool.apply(read, (megabytes,))
        print(f"{megabytes:3} MB  {turns:6} turns  {took:6.2f} s  {took / megabytes:5.2f} s/MB  {memory:5} MB peak")


if __name__ == "__main__":
    main()
