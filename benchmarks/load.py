"""Pages a second with 16 connections, against the desk site as it is served."""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from typing import Any

from benchmarks.world import folder, world

CONNECTIONS, SECONDS = 16, 10


def run() -> list[dict[str, Any]]:
    made = world()
    from django.urls import reverse

    address, health = reverse("warrants:list"), "/accounts/login/"
    port = free_port()
    environment = os.environ | {"HANDEL_DATA": str(folder())}
    command = ["-m", "handel", "serve", "--site", "desk", "--desk-port", str(port)]
    server = subprocess.Popen([sys.executable, *command], env=environment, stdout=subprocess.DEVNULL)
    try:
        wait(port, health)
        cookie = f"handel_desk={made['session']}"
        times, seconds = ask_at_once(port, address, cookie)
    finally:
        server.terminate()
        server.wait(10)
    ordered = sorted(times)
    return [
        {
            "what": f"list page of 50, {CONNECTIONS} connections",
            "unit": "pages/s",
            "measured": round(len(times) / seconds, 1),
        },
        {"what": "  median", "unit": "ms", "measured": round(statistics.median(times) * 1000, 1)},
        {"what": "  95th percentile", "unit": "ms", "measured": round(ordered[int(len(ordered) * 0.95)] * 1000, 1)},
    ]


def ask_at_once(port: int, address: str, cookie: str) -> tuple[list[float], float]:
    """Every answer's time (s) and how long it all took; raises when a page fails."""
    times: list[float] = []
    failed: list[int] = []
    end = time.monotonic() + SECONDS

    def one() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.monotonic() < end:
            began = time.perf_counter()
            connection.request("GET", address, headers={"Cookie": cookie, "Host": "localhost"})
            answer = connection.getresponse()
            answer.read()
            times.append(time.perf_counter() - began)
            if answer.status != 200:
                failed.append(answer.status)
                return

    threads = [threading.Thread(target=one) for _ in range(CONNECTIONS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise RuntimeError(f"{len(failed)} pages failed: {sorted(set(failed))}")
    return times, time.monotonic() - began


def wait(port: int, address: str, seconds: float = 30) -> None:
    """Until the site answers. Raises `TimeoutError`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", address, headers={"Host": "localhost"})
            if connection.getresponse().status < 500:
                return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError(f"No answer on port {port}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
