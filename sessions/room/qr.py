"""The only import of qrcode: an address as a picture that a telephone reads."""

from io import BytesIO
from urllib.parse import quote


def picture(address: str) -> str:
    """The address as a QR code: an SVG as a `data:` address for an image."""
    # Imported on first use: only the page of a running session draws one.
    import qrcode
    from qrcode.image.svg import SvgPathImage

    out = BytesIO()
    qrcode.make(address, image_factory=SvgPathImage).save(out)
    return f"data:image/svg+xml,{quote(out.getvalue())}"
