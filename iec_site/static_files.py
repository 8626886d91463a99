"""The storage of static files."""

import re
from pathlib import PurePosixPath

import rcssmin
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# As collectstatic writes it, with the name that the other file has by its content.
IMPORT = re.compile(r'@import url\("(?P<name>[\w.-]+\.css)"\)(?: (?P<media>\w+))?;')


class SmallStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Files named by their content, compressed.

    Stylesheets hold what they import, which compresses better as one file, and neither comments
    nor blanks.
    """

    def _save(self, name, content):
        if name.endswith(".css"):
            content.seek(0)
            styles = IMPORT.sub(self._importer(name), content.read().decode())
            content = ContentFile(rcssmin.cssmin(styles).encode())
        return super()._save(name, content)

    def _importer(self, name):
        """Return the function that puts what the file `name` imports in the place of the import.

        A file that is not there yet is left for the next pass of collectstatic.
        """

        def styles_of(match):
            other = str(PurePosixPath(name).with_name(match["name"]))
            if not self.exists(other):
                return match[0]
            with self.open(other) as file:
                styles = file.read().decode()
            return f"@media {match['media']} {{{styles}}}" if match["media"] else styles

        return styles_of
