"""Pictures made anew from their pixels: what else was in the file (place, camera, comment, hidden tail) is gone."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from buurtbalans.cleaning.refusing import TOO_MANY_PIXELS, UNREADABLE, WRONG_CONTENT, Refused

MOST_PIXELS = 40_000_000
JPEG = ("JPEG",)
PNG = ("PNG",)
IN_OFFICE = (*JPEG, *PNG, "TIFF", "WEBP", "GIF", "BMP")
# With these the pixels cannot be saved as they are.
TO_RGB = {"CMYK", "YCbCr", "LAB", "HSV", "RGBX", "RGBa"}


def clean(data: bytes, formats: tuple[str, ...]) -> bytes:
    """The picture in the same format, upright, with its pixels only.

    Its size is looked at before a pixel is unpacked. Raises Refused when it is no picture of these formats.
    """
    # Our own limit comes first and says what to do; the library's warning about it says nothing more.
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    try:
        with Image.open(io.BytesIO(data), formats=formats) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused(TOO_MANY_PIXELS)
            return _saved(image)
    except UnidentifiedImageError:
        raise Refused(WRONG_CONTENT) from None
    except Image.DecompressionBombError:
        raise Refused(TOO_MANY_PIXELS) from None
    except (OSError, ValueError, SyntaxError, EOFError, ArithmeticError):
        raise Refused(UNREADABLE) from None


def _saved(image: Image.Image) -> bytes:
    # Telephones put several pictures in one JPEG (MPO); the first is the one that is seen.
    kind = "JPEG" if image.format == "MPO" else str(image.format)
    image.load()
    upright = ImageOps.exif_transpose(image)
    if upright.mode in TO_RGB or (kind == "JPEG" and upright.mode not in {"L", "RGB"}):
        upright = upright.convert("RGB")
    # What Pillow read beside the pixels it would write again, a comment for one.
    upright.info = {name: upright.info[name] for name in ("transparency",) if name in upright.info and kind == "PNG"}
    out = io.BytesIO()
    upright.save(out, kind, **({"quality": 90, "optimize": True} if kind == "JPEG" else {}))
    return out.getvalue()
