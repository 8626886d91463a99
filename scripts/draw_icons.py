"""Draw the icons for devices from that of the browser; needed only to change the mark.

    .venv/bin/python scripts/draw_icons.py

It writes PNGs to ``static/img/``: rounded as the mark is, and full to the edge for devices that cut
a shape of their own out of it.
"""

from pathlib import Path

import resvg_py

IMAGES = Path(__file__).parent.parent / "static" / "img"
MARK = (IMAGES / "icon.svg").read_text()
ROUNDED = '<rect width="32" height="32" rx="7"'
SQUARE = '<rect x="-8" y="-8" width="48" height="48"'
ALL, SAFE = "0 0 32 32", "-4 -4 40 40"  # a device may cut off a tenth at each side
ICONS = {
    "icon-192.png": (192, MARK),
    "icon-512.png": (512, MARK),
    "icon-maskable-512.png": (512, MARK.replace(ROUNDED, SQUARE).replace(ALL, SAFE)),
    "apple-touch-icon.png": (180, MARK.replace(ROUNDED, SQUARE)),
}


def main():
    for name, (size, svg) in ICONS.items():
        png = resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size)
        (IMAGES / name).write_bytes(bytes(png))


if __name__ == "__main__":
    main()
