"""A web server on the loopback address whose every byte the test decides."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Send = Callable[[socket.socket, str], None]


@contextmanager
def server(send: Send) -> Iterator[int]:
    """A server that answers each request with what `send` sends; its port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    try:
                        send(connection, connection.recv(65536).decode().split()[1])
                    except (OSError, IndexError):
                        continue

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def head(status: str, **headers: str) -> bytes:
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "Connection: close", "", ""]).encode()


def leads_to(address: str) -> Send:
    def send(connection: socket.socket, path: str) -> None:
        if path == "/there":
            connection.sendall(head("200 OK", Content_Length="4") + b"here")
        else:
            connection.sendall(head("302 Found", Location=address, Content_Length="0"))

    return send
