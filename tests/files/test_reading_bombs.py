"""Workbooks that unpack to more than their directory says."""

import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib

import pytest
from django.conf import settings

from quotas.files.limits import MOST_BYTES, BadFile
from quotas.files.record_files import QuotaFile

from .copies import HEADINGS, ROW, in_sheet, repacked, workbook

SHEET = "xl/worksheets/sheet1.xml"
MOST_MEMORY = 300  # MB, of which Django takes some 90
READ_EACH = """
import json, os, pathlib, sys, django
django.setup()
from quotas.files.limits import BadFile
from quotas.files.record_files import QuotaFile
answers = {}
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    child = os.fork()
    if not child:
        try:
            QuotaFile().read_table(path.name, path.read_bytes())
        except BadFile:
            os._exit(1)
        os._exit(0)
    _child, status, usage = os.wait4(child, 0)
    answers[path.stem] = [os.waitstatus_to_exitcode(status), usage.ru_maxrss // 1024]
print(json.dumps(answers))
"""
READ, REFUSED = 0, 1


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def deflated(part, megabytes_after=0):
    """Return a deflated stream of `part` and of so many megabytes of blanks after it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    begun = packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH)
    blanks = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    return begun + blanks * megabytes_after + packer.flush(zlib.Z_FINISH)


def package(members, *, sizes_in_front=True, share=()):
    """Return a ZIP file of `members`: names, packed bytes, and their sizes and sums in it.

    Without `sizes_in_front` the sizes stand behind each member; those named in `share` all lie
    where the first of them does.
    """
    out, directory, places = io.BytesIO(), b"", {}
    for name, packed, size, checksum in members:
        flags = 0 if sizes_in_front else 8
        key = "shared" if name in share else name
        if key not in places:
            places[key] = out.tell()
            said = (checksum, len(packed), size) if sizes_in_front else (0, 0, 0)
            out.write(struct.pack("<4s5H3I2H", b"PK\3\4", 20, flags, 8, 0, 33, *said, len(name), 0))
            out.write(name.encode() + packed)
            if not sizes_in_front:
                out.write(struct.pack("<4s3I", b"PK\7\x08", checksum, len(packed), size))
        facts = (20, 20, flags, 8, 0, 33, checksum, len(packed), size, len(name), 0, 0, 0, 0, 0)
        directory += struct.pack("<4s6H3I5H2I", b"PK\1\2", *facts, places[key]) + name.encode()
    begin, count = out.tell(), len(members)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(directory), begin, 0)
    return out.getvalue() + directory + end


def as_it_is(name, part, megabytes_after=0):
    return name, deflated(part, megabytes_after), len(part), zlib.crc32(part)


def with_a_lie(name, megabytes):
    """Return a workbook of which one part is larger than its directory says."""
    parts = parts_of(workbook([HEADINGS, ROW]))
    return package(
        [as_it_is(each, part, megabytes * (each == name)) for each, part in parts.items()]
    )


def with_other_sizes_in_front(packed, size):
    """Return a workbook of which one part says of itself that it is larger than it should be."""
    content = package([as_it_is(*each) for each in parts_of(workbook([HEADINGS, ROW])).items()])
    begin = content.index(b"PK\3\4", content.index(SHEET.encode()) - 30)
    said = struct.unpack_from("<2I", content, begin + 18)
    lie = struct.pack("<2I", said[0] + packed, said[1] + size)
    return content[: begin + 18] + lie + content[begin + 26 :]


def with_one_inside_another():
    """Return a workbook with a part that begins among the last bytes of the part before it."""
    parts = parts_of(workbook([HEADINGS, ROW]))
    inner = package([as_it_is("xl/inner.xml", b"<x/>")])
    inner = inner[: inner.index(b"PK\1\2")]
    outer = ("xl/outer.bin", deflated(b"<y/>") + inner, 4, zlib.crc32(b"<y/>"))
    content = package(
        [outer, *(as_it_is(*each) for each in parts.items()), as_it_is("xl/inner.xml", b"<x/>")]
    )
    place = content.index(inner)
    entry = content.rindex(b"PK\1\2")
    return content[: entry + 42] + struct.pack("<I", place) + content[entry + 46 :]


def with_many_at_one_place():
    parts = parts_of(workbook([HEADINGS, ROW]))
    members = [as_it_is(*each) for each in parts.items()]
    names = [f"xl/{n}.xml" for n in range(100)]
    return package(members + [as_it_is(name, b" " * 100_000) for name in names], share=names)


def with_many_attributes():
    attributes = b"".join(b" a%x=''" % n for n in range(900_000))
    row = b"<row" + attributes + b"/></sheetData>"
    return repacked(workbook([HEADINGS, ROW]), in_sheet(b"</sheetData>", row))


def with_tags_in_tags(name, count):
    deep = b"<x>" * count + b"</x>" * count
    ends = (b"</sheetData>", b"</cellXfs>", b"</sheets>")

    def deepen(each, part):
        for end in ends if each == name else ():
            part = part.replace(end, deep + end)
        return part

    return repacked(workbook([HEADINGS, ROW]), deepen)


def with_one_huge_text():
    parts = parts_of(workbook([HEADINGS, ROW]))
    huge = b"<t>" + b"x" * 11_000_000 + b"</t>"
    parts["xl/sharedStrings.xml"] = b'<sst xmlns="http://x"><si>' + huge + b"</si></sst>"
    return package([as_it_is(*each) for each in parts.items()])


BOMBS = {
    "a lie about a sheet": lambda: with_a_lie(SHEET, 1300),
    "a lie about the styles": lambda: with_a_lie("xl/styles.xml", 1300),
    "a lie about the content": lambda: with_a_lie("[Content_Types].xml", 1300),
    "many members at one place": with_many_at_one_place,
    "a million attributes": with_many_attributes,
    "deep styles": lambda: with_tags_in_tags("xl/styles.xml", 9_000),
    "one huge text": with_one_huge_text,
}

# Tags without a cell, which are read without harm.
BEARABLE = {"deep rows": lambda: with_tags_in_tags(SHEET, 390_000)}


def test_no_workbook_takes_more_memory_than_it_says(tmp_path):
    for name, bomb in (BOMBS | BEARABLE).items():
        content = bomb()
        assert len(content) < MOST_BYTES, name
        (tmp_path / f"{name}.xlsx").write_bytes(content)

    done = subprocess.run(
        [sys.executable, "-c", READ_EACH, tmp_path],
        env={"DJANGO_SETTINGS_MODULE": "iec_site.settings", "SECRET_KEY": "for tests"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        check=True,
    )

    answers = json.loads(done.stdout)
    assert max(memory for _answer, memory in answers.values()) < MOST_MEMORY
    assert {name for name, (answer, _memory) in answers.items() if answer == REFUSED} == set(BOMBS)
    assert {name for name, (answer, _memory) in answers.items() if answer == READ} == set(BEARABLE)


@pytest.mark.parametrize("wrong", ["too little", "too much", "another sum"])
def test_a_member_that_is_not_what_the_directory_says_is_refused(wrong):
    members = [as_it_is(*each) for each in parts_of(workbook([HEADINGS, ROW])).items()]
    changed = []
    for name, packed, size, checksum in members:
        if name == SHEET:
            size += {"too little": -1, "too much": 1}.get(wrong, 0)
            checksum ^= wrong == "another sum"
        changed.append((name, packed, size, checksum))

    with pytest.raises(BadFile):
        QuotaFile().read_table("week.xlsx", package(changed))


@pytest.mark.parametrize(("packed", "size"), [(1, 0), (0, 1), (2**30, 2**30), (-1, 0)])
def test_a_member_whose_own_header_says_more_than_the_directory_is_refused(packed, size):
    with pytest.raises(BadFile):
        QuotaFile().read_table("week.xlsx", with_other_sizes_in_front(packed, size))


def test_a_member_inside_another_is_refused():
    content = with_one_inside_another()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.getinfo("xl/inner.xml").header_offset < len(content)

    with pytest.raises(BadFile):
        QuotaFile().read_table("week.xlsx", content)


@pytest.mark.parametrize("in_front", [True, False])
def test_a_plain_workbook_is_read_wherever_its_sizes_stand(in_front):
    members = [as_it_is(*each) for each in parts_of(workbook([HEADINGS, ROW])).items()]

    table = QuotaFile().read_table("week.xlsx", package(members, sizes_in_front=in_front))

    assert list(table.rows[0].values()) == list(map(str, ROW))


@pytest.mark.parametrize("said", [b"A1:XFD1048576", b"A1", b"XFD1048576:XFD1048576"])
def test_what_a_sheet_says_of_its_size_does_not_matter(said):
    content = repacked(workbook([HEADINGS, ROW]), in_sheet(b'ref="A1:G2"', b'ref="%s"' % said))

    table = QuotaFile().read_table("week.xlsx", content)

    assert list(table.rows[0].values()) == list(map(str, ROW))
