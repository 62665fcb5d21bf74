"""A show of 2,000 episodes: how long the feed takes, how large it is, and how much a new episode changes.

python benchmarks/feed.py [EPISODE_FOLDER]: copies that episode's episode.json (default: the one in audio/).
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from tts.config.schema import Show
from tts.show.feed.write import address_of, documents

EPISODES = 2000
PAGE = 100


def lay_out(template: Path, site: Path, count: int) -> None:
    """`count` episodes that differ in slug and day; the feed reads nothing but episode.json."""
    said = json.loads((template / "episode.json").read_bytes())
    for number in range(count):
        slug = f"episode-{number:04}"
        said.update(slug=slug, date=f"{2000 + number // 300}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}")
        (site / slug).mkdir()
        (site / slug / "episode.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


def timed(site: Path, show: Show) -> tuple[dict[str, bytes], float]:
    start = time.perf_counter()
    made = documents(site, show, address_of(show))
    return made, time.perf_counter() - start


def main() -> None:
    template = Path(sys.argv[1]) if len(sys.argv) > 1 else next(Path("audio").glob("*/episode.json")).parent
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        lay_out(template, site, EPISODES)
        whole, whole_s = timed(site, Show(base_url="https://pod.example.org"))
        paged_show = Show(base_url="https://pod.example.org", page_size=PAGE)
        before, paged_s = timed(site, paged_show)
        lay_out_one = site / "episode-9999"
        lay_out_one.mkdir()
        said = json.loads((template / "episode.json").read_bytes())
        said.update(slug="episode-9999", date="2030-01-01")
        (lay_out_one / "episode.json").write_text(json.dumps(said), encoding="utf-8")
        after, _ = timed(site, paged_show)
    changed = sorted(name for name in after if after[name] != before.get(name))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"one document: {whole_s:.2f} s, {len(whole['feed.xml']) / 1e6:.1f} MB")
    print(f"pages of {PAGE}: {paged_s:.2f} s, {len(before)} documents, feed.xml {len(before['feed.xml']) / 1e3:.0f} kB")
    print(f"one more episode changes: {', '.join(changed)}")
    print(f"peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
