"""The release: the code and the words that this process runs."""

import functools
import hashlib
from pathlib import Path

PARTS = ("iec_site", "quotas", "templates", "static", "requirements")


@functools.cache
def release(base, *settings):
    """Return a short digest of every file and setting of a page, the same on each machine.

    It is part of every ETag, so a new release never answers 304 for an old page.
    """
    digest = hashlib.blake2b(repr(settings).encode(), digest_size=8)
    for part in PARTS:
        for path in sorted(Path(base, part).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(str(path.relative_to(base)).encode() + path.read_bytes())
    return digest.hexdigest()
