"""Both sites as real processes: they answer, carry their headers, write nothing of their readers, and stop."""

import http.client
import os
import re
import signal
import socket
import threading
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path

import pytest

SECONDS = 60  # for a process to start or to end; far more than it needs


def free_ports(count):
    """Ports that nobody listens at."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


class Served:
    """`handel serve` under way."""

    def __init__(self, installation):
        self.ports = dict(zip(("public", "desk"), free_ports(2), strict=True))
        self.process = installation.start(
            "serve", "--public-port", str(self.ports["public"]), "--desk-port", str(self.ports["desk"])
        )
        watchdog = threading.Timer(SECONDS, self.process.kill)
        watchdog.start()
        self.said = [self.process.stdout.readline(), self.process.stdout.readline()]
        watchdog.cancel()

    def get(self, site, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.ports[site], timeout=SECONDS)
        try:
            connection.request("GET", path, headers={"Host": f"localhost:{self.ports[site]}"})
            answer = connection.getresponse()
            answer.content = answer.read()
            return answer
        finally:
            connection.close()

    def children(self):
        """The processes of the two sites."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                parent = int(re.search(r"^PPid:\t(\d+)", (folder / "status").read_text(), re.MULTILINE).group(1))
            except OSError:
                continue
            if parent == self.process.pid:
                found.append(int(folder.name))
        return found

    def end(self, signum=signal.SIGTERM):
        """Stop it; the exit code and all that it printed after its first two lines."""
        self.process.send_signal(signum)
        printed, _ = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, printed


@contextmanager
def serving(installation):
    served = Served(installation)
    try:
        yield served
    finally:
        if served.process.poll() is None:
            served.process.terminate()
            try:
                served.process.communicate(timeout=SECONDS)
            finally:
                served.process.kill()


@pytest.fixture(scope="module")
def served(install):
    with serving(install()) as served:
        yield served


def test_both_say_where_they_are(served):
    assert [line.split() for line in served.said] == [
        [site, "site:", f"http://localhost:{port}"] for site, port in served.ports.items()
    ]


PAGES = [
    ("public", "/", 200),
    ("public", "/report/", 200),
    ("public", "/no-such-page/", 404),
    ("desk", "/", 302),
    ("desk", "/accounts/login/", 200),
    ("desk", "/no-such-page/", 302),
]


@pytest.mark.parametrize(("site", "path", "status"), PAGES)
def test_every_page_carries_its_headers(site, path, status, served):
    answer = served.get(site, path)
    assert answer.status == status
    headers = {name.lower(): value for name, value in answer.getheaders()}
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == ("'none'" if site == "public" else "'self'")
    assert "unsafe" not in headers["content-security-policy"]
    # What was published is everybody's and may be kept for a minute; it carries nothing of a reader.
    if headers["cache-control"] == "public, max-age=60":
        assert (site, path) == ("public", "/") and "set-cookie" not in headers
    else:
        assert "no-store" in headers["cache-control"]
    assert "camera=()" in headers["permissions-policy"] and "geolocation=()" in headers["permissions-policy"]
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers


@pytest.mark.parametrize("path", [path for site, path, _ in PAGES if site == "public"])
def test_the_public_site_sets_no_cookie_but_the_one_of_its_forms(path, served):
    for value in served.get("public", path).headers.get_all("Set-Cookie") or []:
        ((name, cookie),) = SimpleCookie(value).items()
        assert name == "handel"
        assert cookie["samesite"] == "Strict" and cookie["httponly"]
        assert not cookie["expires"] and not cookie["max-age"] and not cookie["domain"]


def test_static_files_may_be_kept_and_are_the_same_on_both(served):
    (style,) = set(re.findall(r'href="(/static/[^"]*handel\.css)"', served.get("public", "/").content.decode()))
    answers = [served.get(site, style) for site in served.ports]
    assert [answer.status for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    assert "max-age=31536000" in answers[0].headers["Cache-Control"]


def test_the_public_site_knows_no_address_of_the_desk(served):
    for path in ("/accounts/login/", "/warrants/", "/live/1/", "/demo/"):
        assert served.get("public", path).status == 404


def test_another_host_name_is_refused(served):
    connection = http.client.HTTPConnection("127.0.0.1", served.ports["desk"], timeout=SECONDS)
    connection.request("GET", "/accounts/login/", headers={"Host": "elsewhere.example"})
    assert connection.getresponse().status == 400
    connection.close()


def test_stopping_ends_both_and_nothing_of_a_reader_was_written(install):
    installation = install()
    with serving(installation) as served:
        children = served.children()
        assert len(children) == 2
        for site in served.ports:
            for path in ("/secret-word/?name=secret-word", "/%00secret-word", "/report/secret-word/"):
                served.get(site, path)
        code, printed = served.end()
        assert code == 0
        assert "secret-word" not in printed and "127.0.0.1" not in printed
        assert not [child for child in children if Path(f"/proc/{child}").exists()]
    logged = [path for path in installation.data.rglob("*") if path.is_file() and b"secret-word" in path.read_bytes()]
    assert logged == []


def test_a_site_that_dies_takes_the_other_with_it_and_is_a_failure(install):
    with serving(install()) as served:
        first, second = served.children()
        os.kill(first, signal.SIGKILL)
        served.process.communicate(timeout=SECONDS)
        assert served.process.returncode == 1
        assert not Path(f"/proc/{second}").exists()


def test_a_port_in_use_is_told_and_nothing_is_started(prepared):
    installation, _ = prepared
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        (other,) = free_ports(1)
        answer = installation.handel("serve", "--public-port", str(other), "--desk-port", port)
        assert answer.returncode == 1
        assert answer.stderr.startswith(f"handel: Cannot listen at port {port} on 127.0.0.1 (")
        assert "Traceback" not in answer.stderr and answer.stdout == ""
        with socket.create_server(("127.0.0.1", other)):
            pass
