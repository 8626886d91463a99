"""Writes the tables anew: `make sentences`."""

import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iec_site.settings")
    django.setup()

    from .contents import path_of, write

    for name, text in write()[0].items():
        path_of(name).write_text(text)
