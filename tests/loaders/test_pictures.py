"""A picture holds its points and what they need, in the exact shape of its format, and nothing else."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regelratt.loaders.pictures import gif, picture_problem, png
from regelratt.loaders.pictures.problem import (
    AFTER_DATA,
    AFTER_END,
    ANIMATION,
    DAMAGED,
    METADATA,
    TOO_MANY_POINTS,
    UNUSED_COLOURS,
    Unpacking,
)
from tests.loaders import small_pictures as made

SECRET = b"811228-9874 bor p\xe5 Storgatan 1"
EXTRA = made.png_part
PALETTE = EXTRA(b"PLTE", b"\0\0\0\xff\xff\xff")
INDEXED = made.png_head(depth=1, colour=3)
SRGB = (31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000)
INDEXED_2 = made.png_head(depth=2, colour=3)
PER_METRE = made.numbers(3780, 3780) + b"\1"
ADOBE = made.jpeg_part(0xEE, b"Adobe\0d\0\0\0\0\1")
ALPH = made.webp_part(b"ALPH", b"\0\xff")
VP8, VP8L = made.webp_part(b"VP8 ", made.LOSSY), made.webp_part(b"VP8L", made.LOSSLESS)
CODED = made.GIF_START + made.GIF_POINTS
RESTARTS = made.jpeg_part(0xDD, b"\0\x01")
SCAN = made.SCAN


@pytest.mark.parametrize(("kind", "data"), [
    pytest.param(".png", made.PNG, id="png"),
    pytest.param(".png", made.png(
        EXTRA(b"gAMA", made.numbers(45455)), EXTRA(b"cHRM", made.numbers(*SRGB)), EXTRA(b"sRGB", b"\0"), EXTRA(b"pHYs", PER_METRE),
        EXTRA(b"sBIT", b"\x08"), EXTRA(b"bKGD", b"\0\0"), EXTRA(b"tRNS", b"\0\0")), id="png with all it may have"),
    pytest.param(".png", made.png(PALETTE, EXTRA(b"tRNS", b"\0\xff"), head=INDEXED), id="png with colours by number"),
    pytest.param(".png", made.png(head=made.png_head(5, 5, interlace=1), points=b"\0" * 36), id="png in passes"),
    pytest.param(".png", made.png(head=made.png_head(9, 2, depth=1), points=b"\0" * 6), id="png of bits"),
    pytest.param(".png", made.png(head=made.png_head(3, 2, 16, 6), points=b"\0" * 50), id="png of deep colours"),
    pytest.param(".png", made.PNG_START + made.png_head() + b"".join(
        EXTRA(b"IDAT", bytes([byte])) for byte in zlib.compress(b"\0\0")) + EXTRA(b"IEND"), id="png in pieces"),
    pytest.param(".gif", made.GIF, id="gif"),
    pytest.param(".gif", made.GIF_START + made.GIF_LOOP + made.GIF[len(made.GIF_START):-1] * 2 + b";", id="two pictures"),
    pytest.param(".jpg", made.JPEG, id="jpg"),
    pytest.param(".jpeg", made.jpeg(RESTARTS, scan=SCAN + b"\xff\xd0\x3f\xff\xd1\x3f\xff\0"), id="jpg with restarts"),
    pytest.param(".jpg", made.jpeg(scan=SCAN + made.CODES + SCAN), id="jpg with two scans"),
    pytest.param(".webp", made.WEBP, id="webp without loss"),
    pytest.param(".webp", made.webp(VP8), id="webp with loss"),
    pytest.param(".webp", made.webp(made.webp_head(0x10), VP8L), id="webp with a head"),
    pytest.param(".webp", made.webp(made.webp_head(0x10), ALPH, VP8), id="webp that is clear in places"),
    pytest.param(".webp", made.webp(made.webp_head(0x10), made.webp_part(b"ALPH", b"\x15\7"), VP8), id="webp with its clearness packed"),
    *(pytest.param(".jpg", made.jpeg(made.jpeg_part(0xEE, b"Adobe\0" + bytes.fromhex(rest))), id=f"jpg with its colours {rest}")
      for rest in ("640000000001", "64c000000001", "658000000000")),
])
def test_picture_is_fine(kind: str, data: bytes) -> None:
    """What a picture needs may stand in it."""
    assert picture_problem(kind, data) is None


@pytest.mark.parametrize(("data", "problem"), [
    pytest.param(made.png(EXTRA(b"tEXt", SECRET)), METADATA, id="text"),
    pytest.param(made.png(EXTRA(b"zzZz", SECRET)), METADATA, id="unknown part"),
    pytest.param(made.png(EXTRA(b"iCCP", SECRET)), METADATA, id="colour profile"),
    pytest.param(made.png(EXTRA(b"pHYs", b"\0" * 9 + SECRET)), METADATA, id="long pHYs"),
    pytest.param(made.png(EXTRA(b"gAMA", SECRET)), METADATA, id="long gAMA"),
    pytest.param(made.png(EXTRA(b"cHRM", b"\0" * 33)), METADATA, id="long cHRM"),
    pytest.param(made.png(EXTRA(b"sRGB", b"\0\0")), METADATA, id="long sRGB"),
    pytest.param(made.png(EXTRA(b"sBIT", b"\0" * 4)), METADATA, id="long sBIT"),
    pytest.param(made.png(EXTRA(b"bKGD", b"\0" * 6)), METADATA, id="long bKGD"),
    pytest.param(made.png(EXTRA(b"tRNS", b"\0" * 6)), METADATA, id="long tRNS"),
    pytest.param(made.png(PALETTE), METADATA, id="colours that nothing uses"),
    pytest.param(made.png(EXTRA(b"PLTE", b"abc" * 3), head=INDEXED), METADATA, id="more colours than there are numbers"),
    pytest.param(made.png(PALETTE, EXTRA(b"tRNS", b"abc"), head=INDEXED), METADATA, id="tRNS longer than the colours"),
    pytest.param(made.png(head=INDEXED), METADATA, id="no colours"),
    pytest.param(made.png(EXTRA(b"cHRM", SECRET + b"x" * 3)), METADATA, id="cHRM of text"),
    pytest.param(made.png(EXTRA(b"gAMA", b"9874")), METADATA, id="gAMA of text"),
    pytest.param(made.png(EXTRA(b"pHYs", made.numbers(811228, 9874) + b"\1")), METADATA, id="points that are no squares"),
    pytest.param(made.png(EXTRA(b"pHYs", made.numbers(811228, 811228) + b"\1")), METADATA, id="points too small to see"),
    pytest.param(made.png(EXTRA(b"pHYs", made.numbers(3780, 3780) + b"a")), METADATA, id="points of no known unit"),
    pytest.param(made.png(EXTRA(b"sRGB", b"a")), METADATA, id="sRGB of text"),
    pytest.param(made.png(EXTRA(b"sBIT", b"a")), METADATA, id="more bits than there are"),
    pytest.param(made.png(EXTRA(b"bKGD", b"\0a")), METADATA, id="background of text"),
    pytest.param(made.png(EXTRA(b"tRNS", b"ab")), METADATA, id="unseen colour that cannot be"),
    pytest.param(made.png(PALETTE, EXTRA(b"bKGD", b"a"), head=INDEXED), METADATA, id="background that is no colour"),
    pytest.param(made.png(EXTRA(b"PLTE", b"\0\0\0Ann"), head=INDEXED), UNUSED_COLOURS, id="colour that no point has"),
    pytest.param(made.png(PALETTE, EXTRA(b"tRNS", b"ab"), head=INDEXED), UNUSED_COLOURS, id="opacity that no point has"),
    pytest.param(made.png(EXTRA(b"PLTE", b"\0\0\0"), head=INDEXED, points=b"\0\x80"), DAMAGED, id="point of no colour"),
    pytest.param(made.png(PALETTE, head=INDEXED, points=b"\5\0"), DAMAGED, id="row in no known form"),
    pytest.param(made.png(EXTRA(b"pHYs", b"a" * 9), EXTRA(b"pHYs", b"b" * 9)), METADATA, id="a part twice"),
    pytest.param(made.PNG[:-12] + EXTRA(b"pHYs", b"a" * 9) + EXTRA(b"IEND"), METADATA, id="a part after the points"),
    pytest.param(made.PNG[:-12] + EXTRA(b"IEND", SECRET), METADATA, id="content in the end"),
    pytest.param(made.png(EXTRA(b"acTL", b"\0" * 8)), ANIMATION, id="animation"),
    pytest.param(made.png(EXTRA(b"fdAT", SECRET)), ANIMATION, id="frame without animation"),
    pytest.param(made.png(EXTRA(b"fcTL", SECRET)), ANIMATION, id="control without animation"),
    pytest.param(made.png(after=SECRET), AFTER_DATA, id="after the stream"),
    pytest.param(made.PNG[:-12] + EXTRA(b"IDAT", SECRET) + EXTRA(b"IEND"), AFTER_DATA, id="a part after the stream"),
    pytest.param(made.png(points=b"\0\0" + SECRET), AFTER_DATA, id="more points than there are"),
    pytest.param(made.png(points=b"\0"), DAMAGED, id="fewer points"),
    pytest.param(made.PNG.replace(b"IEND\xae", b"IEND\xaf"), DAMAGED, id="wrong sum"),
    pytest.param(made.png(head=made.png_head(0)), DAMAGED, id="no width"),
    pytest.param(made.png(head=made.png_head(depth=4, colour=2)), DAMAGED, id="no such depth"),
    pytest.param(made.png(head=made.png_head(40_000, 40_000)), TOO_MANY_POINTS, id="too many points"),
    pytest.param(made.PNG_START + EXTRA(b"IEND"), DAMAGED, id="nothing"),
    pytest.param(made.PNG + b"mer", AFTER_END, id="after the end"),
    pytest.param(made.PNG[:-6], DAMAGED, id="cut off"),
])
def test_png_holds_its_points_only(data: bytes, problem: str) -> None:
    """Each part has its own length, and the packed stream ends with the last of the points."""
    assert picture_problem(".png", data) == problem


def test_rows_of_colours_count_for_the_time_they_take() -> None:
    """Reading many narrow rows, or rows told by their neighbours, takes longer than unpacking them."""
    for rows, counted in ((b"\0\0\0\0", 400), (b"\0\0\4\0", 500)):
        unpacking = Unpacking()
        before = unpacking.left
        assert picture_problem(
            ".png", made.png(PALETTE, head=made.png_head(1, 2, depth=1, colour=3), points=rows), unpacking) is None
        assert before - unpacking.left == counted + len(rows)


_SEVEN_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""First column and row, and the steps between them (PNG section 8.2)."""


@st.composite
def _of_colours(draw: st.DrawFn) -> tuple[bytes, set[int], int]:
    """A picture with a palette, its rows written in any of the five forms; and the colours that its points have."""
    depth, is_laced = draw(st.sampled_from([1, 2, 4, 8])), draw(st.booleans())
    width, height = draw(st.integers(1, 20)), draw(st.integers(1, 10))
    passes = _SEVEN_PASSES if is_laced else ((0, 0, 1, 1),)
    stream, used = bytearray(), set()
    for left, top, across, down in passes:
        columns, above = len(range(left, width, across)), b""
        for _ in range(top, height, down) if columns else ():
            values = draw(st.lists(st.integers(0, (1 << depth) - 1), min_size=columns, max_size=columns))
            used.update(values)
            bits = "".join(f"{value:0{depth}b}" for value in values)
            row = bytes(int(bits[at:at + 8].ljust(8, "1"), 2) for at in range(0, len(bits), 8))
            above, form = above or bytes(len(row)), draw(st.integers(0, 4))
            stream += bytes([form]) + _written(form, row, above)
            above = row
    head = made.png_head(width, height, depth, 3, int(is_laced))
    palette = EXTRA(b"PLTE", b"".join(b"a%02X" % number for number in range(1 << depth)))
    return made.png(palette, head=head, points=bytes(stream)), used, depth


def _written(form: int, row: bytes, above: bytes) -> bytes:
    """A row as its differences from what is foretold by the bytes to the left, above and between (PNG section 9.2)."""
    told = []
    for place, value in enumerate(row):
        left, corner = (row[place - 1], above[place - 1]) if place else (0, 0)
        up = above[place]
        near = sorted((abs(left + up - corner - each), order, each) for order, each in enumerate((left, up, corner)))[0][2]
        told.append((value - (0, left, up, (left + up) // 2, near)[form]) % 256)
    return bytes(told)


@given(_of_colours())
def test_each_colour_of_a_palette_is_seen(picture: tuple[bytes, set[int], int]) -> None:
    """However the rows are written, a palette is fine when all its colours are used and is not when one is left out."""
    data, used, depth = picture
    assert (picture_problem(".png", data) is None) == (len(used) == 1 << depth)


@pytest.mark.parametrize(("data", "problem"), [
    pytest.param(made.GIF[:-1] + b"!\xfe\x04namn\0;", "innehåller en kommentar", id="comment"),
    pytest.param(made.GIF[:-1] + b"!\xff\x0bXMP DataXMP\x01a\0;", METADATA, id="application"),
    pytest.param(made.GIF[:-1] + b"!\x02\x04namn\0;", METADATA, id="unknown extension"),
    pytest.param(made.GIF[:-1] + b"!\x01\x04namn\0;", METADATA, id="text over the picture"),
    pytest.param(made.GIF[:-1] + b"!\xf9\x08namnnamn\0;", METADATA, id="long control"),
    pytest.param(made.GIF[:-1] + b"!\xf9\x04namn\x04namn\0;", METADATA, id="more in the control"),
    pytest.param(made.GIF_START + made.GIF_CONTROL * 2 + made.GIF[len(made.GIF_START):], METADATA, id="many controls"),
    pytest.param(made.GIF[:-1] + made.GIF_CONTROL + b";", DAMAGED, id="control of nothing"),
    pytest.param(made.GIF[:-1] + made.GIF_LOOP * 2 + b";", METADATA, id="loop twice"),
    pytest.param(made.GIF[:-1] + made.GIF_LOOP[:-1] + b"\x04namn\0;", METADATA, id="more in the loop"),
    pytest.param(CODED + b"\x02\x02\x44\x01\x04namn\0;", AFTER_DATA, id="after the end code"),
    pytest.param(CODED + b"\x02\x02\x04\x0a\0;", AFTER_DATA, id="more points than there are"),
    pytest.param(CODED + b"\x02\x01\x2c\0;", AFTER_DATA, id="fewer points"),
    pytest.param(CODED + b"\x02\x01\x04\0;", DAMAGED, id="no end code"),
    pytest.param(CODED + b"\x09\x02\x44\x01\0;", DAMAGED, id="no such width"),
    pytest.param(made.GIF_START + b";", DAMAGED, id="no picture"),
    pytest.param(made.GIF[:-1] + b"namn;", DAMAGED, id="between the parts"),
    pytest.param(made.GIF + b"mer", AFTER_END, id="after the end"),
    pytest.param(made.GIF[:-1], DAMAGED, id="cut off"),
])
def test_gif_holds_its_points_only(data: bytes, problem: str) -> None:
    """Only how long and how often the pictures are shown stands beside them, and nothing after the code that ends one."""
    assert picture_problem(".gif", data) == problem


def test_gif_has_a_most_of_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few bytes can stand for very many points."""
    monkeypatch.setattr(gif, "POINT_LIMIT", 0)
    assert picture_problem(".gif", made.GIF) == TOO_MANY_POINTS


@pytest.mark.parametrize(("data", "problem"), [
    pytest.param(made.jpeg(made.jpeg_part(0xFE, SECRET)), "innehåller en kommentar", id="comment"),
    pytest.param(made.jpeg(made.jpeg_part(0xE1, b"Exif\0\0")), f"{METADATA} (Exif)", id="Exif"),
    pytest.param(made.jpeg(made.jpeg_part(0xEE, b"Adobe" + b"\0" * 7)), METADATA, id="Adobe"),
    *(pytest.param(made.jpeg(made.jpeg_part(marker, SECRET)), METADATA, id=f"marker {marker:X}")
      for marker in (0x02, 0xBF, 0xC3, 0xC8, 0xCC, 0xDC, 0xDE, 0xDF, 0xED, 0xF0, 0xF7, 0xFD)),
    pytest.param(made.JPEG.replace(b"JFIF", b"JFXX"), METADATA, id="thumbnail in a part of its own"),
    pytest.param(made.JPEG.replace(made.JFIF, made.jpeg_part(0xE0, made.JFIF[4:-2] + b"\x01\x01abc")), METADATA, id="thumbnail"),
    pytest.param(made.jpeg(made.JFIF), METADATA, id="JFIF twice"),
    pytest.param(made.jpeg(made.QUANTITIES), METADATA, id="quantities twice"),
    pytest.param(made.jpeg(made.jpeg_part(0xDB, b"\x01" + b"a" * 65)), METADATA, id="more than the quantities"),
    pytest.param(made.jpeg(made.jpeg_part(0xDB, b"\x01" + SECRET)), METADATA, id="less than the quantities"),
    pytest.param(made.jpeg(made.CODES), METADATA, id="codes twice"),
    pytest.param(made.jpeg(made.jpeg_part(0xC4, b"\x01\x01" + b"\0" * 15 + b"\0namn")), DAMAGED, id="more than the codes"),
    pytest.param(made.jpeg(made.jpeg_part(0xC4, b"\x01\x03" + b"\0" * 15 + b"abc")), METADATA, id="codes without room"),
    pytest.param(made.jpeg(made.jpeg_part(0xC4, b"\x01\0\0\x03" + b"\0" * 13 + b"aaa")), METADATA, id="same value twice"),
    pytest.param(made.jpeg(ADOBE, ADOBE), METADATA, id="colours twice"),
    pytest.param(made.jpeg(made.jpeg_part(0xEE, b"Adobe\0d8112\0\1")), METADATA, id="colours that say more"),
    pytest.param(made.jpeg(made.jpeg_part(0xEE, b"Adobe\0d\0\0\0\0\1" + SECRET)), METADATA, id="long colours"),
    pytest.param(made.jpeg(made.FRAME), METADATA, id="frame twice"),
    pytest.param(made.JPEG.replace(made.FRAME, made.jpeg_part(0xC0, made.FRAME[4:] + SECRET)), METADATA, id="long frame"),
    pytest.param(made.jpeg(RESTARTS * 2), METADATA, id="interval twice"),
    pytest.param(made.jpeg(made.jpeg_part(0xDD, b"\0\x01" + SECRET)), METADATA, id="long interval"),
    pytest.param(made.jpeg(scan=made.jpeg_part(0xDA, bytes.fromhex("010100003f00") + SECRET)), METADATA, id="long scan head"),
    pytest.param(made.jpeg(scan=SCAN + b"\xff\xd0"), METADATA, id="restart without interval"),
    pytest.param(made.jpeg(RESTARTS, scan=SCAN + b"\xff\xd0\xff\xd5"), METADATA, id="restarts out of order"),
    pytest.param(made.jpeg(scan=SCAN * 101), METADATA, id="very many scans"),
    pytest.param(made.JPEG.replace(made.FRAME, b""), METADATA, id="no frame"),
    pytest.param(made.jpeg(made.jpeg_part(0xDB, b"\x03" + b"a" * 64)), METADATA, id="quantities that nothing uses"),
    pytest.param(made.jpeg(made.jpeg_part(0xC4, b"\x11\1" + b"\0" * 15 + b"a")), METADATA, id="codes that nothing uses"),
    pytest.param(made.jpeg(scan=SCAN + made.CODES), METADATA, id="codes after the last scan"),
    pytest.param(made.JPEG.replace(b"\0\1\0\1\0\0", b"8112\0\0"), METADATA, id="points that are no squares"),
    pytest.param(made.JPEG.replace(b"JFIF\0\1\1", b"JFIF\0\1a"), METADATA, id="JFIF of no version"),
    pytest.param(made.jpeg(scan=b""), DAMAGED, id="no scan"),
    pytest.param(made.jpeg(SECRET), DAMAGED, id="between the parts"),
    pytest.param(made.JPEG + b"PK\x03\x04", AFTER_END, id="after the end"),
    pytest.param(made.JPEG[:-2], DAMAGED, id="cut off"),
])
def test_jpeg_holds_its_points_only(data: bytes, problem: str) -> None:
    """Only the parts that a picture needs, each as long as its content says, and no table that nothing uses."""
    assert picture_problem(".jpg", data) == problem


@pytest.mark.parametrize(("data", "problem"), [
    *(pytest.param(made.webp(made.webp_head(), VP8, made.webp_part(name, SECRET)), METADATA, id=name.decode())
      for name in (b"ALPH", b"namn", b"VP8L")),
    pytest.param(made.webp(made.webp_head(), made.webp_part(b"ALPH", SECRET), VP8), METADATA, id="ALPH before"),
    pytest.param(made.webp(made.webp_head(0x10), made.webp_part(b"ALPH", SECRET), VP8), METADATA, id="long ALPH"),
    pytest.param(made.webp(made.webp_head(0x10), made.webp_part(b"ALPH", b"\1" + SECRET), VP8), METADATA, id="long packed ALPH"),
    pytest.param(made.webp(made.webp_head(0x10), made.webp_part(b"ALPH", b"a\xff"), VP8), METADATA, id="ALPH of no kind"),
    pytest.param(made.webp(made.webp_head(0x10), made.webp_part(b"ALPH", b""), VP8), METADATA, id="empty ALPH"),
    pytest.param(made.webp(made.webp_head(), ALPH, VP8), METADATA, id="ALPH that no head says"),
    pytest.param(made.webp(made.webp_head(0x10), ALPH, ALPH, VP8), METADATA, id="ALPH twice"),
    pytest.param(made.webp(made.webp_head(0x10), ALPH, VP8L), METADATA, id="ALPH with points without loss"),
    pytest.param(made.webp(ALPH, VP8), METADATA, id="ALPH without a head"),
    pytest.param(made.webp(made.webp_head(2), made.webp_part(b"ANMF", b"\0" * 16 + VP8 + made.webp_part(b"EXIF", SECRET))),
                 ANIMATION, id="ANMF"),
    pytest.param(made.webp(made.webp_head(2), made.webp_part(b"ANIM", b"\0" * 6), VP8), ANIMATION, id="ANIM"),
    pytest.param(made.webp(made.webp_head(2), VP8), ANIMATION, id="head that says animation"),
    pytest.param(made.webp(made.webp_head(8), VP8), METADATA, id="head that says Exif"),
    pytest.param(made.webp(made.webp_head(0x10), VP8), METADATA, id="head that says ALPH"),
    pytest.param(made.webp(made.webp_head(0, 2), VP8), METADATA, id="head of another size"),
    pytest.param(made.webp(made.webp_part(b"VP8X", b"\0" * 10 + SECRET), VP8), METADATA, id="long head"),
    pytest.param(made.webp(made.webp_head(), made.webp_head(), VP8), METADATA, id="head twice"),
    pytest.param(made.webp(VP8, VP8), METADATA, id="two pictures"),
    pytest.param(made.WEBP[:-1] + b"x", METADATA, id="filled up with something"),
    pytest.param(made.webp(made.webp_part(b"VP8L", SECRET)), DAMAGED, id="no points"),
    pytest.param(made.webp(made.webp_part(b"VP8 ", SECRET)), DAMAGED, id="no points with loss"),
    pytest.param(made.webp(), DAMAGED, id="nothing"),
    pytest.param(made.WEBP + b"mer", AFTER_END, id="after the end"),
    pytest.param(made.WEBP[:-2], DAMAGED, id="cut off"),
])
def test_webp_holds_its_points_only(data: bytes, problem: str) -> None:
    """One picture, and at most a head that repeats what it says."""
    assert picture_problem(".webp", data) == problem


def test_png_is_unpacked_in_pieces_that_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that unpacks to much more than its points ends at the first piece that is too much."""
    pieces: list[int] = []
    plain: Callable[[], zlib._Decompress] = zlib.decompressobj

    class Counted:
        def __init__(self) -> None:
            self.stream = plain()

        def __getattr__(self, name: str) -> object:
            return getattr(self.stream, name)

        def decompress(self, data: bytes, size: int) -> bytes:
            pieces.append(size)
            return self.stream.decompress(data, size)

    monkeypatch.setattr(png.zlib, "decompressobj", Counted)
    assert picture_problem(".png", made.png(points=b"\0" * 30_000_000)) == AFTER_DATA
    assert pieces == [1_000_000]


@pytest.mark.parametrize(("kind", "data", "name"), [
    *((".webp", made.webp(made.webp_head(flag), VP8, made.webp_part(part, SECRET)), name)
      for flag, part, name in ((8, b"EXIF", "Exif"), (4, b"XMP ", "XMP"), (32, b"ICCP", "färgprofil"))),
    *((".jpg", made.jpeg(made.jpeg_part(marker, begins + SECRET)), name) for marker, begins, name in (
        (0xE1, b"Exif\0\0", "Exif"), (0xE1, b"http://ns.adobe.com/xap/1.0/\0", "XMP"), (0xE2, b"ICC_PROFILE\0", "färgprofil"),
        (0xED, b"Photoshop 3.0\0", "Photoshop"))),
])
def test_metadata_is_named(kind: str, data: bytes, name: str) -> None:
    """Whoever takes it away looks for it by its name."""
    assert picture_problem(kind, data) == f"{METADATA} ({name})"


@given(st.sampled_from([(".png", made.PNG), (".gif", made.GIF), (".jpg", made.JPEG), (".webp", made.WEBP)]), st.data())
def test_any_bytes_are_told_or_fine(picture: tuple[str, bytes], drawn: st.DataObject) -> None:
    """Bytes put in, taken out or changed anywhere never raise; nothing but a picture comes through with a sentence in it."""
    kind, data = picture
    start, end = sorted((drawn.draw(st.integers(0, len(data))), drawn.draw(st.integers(0, len(data)))))
    picture_problem(kind, data[:start] + drawn.draw(st.binary(max_size=20)) + data[end:])
    if kind in (".png", ".gif"):
        assert picture_problem(kind, data[:start] + SECRET + data[start:]) is not None


def _gif(codes: list[int], width: int, height: int = 1, bits: int = 3) -> bytes:
    """A GIF with the codes, all as wide as they are before the table has grown, in blocks."""
    held = sum(code << (number * bits) for number, code in enumerate(codes))
    packed = held.to_bytes((len(codes) * bits + 7) // 8, "little")
    blocks = b"".join(bytes([len(packed[at:at + 255])]) + packed[at:at + 255] for at in range(0, len(packed), 255))
    size = width.to_bytes(2, "little") + height.to_bytes(2, "little")
    return made.GIF_START + b"\x2c\0\0\0\0" + size + b"\0\x02" + blocks + b"\0;"


CLEAR, END = 4, 5


@pytest.mark.parametrize(("data", "problem"), [
    pytest.param(_gif([CLEAR] * 16 + [0, END], 1), None, id="as many clear codes as any picture may have"),
    pytest.param(_gif([CLEAR] * 17 + [0, END], 1), gif.TOO_MANY_CODES, id="one more"),
    pytest.param(_gif([CLEAR, 0] * 17 + [END], 17), gif.TOO_MANY_CODES, id="one more between the points"),
    pytest.param(_gif([CLEAR, 0] * 17 + [CLEAR] + [END], 17), gif.TOO_MANY_CODES, id="and at the end"),
    pytest.param(_gif([CLEAR, 0, CLEAR, 0, CLEAR, END], 1), AFTER_DATA, id="a point too many"),
    pytest.param(_gif([CLEAR, 0, CLEAR, 0, CLEAR] + [CLEAR] * 40, 1), AFTER_DATA, id="a point too many, and no end"),
    pytest.param(_gif([CLEAR] * 500_000, 1), gif.TOO_MANY_CODES, id="nothing but clear codes"),
])
def test_gif_has_no_more_codes_than_its_points_need(data: bytes, problem: str | None) -> None:
    """What draws nothing would only take time, and could hold anything."""
    assert picture_problem(".gif", data) == problem
