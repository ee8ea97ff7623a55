"""How many pixels wide an image is, by the first bytes of its file."""

from pathlib import Path

from awesomecheck.safety.plain_files import read_start

IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
"""Endings of files with pixels, in lower case."""
_ENOUGH = 65_536
"""A JPEG may have much before its size."""
_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = frozenset((0x01, *range(0xD0, 0xD9), 0xFF))


def width_in(file: Path) -> int | None:
    """Return the width of an image; None if it is another file, or may not be read."""
    if not file.name.lower().endswith(IMAGES):
        return None
    data = read_start(file, _ENOUGH)
    return image_width(data) if data else None


def image_width(data: bytes) -> int | None:
    """Return the width that the start of a PNG, GIF, WebP or JPEG names; None for all else."""
    width = None
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
        width = int.from_bytes(data[16:20], "big")
    elif data.startswith((b"GIF87a", b"GIF89a")):
        width = int.from_bytes(data[6:8], "little")
    elif data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        width = _of_webp(data)
    elif data.startswith(b"\xff\xd8"):
        width = _of_jpeg(data)
    return width or None


def _of_webp(data: bytes) -> int | None:
    match data[12:16]:
        case b"VP8X":
            return int.from_bytes(data[24:27], "little") + 1 if len(data) >= 27 else None
        case b"VP8L" if data[20:21] == b"\x2f":
            return (int.from_bytes(data[21:23], "little") & 0x3FFF) + 1
        case b"VP8 " if data[23:26] == b"\x9d\x01\x2a":
            return int.from_bytes(data[26:28], "little") & 0x3FFF
        case _:
            return None


def _of_jpeg(data: bytes) -> int | None:
    """Return the width that the first start of a frame names."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _START_OF_FRAME:
            return int.from_bytes(data[at + 7 : at + 9], "big")
        if marker in _WITHOUT_LENGTH:
            at += 1 if marker == 0xFF else 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
