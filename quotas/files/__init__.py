"""CSV and XLSX files: exports and imports of staff, and the writers behind all downloads."""
