"""The feed from files and pipes."""

import io
import os
from pathlib import Path

import pytest

from quotas.rounds.document import MAX_BYTES, BadFeed
from quotas.rounds.fetch import read_file, read_stream

from .servers import TOO_LARGE


def test_a_file_is_read(tmp_path):
    path = tmp_path / "selections.xml"
    path.write_bytes(b"<temp>\r\n</temp>")

    assert read_file(path) == read_file(str(path)) == b"<temp>\r\n</temp>"


def test_a_file_may_be_as_large_as_a_feed_and_no_larger(tmp_path):
    path = tmp_path / "selections.xml"

    path.write_bytes(bytes(MAX_BYTES))
    assert len(read_file(path)) == MAX_BYTES

    path.write_bytes(bytes(MAX_BYTES + 1))
    with pytest.raises(BadFeed, match=TOO_LARGE):
        read_file(path)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("missing.xml", "There is no file “.*missing.xml”."),
        (".", "“.*” is a directory, not a file."),
        ("pipe", "“.*pipe” is not an ordinary file."),
        ("file/selections.xml", "The file “.*” cannot be read."),
        ("x" * 300, "The file “.*” cannot be read."),
        ("nul\0", "The file “.*” cannot be read."),
    ],
)
def test_what_is_no_file_is_refused(tmp_path, monkeypatch, name, why):
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    os.mkfifo("pipe")

    with pytest.raises(BadFeed, match=why):
        read_file(name)


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    def forbidden(*arguments, **options):
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "selections.xml"
    path.touch()
    monkeypatch.setattr(Path, "open", forbidden)

    with pytest.raises(BadFeed, match="cannot be read"):
        read_file(path)


class Dribble(io.RawIOBase):
    """A stream that gives a few bytes at a time."""

    def __init__(self, content):
        self.content = io.BytesIO(content)

    def read(self, size=-1):
        return self.content.read(min(size, 100_000))


def test_a_stream_is_read_to_its_end_however_little_it_gives():
    assert read_stream(io.BytesIO(b"<temp/>")) == b"<temp/>"
    assert read_stream(Dribble(bytes(1_000_000))) == bytes(1_000_000)


def test_a_stream_may_be_as_large_as_a_feed_and_no_larger():
    assert len(read_stream(Dribble(bytes(MAX_BYTES)))) == MAX_BYTES
    with pytest.raises(BadFeed, match=TOO_LARGE):
        read_stream(Dribble(bytes(MAX_BYTES + 1)))
    with Path("/dev/zero").open("rb") as endless, pytest.raises(BadFeed, match=TOO_LARGE):
        read_stream(endless)


def test_a_stream_that_is_closed_is_refused():
    stream = io.BytesIO()
    stream.close()

    with pytest.raises(BadFeed, match="It cannot be read to its end."):
        read_stream(stream)
