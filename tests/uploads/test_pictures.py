"""Pictures are made anew from their pixels, and looked at before they are unpacked."""

import io

import pytest
from PIL import Image, ImageFile, PngImagePlugin

from buurtbalans.cleaning.__main__ import clean
from buurtbalans.cleaning.images import MOST_PIXELS
from buurtbalans.cleaning.refusing import TOO_MANY_PIXELS, UNREADABLE, WRONG_CONTENT, Refused
from tests.uploads.files import PLANTED, exif, picture, png_of


@pytest.fixture(autouse=True)
def strict(monkeypatch):
    """As in the process that cleans files: the PDF maker, which tells Pillow to be lenient, is never loaded there."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)


def opened(data):
    return Image.open(io.BytesIO(data))


def why(ending, data):
    with pytest.raises(Refused) as refused:
        clean(ending, data)
    return str(refused.value)


@pytest.mark.parametrize(("ending", "kind"), [(".jpg", "JPEG"), (".jpeg", "JPEG"), (".png", "PNG")])
def test_place_and_maker_are_gone_and_the_picture_is_there(ending, kind):
    before = picture(kind, exif=exif())
    assert opened(before).getexif().get_ifd(0x8825)
    assert PLANTED.encode() in before
    after, text = clean(ending, before)
    assert (opened(after).format, opened(after).size, text) == (kind, (8, 6), "")
    assert not dict(opened(after).getexif())
    assert PLANTED.encode() not in after


def test_comments_colour_profiles_and_xmp_are_gone_too():
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", PLANTED)
    words.add_itxt("XML:com.adobe.xmp", f"<x>{PLANTED}</x>")
    png = picture("PNG", pnginfo=words, icc_profile=PLANTED.encode())
    jpeg = picture("JPEG", comment=PLANTED.encode(), icc_profile=PLANTED.encode(), xmp=PLANTED.encode())
    for ending, data in ((".png", png), (".jpg", jpeg)):
        after, _ = clean(ending, data)
        assert PLANTED.encode() not in after
        assert set(opened(after).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_picture_that_was_taken_sideways_stands_upright():
    after, _ = clean(".jpg", picture("JPEG", size=(80, 40), exif=exif(orientation=6)))
    assert opened(after).size == (40, 80)
    red, green, _ = opened(after).convert("RGB").getpixel((35, 5))
    assert red > 200
    assert green < 80


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_common_kind_of_png_stays_what_it_is(mode):
    out = io.BytesIO()
    Image.new(mode, (5, 4)).save(out, "PNG")
    after = opened(clean(".png", out.getvalue())[0])
    assert (after.mode, after.size) == (opened(out.getvalue()).mode, (5, 4))


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_every_common_kind_of_jpeg_can_be_kept(mode):
    out = io.BytesIO()
    Image.new(mode, (5, 4)).save(out, "JPEG")
    assert opened(clean(".jpg", out.getvalue())[0]).size == (5, 4)


def test_of_several_pictures_in_one_the_first_is_kept():
    out = io.BytesIO()
    Image.new("RGB", (5, 4)).save(out, "MPO", save_all=True, append_images=[Image.new("RGB", (9, 9))])
    assert opened(out.getvalue()).format == "MPO"
    after = opened(clean(".jpg", out.getvalue())[0])
    assert (after.format, after.size) == ("JPEG", (5, 4))


def test_transparency_stays():
    out = io.BytesIO()
    Image.new("P", (5, 4)).save(out, "PNG", transparency=0)
    assert opened(clean(".png", out.getvalue())[0]).info["transparency"] == 0


def test_what_hangs_behind_a_picture_is_left_behind():
    after, _ = clean(".png", picture() + b"PK\x03\x04<script>alert(1)</script>")
    assert b"script" not in after
    assert b"PK\x03\x04" not in after


@pytest.mark.parametrize(("width", "height"), [(20_000, 20_000), (100_000, 100_000), (MOST_PIXELS + 1, 1)])
def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked(width, height):
    assert why(".png", png_of(width, height)) == TOO_MANY_PIXELS


@pytest.mark.parametrize(
    ("ending", "data", "answer"),
    [
        (".png", b"", WRONG_CONTENT),
        (".png", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", WRONG_CONTENT),
        (".png", picture("JPEG"), WRONG_CONTENT),
        (".jpg", picture("PNG"), WRONG_CONTENT),
        (".jpg", picture("GIF"), WRONG_CONTENT),
        (".png", picture("WEBP"), WRONG_CONTENT),
        (".png", picture("TIFF"), WRONG_CONTENT),
        (".png", picture()[:-30], UNREADABLE),
        (".jpg", picture("JPEG")[:200], WRONG_CONTENT),
        (".png", png_of(10, 10), UNREADABLE),
    ],
)
def test_what_is_no_such_picture_is_refused(ending, data, answer):
    assert why(ending, data) in {answer, UNREADABLE}
