"""Something that speaks TLS in front of a server that does not, with a certificate of its own."""

import contextlib
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

_CHUNK = 65_536


class NoTlsError(Exception):
    """There is nothing here to make a certificate with."""


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for the loopback address, which proves itself, and its key.

    Raises:
        NoTlsError: there is no openssl here.
    """
    program = shutil.which("openssl")
    if program is None:
        message = "no openssl"
        raise NoTlsError(message)
    made, key = folder / "certificate.pem", folder / "key.pem"
    words = (
        *("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
        *("-keyout", key, "-out", made, "-days", "2", "-subj", "/CN=loopback"),
        *("-addext", "subjectAltName=IP:127.0.0.1"),
    )
    subprocess.run([program, *words], check=True, capture_output=True)
    return made, key


@contextlib.contextmanager
def speaking_tls(listener: socket.socket, port: int, made: Path, key: Path) -> Iterator[None]:
    """Pass on what comes to `listener` to a port here, while the block lasts."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    listener.listen()

    def accept() -> None:
        while True:
            try:
                plain, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(plain,), daemon=True).start()

    def serve(plain: socket.socket) -> None:
        with plain, contextlib.suppress(OSError):
            inside = context.wrap_socket(plain, server_side=True)
            with inside, socket.create_connection(("127.0.0.1", port)) as outside:
                back = threading.Thread(target=_pass_on, args=(outside, inside), daemon=True)
                back.start()
                _pass_on(inside, outside)
                back.join()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield
    finally:
        # A thread that waits for the next one does not wake up by closing alone.
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := one.recv(_CHUNK):
            other.sendall(data)
    with contextlib.suppress(OSError):
        other.shutdown(socket.SHUT_RDWR)
