"""Whole episodes from a service that fails three times in ten, in every way it can: are they always the same bytes?

    python benchmarks/edge_storms.py [SEEDS]

Builds the first transcript once undisturbed, then once for each of SEEDS (by default 40) seeds, with no clip kept from
one to the next: every second build with all kinds of failure mixed, the others with one kind each in turn. The service
is the tests' own, on the loopback address. Ends with 1 when any episode is not, byte for byte, the undisturbed one.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import msgspec  # noqa: E402
from doubles.edge_service import FAULTS, EdgeService  # noqa: E402
from doubles.faults import AtRandom, Plan  # noqa: E402

from tts.config.load import ConfigFile, load  # noqa: E402
from tts.config.schema import Config  # noqa: E402
from tts.pipeline import BuildOptions, Failed, build  # noqa: E402
from tts.progress import Progress  # noqa: E402

SEED = ROOT / "seeds" / "000_8d8e673a960d8607.txt"
SHARE = 0.3
HASTY = {"first-wait": 0.01, "longest-wait": 0.1, "timeout": 3.0, "parallel": 6}
"""Only the waits are shorter than usual, not the number of attempts: a loopback service needs no rest."""


def ignore(progress: Progress) -> None:
    """Nobody is watching."""


def episode(folder: Path, plan: Plan | None) -> tuple[str, Counter[str]]:
    """A digest over every file of the episode, and what the service did."""
    config: Config = load(ROOT / "voices.yaml")
    with EdgeService(plan) as service:
        engines = {"edge": {"endpoint": service.endpoint, **HASTY}}
        file = ConfigFile(msgspec.structs.replace(config, engine="edge", engines=engines))
        options = BuildOptions(out=folder / "audio", cache=str(folder / "clips"))
        (result,) = build([SEED], file, options, ignore)
    if isinstance(result, Failed):
        raise result.error
    digest = hashlib.sha256()
    for path in sorted(result.folder.iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest(), service.faults


def main() -> int:
    """Build them all and say how they came out."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    kinds = [FAULTS if number % 2 else (FAULTS[number // 2 % len(FAULTS)],) for number in range(seeds)]
    with tempfile.TemporaryDirectory() as folder:
        calm, _ = episode(Path(folder, "calm"), None)
        same = 0
        for number, kind in enumerate(kinds):
            start_s = time.monotonic()
            name = "all kinds" if len(kind) > 1 else kind[0]
            try:
                found, faults = episode(Path(folder, str(number)), AtRandom(kind, SHARE, number))
            except Exception as error:  # which seed failed is what is to be told
                print(f"{number:3} {name:16} FAILED: {error}", flush=True)
                continue
            same += found == calm
            failed = sum(faults.values()) - faults[""]
            said = "the same bytes" if found == calm else "OTHER BYTES"
            print(f"{number:3} {name:16} {said}; {failed} of {sum(faults.values())} answers failed, "
                  f"{time.monotonic() - start_s:.0f} s", flush=True)  # fmt: skip
    print(f"{same} of {seeds} episodes are byte-identical to the undisturbed one")
    return 0 if same == seeds else 1


if __name__ == "__main__":
    sys.exit(main())
