"""Starting the two sites: each its own process; this one only starts them, and stops them when it is stopped."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

SITES = ("public", "desk")
GRACE = 3  # seconds for open streams to end


@dataclass(frozen=True)
class Address:
    """Where a site listens, and how people write it."""

    site: str
    host: str
    port: int
    tls: bool

    @property
    def url(self) -> str:
        host = "localhost" if self.host in {"127.0.0.1", "0.0.0.0", "::"} else self.host  # noqa: S104
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}"


class PortTaken(Exception):
    """Another program listens there already, or this one may not."""


def require_ports(addresses: list[Address]) -> None:
    """Raise `PortTaken`, naming the option that chooses another, unless every site can listen where it is to."""
    for address in addresses:
        with socket.socket(socket.AF_INET6 if ":" in address.host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address.host, address.port))
            except OSError as error:
                where = f"port {address.port} on {address.host}"
                option = f"--{address.site}-port"
                raise PortTaken(
                    f"Cannot listen at {where} ({error.strerror}): choose another with {option}."
                ) from error


def serve(addresses: list[Address], *, data: Path, work: bool = True, ready: str = "") -> int:
    """Run the sites until this process is stopped; returns the exit code.

    `work` lets the desk's process do the background work too (one machine, no separate `handel work`).
    `ready` is printed when both answer. Raises `PortTaken` before anything is started.
    """
    require_ports(addresses)
    public_url = next((address.url for address in addresses if address.site == "public"), None)
    environment = {"HANDEL_DATA": str(data), "HANDEL_WORK": "on" if work else "off"}
    if public_url:
        environment.setdefault("HANDEL_PUBLIC_URL", os.environ.get("HANDEL_PUBLIC_URL", public_url))
    children = [start(address, data=data, environment=environment) for address in addresses]

    asked_to_stop = False

    def stop(signum: int, frame: FrameType | None) -> None:
        nonlocal asked_to_stop
        asked_to_stop = True
        for child in children:
            child.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if all(answers(address, child) for address, child in zip(addresses, children, strict=True)):
        for address in addresses:
            print(f"{address.site:>7} site: {address.url}")
        if ready:
            print(ready)
        sys.stdout.flush()
    while all(child.poll() is None for child in children):
        time.sleep(0.2)
    ended_by_itself = not asked_to_stop
    stop(signal.SIGTERM, None)
    deadline = time.monotonic() + GRACE + 2
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
    # A child that ended because it was asked to (a negative code names the signal) ended as it should.
    return max(int(ended_by_itself), *(child.returncode for child in children))


def start(address: Address, *, data: Path, environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        f"handel.sites.{address.site}.asgi:application",
        *("--host", address.host, "--port", str(address.port)),
        *("--timeout-graceful-shutdown", str(GRACE), "--lifespan", "off", "--log-level", "warning"),
        # No address or path of a reader is written anywhere.
        *("--no-access-log", "--no-server-header"),
    ]
    if address.tls:
        from handel.sites.tls import certificate

        hosts = [host for host in os.environ.get("HANDEL_HOSTS", "").split(",") if host]
        site, key = certificate(data / "tls", hosts or ["localhost", "127.0.0.1"])
        command += ["--ssl-certfile", str(site), "--ssl-keyfile", str(key)]
        environment = environment | {"HANDEL_TLS": "on"}
    return subprocess.Popen(command, env=os.environ | environment)  # noqa: S603


def answers(address: Address, child: "subprocess.Popen[bytes]", seconds: float = 30) -> bool:
    """Whether the site answers within `seconds`, while its process lives."""
    deadline = time.monotonic() + seconds
    while child.poll() is None and time.monotonic() < deadline:
        try:
            with socket.create_connection((address.host, address.port), timeout=1):
                return True
        except OSError:
            time.sleep(0.05)
    return False
