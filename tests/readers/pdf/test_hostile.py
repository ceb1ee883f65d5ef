"""Damaged and hostile files: a Source or an UnreadableDocument, soon, and nothing else."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from contractkit.errors import UnreadableDocument
from contractkit.readers.pdf import read_pdf

Objects = Callable[..., bytes]
Draw = Callable[..., str]

FONT = b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>"
CID = (
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /DW 1000 "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>"
)
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"

pytestmark = pytest.mark.usefixtures("without_ocr")


def ends(data: bytes, *, within: float = 10.0) -> str:
    """What comes of a file: its text, or the message; fails where it takes long."""
    begun = time.monotonic()
    try:
        found = "".join(block.text for block in read_pdf(data).blocks)
    except UnreadableDocument as error:
        assert error.remedy  # noqa: PT017 - PDFium mends some of them
        found = error.message
    assert time.monotonic() - begun < within
    return found


def one_page(
    objects: Objects, content: bytes, *, box: bytes = b"[0 0 595 842]", filters: bytes = b"", kids: int = 1
) -> bytes:
    pages = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join([b"3 0 R"] * kids), kids)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 6 0 R /Resources << /Font << /F1 4 0 R >> >> >>" % box
    stream = b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), filters, content)
    return objects([CATALOGUE, pages, page, FONT, CID, stream])


@pytest.fixture
def clause(draw: Draw) -> bytes:
    return draw("乙方应当按照约定使用数据。", 90, 700).encode()


@pytest.mark.parametrize(
    "pages",
    [
        [b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>"],
        [b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Pages /Kids [2 0 R] /Count 5 /Parent 3 0 R >>"],
        [b"<< /Type /Pages /Kids [] /Count 0 >>"],
        [b"<< /Type /Pages /Kids [99 0 R] /Count 1 >>"],
    ],
    ids=["itself", "each other", "none", "missing"],
)
def test_page_trees(objects: Objects, pages: list[bytes]) -> None:
    assert "PDF" in ends(objects([CATALOGUE, *pages]))


@pytest.mark.parametrize("box", [b"[0 0 1e30 1e30]", b"[0 0 0 0]", b"[5 5 1 1]", b"[]", b"(x)", b"[nan 0 0 1]"])
def test_page_sizes(objects: Objects, clause: bytes, box: bytes) -> None:
    assert ends(one_page(objects, clause, box=box))


def test_places_beyond_all_bounds(objects: Objects, draw: Draw, clause: bytes) -> None:
    far = draw("远处的字", 10**30, -(10**30)).encode()
    assert "乙方应当按照约定使用数据。" in ends(one_page(objects, far + clause))


@pytest.mark.parametrize("unit", [b" ", b"q ", b"0 0 m 9 9 l S\n", b"[ ", b"BT "])
def test_streams_that_unpack_to_much(objects: Objects, clause: bytes, unit: bytes) -> None:
    content = zlib.compress(clause + b" " + unit * (4_000_000 // len(unit)), 9)
    assert ends(one_page(objects, content, filters=b"/Filter /FlateDecode"))


def test_grid_of_many_lines(objects: Objects, clause: bytes) -> None:
    rules = b"".join(b"%d 0 m %d 800 l S 0 %d m 500 %d l S\n" % (at, at, at, at) for at in range(590)) * 10
    assert ends(one_page(objects, rules + clause * 500))


def test_deep_nesting(objects: Objects, clause: bytes) -> None:
    data = one_page(objects, clause)
    deep = data.replace(b"/Type /Page ", b"/Type /Page /X " + b"[" * 100_000 + b"]" * 100_000 + b" ")
    assert ends(deep)


def test_ten_thousand_pages(objects: Objects, clause: bytes) -> None:
    source = read_pdf(one_page(objects, clause, kids=10_000))
    (loss,) = source.losses
    assert (loss.what, loss.count, loss.withholds, loss.share) == ("未读的页", 7000, True, 0.7)
    assert "10000 页" in loss.note


@given(cuts=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4)), min_size=1, max_size=6), end=st.floats(0.3, 1))
@example(cuts=[(0.5, b"")], end=0.5)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_flipped_and_cut_bytes(objects: Objects, draw: Draw, cuts: list[tuple[float, bytes]], end: float) -> None:
    data = bytearray(
        one_page(objects, "\n".join(draw("乙方应当按年报告。", 90, 700 - 20 * at) for at in range(5)).encode())
    )
    for place, words in cuts:
        at = int(place * len(data))
        data[at : at + len(words)] = words
    assert ends(bytes(data[: int(end * len(data))]))
