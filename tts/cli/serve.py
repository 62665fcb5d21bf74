"""`turncast serve`: listen to the site here, or on a phone in the same network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tts.language import tr
from tts.show import serve as server
from tts.show.serve import opened_up


def serve(
    site: Annotated[Path, typer.Argument(metavar="SITE", help="The site: the folder the episodes lie in.")] = Path(
        "audio"
    ),
    port: Annotated[
        int, typer.Option(metavar="PORT", min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = 8000,
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS", help="Address to listen on; 0.0.0.0 lets all machines of the network in, with a QR code."
        ),
    ] = "127.0.0.1",
) -> None:
    """Serve the site on this machine, with byte ranges, until Ctrl-C."""
    server.serve(site, host, port, _announce)


def _announce(address: str) -> None:
    print(address, flush=True)
    print(tr("Ctrl-C ends it."), file=sys.stderr)
    if opened_up(address):
        import segno

        print(tr("Everyone in this network can listen. Scan to listen on a phone:"), file=sys.stderr)
        segno.make(address, error="l", micro=False).terminal(out=sys.stderr, compact=True)
