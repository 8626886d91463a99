import io
import zipfile

import pytest
from frictionless import Package

from quotas.open_data.tables import TABLES


@pytest.mark.parametrize("address", ["/en/data/iec-quotas.zip", "/fr/donnees/eic-quotas.zip"])
def test_the_data_package_is_valid(answer_at, tmp_path, address):
    response = answer_at(address)
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        archive.extractall(tmp_path)

    report = Package(str(tmp_path / "datapackage.json")).validate()

    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "message"])[:5]
    assert report.stats["tasks"] == len(TABLES)
    assert (tmp_path / "README.md").read_text("utf-8").startswith("# Quotas")
