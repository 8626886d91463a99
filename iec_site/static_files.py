"""The storage of static files."""

import rcssmin
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage


class SmallStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Files named by their content, compressed; stylesheets without comments and blanks too."""

    def _save(self, name, content):
        if name.endswith(".css"):
            content.seek(0)
            content = ContentFile(rcssmin.cssmin(content.read().decode()).encode())
        return super()._save(name, content)
