"""One line of a journal: CRC-32 of the JSON in 8 lower-case hexadecimal digits, a space, JSON, a newline.

The checksum finds every change of up to 32 bits in a row, so that a damaged line is known to be one.
"""

from __future__ import annotations

import json
from zlib import crc32

from simulator.recording.codec import Json, MalformedError


def frame(document: Json) -> bytes:
    """Return `document` as a line, in ASCII."""
    text = json.dumps(document, separators=(",", ":"), allow_nan=False).encode("ascii")
    return b"%08x %b\n" % (crc32(text), text)


def unframe(line: bytes) -> bytes:
    """Return the JSON of a line, with or without its newline; MalformedError where it is not as written."""
    text = line[9:-1] if line.endswith(b"\n") else line[9:]
    if line[:9] != b"%08x " % crc32(text):
        raise MalformedError("the checksum does not fit")
    return text
