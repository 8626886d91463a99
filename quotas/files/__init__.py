"""Files that staff import and export: CSV and XLSX of what readers see."""
