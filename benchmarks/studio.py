"""How long an editor waits for Studio: the first screen, a sentence that is spoken, one that is not, one more action.

    python -m benchmarks.studio seeds/000_8d8e673a960d8607.txt [--sentences 5] [--turns 2000]

A real server (`turncast studio`) in a folder of its own with an empty cache, asked as the page asks. First screen: from
sending the transcript to the answer that people, doubts and conversation are drawn from. Click to sound: from the
request to the last byte of the clip, the model loaded; sentences of 16 to 24 characters that nobody has spoken, then
the same again. Beside each stands the processor time of the server, which a busy machine leaves alone. Then a talk of
`--turns` turns of the transcript's own: what one edit of a sentence takes.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True, slots=True)
class Server:
    """A running Studio."""

    process: subprocess.Popen[str]
    origin: str
    token: str

    def ask(self, path: str, body: Any = None) -> bytes:
        """The answer's body. Raises HTTPError."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        with urllib.request.urlopen(urllib.request.Request(self.origin + path, data, headers), timeout=600) as answer:
            content: bytes = answer.read()
            return content

    def cpu_s(self) -> float:
        """Processor time so far, all threads."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def peak_mb(self) -> float:
        """The most memory it had."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1000

    def timed(self, work: Callable[[], bytes]) -> tuple[float, float, bytes]:
        """Seconds by the clock, seconds of the server's processor time, what came back."""
        cpu, start = self.cpu_s(), time.perf_counter()
        content = work()
        return time.perf_counter() - start, self.cpu_s() - cpu, content


def started(folder: Path, cache: Path) -> Server:
    """A server in `folder`."""
    environment = {**os.environ, "TURNCAST_CACHE": str(cache), "PYTHONPATH": str(Path.cwd())}
    command = [sys.executable, "-m", "tts", "studio", "--no-browser"]
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    address = process.stdout.readline().strip()
    parts = urlsplit(address)
    return Server(process, f"{parts.scheme}://{parts.netloc}", parse_qs(parts.fragment)["token"][0])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--sentences", type=int, default=5)
    parser.add_argument("--turns", type=int, default=2000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work, "show")
        folder.mkdir()
        if Path("voices.yaml").exists():
            shutil.copy("voices.yaml", folder)
        server = started(folder, Path(work, "cache"))
        try:
            measure(server, arguments.source, arguments.sentences, arguments.turns)
        finally:
            server.process.terminate()
            server.process.wait(60)


def measure(server: Server, source: Path, sentences: int, turns: int) -> None:
    """All of it, in order."""
    content = source.read_bytes()
    begin = f"/api/episodes?name={quote(source.name)}"
    clock_s, cpu_s, shown = server.timed(lambda: server.ask(begin, content))
    print(f"first screen       {clock_s:6.2f} s   processor {cpu_s:6.2f} s   ({len(shown) / 1000:.0f} kB)")
    episode = json.loads(shown)
    clip = f"/api/episodes/{episode['id']}/clip?turn={{}}&sentence={{}}"
    places = [
        (turn, number)
        for turn, entry in enumerate(episode["turns"])
        for number, sentence in enumerate(entry["sentences"])
        if 16 <= len(sentence["text"]) <= 24
    ]
    first, *rest = places[: sentences + 1]
    clock_s, cpu_s, _ = server.timed(lambda: server.ask(clip.format(*first)))
    print(f"first click        {clock_s:6.2f} s   processor {cpu_s:6.2f} s   (the model is prepared and loaded)")
    for name in ("not spoken yet", "spoken before"):
        runs = [server.timed(lambda place=place: server.ask(clip.format(*place))) for place in rest]  # type: ignore[misc]
        clocks, cpus = [run[0] for run in runs], [run[1] for run in runs]
        print(
            f"{name:18} {statistics.median(clocks):6.3f} s   processor {statistics.median(cpus):6.3f} s   "
            f"(medians of {len(runs)}, at most {max(clocks):.3f} s)"
        )
    print(f"memory             {server.peak_mb():6.0f} MB at most, one sentence at a time")
    long = long_talk(episode, turns)
    clock_s, cpu_s, shown = server.timed(lambda: server.ask("/api/episodes?name=long.txt", long.encode()))
    episode = json.loads(shown)
    count, size = len(episode["turns"]), len(shown) / 1000
    print(f"{count} turns: shown  {clock_s:6.2f} s   processor {cpu_s:6.2f} s   ({size:.0f} kB)")
    runs = []
    for revision in range(5):
        action = {
            "do": "text",
            "turn": len(episode["turns"]) // 2,
            "sentence": 0,
            "text": f"第{revision}次改写这一句。",
        }
        body = {"revision": revision, "action": action}
        path = f"/api/episodes/{episode['id']}/actions"
        runs.append(server.timed(lambda path=path, body=body: server.ask(path, body)))  # type: ignore[misc]
    clocks, cpus = [run[0] for run in runs], [run[1] for run in runs]
    print(f"one edit there     {statistics.median(clocks):6.2f} s   processor {statistics.median(cpus):6.2f} s")


def long_talk(episode: dict[str, Any], turns: int) -> str:
    """The talk's own speech over and over, until it has so many turns."""
    said = [
        f"{turn['speaker']}：{''.join(sentence['text'] for sentence in turn['sentences'])}"
        for turn in episode["turns"]
        if turn["speaker"]
    ]
    return "\n\n".join(said[number % len(said)] for number in range(turns))


if __name__ == "__main__":
    main()
