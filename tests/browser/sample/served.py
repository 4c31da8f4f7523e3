"""The two sites of a sample operation, running."""

import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import IO

from tests.installation import Installation


@dataclass(frozen=True)
class Served:
    """Where the two sites of the sample operation answer, and the folder that they keep everything in."""

    public: str
    desk: str
    installation: Installation
    process: "subprocess.Popen[bytes]"
    log: IO[bytes]

    @classmethod
    def start(cls, installation: Installation) -> "Served":
        """Serve what was built there on two free ports, and wait until both answer."""
        public, desk = free_ports(2)
        command = [sys.executable, "-m", "handel", "demo", "--public-port", str(public), "--desk-port", str(desk)]
        log = (installation.data / "served.log").open("wb")
        process = subprocess.Popen(command, env=installation.environment, stdout=log, stderr=log)
        site = cls(f"http://localhost:{public}", f"http://localhost:{desk}", installation, process, log)
        for port in (public, desk):
            site.wait_for(port)
        return site

    def wait_for(self, port: int) -> None:
        for _ in range(600):
            if self.process.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        self.stop()
        raise RuntimeError(f"The sample operation is not served:\n{self.said()}")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        self.log.close()

    def said(self) -> str:
        """What the two processes printed: their warnings and errors."""
        return (self.installation.data / "served.log").read_text()

    def set_clock(self, at: str) -> None:
        """Let the story go on from this time, as `handel demo` sets it: "2015-09-23T04:30+01:00"."""
        done = self.installation.python(
            "from datetime import datetime\n"
            "from handel.platform.clock import service\n"
            f"service.set_story(datetime.fromisoformat({at!r}))\n"
        )
        assert done.returncode == 0, done.stderr


def free_ports(number: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports
