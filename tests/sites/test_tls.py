"""The local authority and the certificate that it signs."""

import os
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta

import pytest

from handel.sites.tls import CERTIFICATE_DAYS, certificate

HOSTS = ["localhost", "127.0.0.1"]


def shake_hands(folder, name):
    """A TLS connection to a server with the certificate of `folder`, by a client that trusts its authority alone."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "site.pem", folder / "site.key")
    client = ssl.create_default_context(cafile=str(folder / "authority.pem"))
    client.verify_flags |= ssl.VERIFY_X509_STRICT
    near, far = socket.socketpair()

    def serve():
        try:
            server.wrap_socket(far, server_side=True).close()
        except (ssl.SSLError, OSError):
            far.close()

    serving = threading.Thread(target=serve)
    serving.start()
    try:
        client.wrap_socket(near, server_hostname=name).close()
    finally:
        near.close()
        serving.join()


@pytest.mark.parametrize("name", HOSTS)
def test_a_browser_that_trusts_the_authority_trusts_the_site(tmp_path, name):
    certificate(tmp_path, HOSTS)
    shake_hands(tmp_path, name)


def test_it_is_for_the_names_given_and_no_other(tmp_path):
    certificate(tmp_path, HOSTS)
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(tmp_path, "elsewhere.example")


def test_keys_are_readable_by_their_owner_only(tmp_path):
    certificate(tmp_path / "tls", HOSTS)
    for name in ("site.key", "authority.key"):
        assert os.stat(tmp_path / "tls" / name).st_mode & 0o777 == 0o600  # noqa: PTH116


def test_it_is_kept_until_a_month_before_its_end_and_for_the_same_names(tmp_path):
    now = datetime.now(UTC)
    first, authority = certificate(tmp_path, HOSTS, now=now)[0].read_bytes(), (tmp_path / "authority.pem").read_bytes()
    later = now + timedelta(days=CERTIFICATE_DAYS - 31)
    assert certificate(tmp_path, HOSTS[:1], now=later)[0].read_bytes() == first
    more = certificate(tmp_path, [*HOSTS, "handel.example"], now=later)[0].read_bytes()
    assert more != first
    renewed = certificate(tmp_path, HOSTS, now=later + timedelta(days=CERTIFICATE_DAYS - 29))[0].read_bytes()
    assert renewed != more
    assert (tmp_path / "authority.pem").read_bytes() == authority
