"""With a virus scanner set, no file comes in that it has not answered for. The one here speaks ClamAV's language."""

import socket
import socketserver
import struct
import threading

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from buurtbalans.uploads import UploadField
from tests.uploads.files import PNG

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Scanner(socketserver.BaseRequestHandler):
    """Reads what INSTREAM sends and answers as clamd does."""

    def handle(self):
        if self._read(10) != b"zINSTREAM\0":
            return self.request.sendall(b"UNKNOWN COMMAND\0")
        content = b""
        while size := struct.unpack("!L", self._read(4))[0]:
            content += self._read(size)
        self.server.seen.append(content)
        return self.request.sendall(self.server.answer or self._judged(content))

    def _judged(self, content):
        return b"stream: Eicar-Signature FOUND\0" if EICAR in content else b"stream: OK\0"

    def _read(self, size):
        found = b""
        while len(found) < size:
            found += self.request.recv(size - len(found))
        return found


def serving(server):
    server.seen, server.answer = [], b""
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    return server


@pytest.fixture
def scanner(settings):
    with serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Scanner)) as server:
        settings.CLAMAV = f"127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()


def take_in(name="kaart.png", content=PNG):
    return UploadField().clean(SimpleUploadedFile(name, content))


def refused(*what):
    with pytest.raises(forms.ValidationError) as error:
        take_in(*what)
    return str(error.value)


def test_a_clean_file_comes_in_after_the_scanner_has_seen_all_of_it(scanner):
    big = b"regel tekst\n" * 20_000
    assert take_in("groot.txt", big).read() == big
    assert scanner.seen == [big]


def test_a_file_in_which_the_scanner_finds_something_is_refused(scanner):
    assert "schadelijke software" in refused("lijst.txt", EICAR)


def test_the_scanner_sees_a_file_as_it_was_brought(scanner):
    take_in()
    assert scanner.seen == [PNG]


def test_a_scanner_on_a_socket_file_works_too(settings, tmp_path):
    path = str(tmp_path / "clamd.sock")
    with serving(socketserver.ThreadingUnixStreamServer(path, Scanner)) as server:
        settings.CLAMAV = path
        assert take_in().size
        assert "schadelijke software" in refused("lijst.txt", EICAR)
        server.shutdown()


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"\0", b"stream: OK maar niet heus\0"])
def test_an_answer_that_is_no_clear_yes_is_a_no(scanner, answer):
    scanner.answer = answer
    assert "geeft nu geen antwoord" in refused()


def test_without_an_answer_no_file_comes_in(settings, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens here
        for place in (f"127.0.0.1:{taken.getsockname()[1]}", str(tmp_path / "geen.sock"), "zonder-poort"):
            settings.CLAMAV = place
            assert "geeft nu geen antwoord" in refused()


def test_a_refused_file_is_an_answer_at_its_field_and_not_a_broken_page(settings, tmp_path, as_, traject):
    settings.CLAMAV = str(tmp_path / "geen.sock")
    file = SimpleUploadedFile("kaart.png", PNG)
    answer = as_("petra").post(f"/trajecten/{traject.pk}/documenten/nieuw/", {"file": file})
    assert answer.status_code == 422
    assert "geeft nu geen antwoord" in answer.content.decode()
    assert not traject.documents.exists()


def test_without_the_setting_nobody_is_asked(scanner, settings):
    settings.CLAMAV = ""
    assert take_in("lijst.txt", EICAR).size
    assert scanner.seen == []
