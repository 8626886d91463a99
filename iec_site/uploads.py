from django.core.files.uploadhandler import FileUploadHandler

LARGEST = 5_000_000  # what the largest file may have that anything here takes: the official feed


class Enough(FileUploadHandler):
    """Lets go of what a file has beyond its being too large, so that no disk fills up with it."""

    def receive_data_chunk(self, raw_data, start):
        return raw_data if start <= LARGEST else None

    def file_complete(self, file_size):
        """Leave it to the next handler to make the file."""
