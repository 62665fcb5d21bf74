"""`turncast publish`."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from tts.cli.display import Display
from tts.cli.plural import count
from tts.cli.settings import configured
from tts.show.publish.run import Outcome, Wish
from tts.show.publish.run import publish as send
from tts.show.publish.target import open_target


def publish(
    site: Annotated[Path, typer.Argument(metavar="SITE", help="The folder that `build` writes to.")],
    to: Annotated[str, typer.Option(metavar="TARGET", help="A folder, s3://bucket/prefix, or sftp://user@host/path.")],
    base_url: Annotated[
        str, typer.Option(metavar="URL", help="Where people will reach the site, e.g. https://example.org/pod.")
    ] = "",
    cast: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The show's settings; ./voices.yaml when there is one.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be sent; send nothing.")] = False,
    delete: Annotated[bool, typer.Option("--delete", help="Remove what is no longer in the site.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Send what changed to where people reach it: media first, the feed last. Run it again after a failure."""

    config = configured(cast).config
    wish = Wish(base_url, dry_run, delete)
    with closing(open_target(to)) as target, Display() as display:
        outcome = send(site, config.show, target, wish, display.report)
    if json:
        _print_json(outcome, dry_run)
    else:
        _print(outcome, dry_run)
    if not config.show.guid and not json:
        typer.echo(f"Keep `guid: {outcome.guid}` under `show:` in voices.yaml: it names the show for good.", err=True)


def _print_json(outcome: Outcome, dry_run: bool) -> None:

    document: dict[str, Any] = {"dry_run": dry_run, **msgspec.to_builtins(outcome)}
    print(msgspec.json.format(msgspec.json.encode(document), indent=1).decode())


def _print(outcome: Outcome, dry_run: bool) -> None:
    for name in outcome.sent if dry_run else ():
        print(f"send {name}")
    for name in outcome.deleted:
        print(f"delete {name}" if dry_run else f"deleted {name}")
    verb = "to send" if dry_run else "sent"
    print(
        f"{count(len(outcome.sent), 'file')} {verb} ({outcome.bytes_sent / 1e6:.1f} MB), "
        f"{len(outcome.deleted)} {'to delete' if dry_run else 'deleted'}, {outcome.unchanged} unchanged."
    )
