"""A mail server for tests: takes mail over a real socket, or keeps its caller waiting for ever."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Taking(socketserver.StreamRequestHandler):
    """As much of SMTP as a sender needs; every mail ends up in `server.mails` as (recipient, text)."""

    def handle(self):
        self.server.called.set()
        if self.server.is_mute:
            self.server.over.wait()
            return
        self.say("220 test")
        to = ""
        while line := self.rfile.readline().decode().strip():
            verb = line.upper().split(":")[0]
            if verb == "RCPT TO":
                to = line.partition("<")[2].partition(">")[0]
            if verb == "DATA":
                self.say("354 go on")
                self.server.mails.append((to, self.text()))
            self.say("221 bye" if verb == "QUIT" else "250 ok")

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())

    def text(self):
        lines = []
        while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
            lines.append(line)
        return "\n".join(lines)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, *, is_mute):
        super().__init__(("127.0.0.1", 0), Taking)
        self.is_mute, self.mails = is_mute, []
        self.called, self.over = threading.Event(), threading.Event()

    @property
    def address(self):
        return f"smtp://127.0.0.1:{self.server_address[1]}"


@contextmanager
def mail_server(*, is_mute: bool = False) -> Iterator[Server]:
    """A mail server that runs for a while. With `is_mute` it accepts calls and says nothing."""
    with Server(is_mute=is_mute) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.over.set()
        server.shutdown()
