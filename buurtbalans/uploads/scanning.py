"""Asking ClamAV about a file, where the setting BB_CLAMAV names one (host:port, or the path of its socket).

Its INSTREAM conversation is a dozen lines, so no library stands between. No answer means no upload: a scanner
that fails silently would be worse than none.
"""

import logging
import socket
import struct

from django.conf import settings

from buurtbalans.uploads.refusing import Refused

logger = logging.getLogger(__name__)

SECONDS = 20
PIECE = 64 * 1024
INFECTED = (
    "In dit bestand zit waarschijnlijk schadelijke software. Het is niet bewaard. Vraag hulp aan de ICT-afdeling van "
    "je organisatie."
)
NO_ANSWER = (
    "De virusscanner geeft nu geen antwoord, daarom kunnen we geen bestand aannemen. Probeer het over een paar "
    "minuten nog eens."
)


def scan(content: bytes) -> None:
    """Nothing when the scanner finds nothing, or when there is none. Raises Refused otherwise."""
    if not settings.CLAMAV:
        return
    try:
        answer = _ask(content)
    except (OSError, ValueError):
        logger.warning("The virus scanner does not answer.")
        raise Refused(NO_ANSWER) from None
    if answer.endswith(b"FOUND"):
        raise Refused(INFECTED)
    if answer != b"stream: OK":
        logger.warning("The virus scanner answers with an error.")
        raise Refused(NO_ANSWER)


def _ask(content: bytes) -> bytes:
    with _connection(settings.CLAMAV) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
        return _answer(line)


def _connection(place: str) -> socket.socket:
    if place.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        line.connect(place)
        return line
    host, _, port = place.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)


def _answer(line: socket.socket) -> bytes:
    answer = b""
    while b"\0" not in answer and len(answer) < PIECE:
        received = line.recv(1024)
        if not received:
            break
        answer += received
    return answer.partition(b"\0")[0].strip()
