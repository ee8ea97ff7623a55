"""How wide an image is, by the start of its file; and what is no image."""

from pathlib import Path
import struct

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from awesomecheck import Source, parse
from awesomecheck.links.image_width import image_width
from awesomecheck.links.local_files import file_verdicts

WIDTH = 1234
TWO = struct.pack("<H", WIDTH)
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", WIDTH, 77)
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(9)  # a segment before the frame
    + b"\xff\xff\xc2\x00\x11\x08" + struct.pack(">HH", 77, WIDTH)
)  # fmt: skip
RIFF = b"RIFF\x00\x00\x00\x00WEBP"
IMAGES = {
    "png": PNG,
    "gif": b"GIF89a" + TWO + b"\x4d\x00",
    "jpg": JPEG,
    "webp": RIFF + b"VP8X\x0a\x00\x00\x00\x00\x00\x00\x00" + struct.pack("<I", WIDTH - 1),
    "lossy.webp": RIFF + b"VP8 \x00\x00\x00\x00\x00\x00\x00\x9d\x01\x2a" + TWO,
    "lossless.webp": RIFF + b"VP8L\x00\x00\x00\x00\x2f" + struct.pack("<H", WIDTH - 1),
}


@pytest.mark.parametrize("kind", IMAGES)
def test_the_width_of_an_image(kind: str) -> None:
    assert image_width(IMAGES[kind]) == WIDTH


@given(st.sampled_from(sorted(IMAGES)), st.binary(max_size=40), st.integers(0, 40))
@settings(max_examples=100)
def test_what_is_broken_has_no_width_or_some(kind: str, noise: bytes, keep: int) -> None:
    width = image_width(IMAGES[kind][:keep] + noise)
    assert width is None or width > 0


def test_images_of_the_work_tree_have_a_width(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "logo.png").write_bytes(PNG)
    (tmp_path / "text.png").write_text("No image.")
    (tmp_path / "link.png").symlink_to(tmp_path / "logo.png")
    names = ("logo.png", "text.png", "link.png")
    document = parse(Source.from_text("".join(f"![Image]({name})\n" for name in names)))
    verdicts = file_verdicts(document, tmp_path / "README.md")
    facts = {link.url: verdict.facts for link, verdict in verdicts.items()}
    assert facts == {"logo.png": {"width": WIDTH}, "text.png": {}, "link.png": {}}
