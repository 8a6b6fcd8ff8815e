"""A paper asks nothing of the network and reads no file but our own, whatever stands in it (privacy.md road 16)."""

import copy
import io
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from pypdf import PdfReader

from buurtbalans import pdf
from tests.privacy.reading import pdf_text

SECRET = "goudplevier"
TINY_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{}" width="9" height="9"/></svg>'


@pytest.fixture
def listener():
    """A server on this machine, and the addresses that it was asked for."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/css")
            self.end_headers()
            self.wfile.write(b"body { content: 'goudplevier' }")

        def log_message(self, *args):
            """Keep the output of the tests clean."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def planted(tmp_path):
    """A file outside our static files, with a secret in it."""
    file = tmp_path / "geheim.css"
    file.write_text(f"p::before {{ content: '{SECRET}' }}")
    (tmp_path / "geheim.txt").write_text(SECRET)
    return tmp_path


@pytest.fixture
def make_of(settings):
    """Makes a PDF of a piece of HTML, as if it stood in one of our templates."""

    def make(html):
        templates = copy.deepcopy(settings.TEMPLATES)
        templates[0]["OPTIONS"]["loaders"] = [("django.template.loaders.locmem.Loader", {"hostile.html": html})]
        settings.TEMPLATES = templates
        return pdf.make("hostile.html", {})

    return make


def hostile(*urls):
    """Every way in which a page can point at something, for each of these addresses."""
    parts = []
    for url in urls:
        parts += [
            f'<link rel="stylesheet" href="{url}">',
            f'<link rel="attachment" href="{url}">',
            f'<style>@import url("{url}"); @font-face {{ font-family: x; src: url("{url}") }}</style>',
            f"<p style=\"background: url('{url}'); list-style-image: url('{url}')\">tekst</p>",
            f'<img src="{url}" alt="x"><object data="{url}">o</object><embed src="{url}">',
            f'<a rel="attachment" href="{url}">bijlage</a>',
            TINY_SVG.format(url),
        ]
    return f"<html lang='nl'><head><title>t</title></head><body>{''.join(parts)}</body></html>"


def test_a_paper_makes_no_request(make_of, listener):
    address, asked = listener
    content = make_of(hostile(f"{address}/x.css", f"{address}/x.png?naam=jansen"))
    assert asked == []
    assert SECRET not in pdf_text(content)


@pytest.mark.parametrize(
    "way", ["file://{}/geheim.css", "{}/geheim.css", "own:/{}/geheim.css", "own:/../..{}/geheim.txt"]
)
def test_a_paper_reads_no_file_outside_our_static_files(make_of, planted, way):
    content = make_of(hostile(way.format(planted), way.format(planted).replace(".css", ".txt")))
    assert SECRET not in pdf_text(content)
    assert not PdfReader(io.BytesIO(content)).attachments


def test_the_listener_and_the_planted_file_would_have_shown_it(listener, planted):
    """The same page with the fetcher that comes with the library: both traps snap shut."""
    import weasyprint

    address, asked = listener
    document = weasyprint.HTML(string=hostile(f"{address}/x.css", f"file://{planted}/geheim.txt"))
    content = document.write_pdf()
    assert asked
    assert PdfReader(io.BytesIO(content)).attachments
