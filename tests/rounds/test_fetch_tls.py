"""Secure connections to the server of the feed."""

import shutil
import ssl
import subprocess

import pytest

from .servers import answer, hurried, refusal, serving

pytestmark = pytest.mark.usefixtures("no_thread_is_left")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Make a self-signed certificate of 127.0.0.1, and the context of a server with it."""
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate")
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
        + ["-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-keyout", path, "-out", f"{path}.crt"]
        + ["-addext", "subjectAltName=IP:127.0.0.1"],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{path}.crt", path)
    return f"{path}.crt", context


def test_a_server_whose_certificate_nobody_vouches_for_is_refused(certificate):
    with serving(answer(), context=certificate[1]) as server:
        message = refusal(server.address)

    assert message == "There is no secure connection to “127.0.0.1”: self-signed certificate."
    assert server.requests == []


def test_a_server_whose_certificate_the_system_knows_is_trusted(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", certificate[0])

    with serving(answer(), context=certificate[1]) as server:
        assert hurried(server.address).content == b"<temp/>"


def test_a_certificate_of_another_name_is_refused(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", certificate[0])

    with serving(answer(), context=certificate[1]) as server:
        message = refusal(server.address.replace("127.0.0.1", "localhost"))

    assert message.startswith("There is no secure connection to “localhost”: ")
    assert server.requests == []


def test_a_server_without_tls_is_no_secure_connection():
    with serving(answer()) as server:
        message = refusal(server.address.replace("http:", "https:"))

    assert message == "There is no secure connection to “127.0.0.1”: TLS fails."
