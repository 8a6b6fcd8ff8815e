"""Papers as PDF. The only import of WeasyPrint, on first use, for it costs a second."""

from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.text import slugify

from buurtbalans.assets.paper import paper

OWN_FILES = "own:/"
VARIANT = "pdf/ua-1"


class PdfUnavailableError(Exception):
    """This machine cannot make PDFs: the system library pango is missing."""


def make(template: str, context: dict[str, Any], *, to_fit: Sequence[Mapping[str, Any]] = ()) -> bytes:
    """A tagged PDF (PDF/UA-1) of a template that extends pdf/base.html, in the look of the theme (`paper`).

    `to_fit` holds changes of the context that are tried in turn until the paper fits on one page; when none
    does, it is made without them. Nothing is fetched but our own static files, written as own:/path.
    Raises PdfUnavailableError where pango is not installed.
    """
    weasyprint, fetcher = _engine()
    first = None
    for change in ({}, *to_fit):
        html = render_to_string(template, {"paper": paper(), **context, **change})
        paged = weasyprint.HTML(string=html, base_url=OWN_FILES, url_fetcher=fetcher).render(pdf_variant=VARIANT)
        first = first or paged
        if not to_fit or len(paged.pages) == 1:
            break
    else:
        paged = first
    made: bytes = paged.write_pdf(pdf_variant=VARIANT)
    return made


def count_pages(template: str, context: dict[str, Any]) -> int:
    """How many pages a paper would have, without making it. Raises PdfUnavailableError where pango is not installed."""
    weasyprint, fetcher = _engine()
    html = render_to_string(template, {"paper": paper(), **context})
    return len(weasyprint.HTML(string=html, base_url=OWN_FILES, url_fetcher=fetcher).render().pages)


def respond(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    name: str,
    to_fit: Sequence[Mapping[str, Any]] = (),
) -> HttpResponse:
    """The PDF as a download called `name`, or a page that says why there is none (503)."""
    try:
        content = make(template, context, to_fit=to_fit)
    except PdfUnavailableError:
        return render(request, "pdf_unavailable.html", status=503)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.pdf"'
    return response


def _engine() -> tuple[Any, Any]:
    try:
        import weasyprint  # noqa: TID251  this module is the one place
        from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: TID251  the same
    except OSError as error:
        raise PdfUnavailableError from error

    class OwnFilesFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        """Serves static files by name and nothing else: no network, no other file of this machine."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            path = finders.find(url.removeprefix(OWN_FILES).lstrip("/")) if url.startswith(OWN_FILES) else None
            if not isinstance(path, str):
                raise ValueError("A paper may only use our own static files.")
            kind = guess_type(path)[0] or "application/octet-stream"
            return URLFetcherResponse(url, _content(path), headers={"Content-Type": kind})

    return weasyprint, OwnFilesFetcher(allowed_protocols=["own"])


@cache
def _content(path: str) -> bytes:
    """One of our static files. They are few and stay the same for as long as the process lives.

    Unpacking a woff2 font takes a tenth of a second, so that is done once and not for every paper.
    """
    content = Path(path).read_bytes()
    if not path.endswith(".woff2"):
        return content
    from fontTools.ttLib import woff2

    unpacked = BytesIO()
    woff2.decompress(BytesIO(content), unpacked)
    return unpacked.getvalue()
