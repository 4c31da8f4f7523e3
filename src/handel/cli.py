"""The command line: `handel COMMAND`. Every command says what it does with `--help`.

Exit codes: 0 done, 1 refused or found wanting, 2 the call itself was wrong, 130 stopped by Ctrl-C.
"""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handel import __version__
from handel.sites.serve import Address, PortTaken, require_ports, serve

if TYPE_CHECKING:
    from handel.platform.accounts.models import User

Run = Callable[[argparse.Namespace], int]


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    if options.data:
        os.environ["HANDEL_DATA"] = str(options.data)
    run: Run = options.run
    try:
        return run(options)
    except KeyboardInterrupt:
        return 130
    except Failure as failure:
        print(f"handel: {failure}", file=sys.stderr)
        return failure.code


class Failure(Exception):
    """What goes wrong in a way that the person at the command line can put right."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="handel", description="Runs an intelligence-led operation from the first concern to the public account."
    )
    parser.add_argument("--version", action="version", version=f"handel {__version__}")
    parser.add_argument("--data", type=Path, help="the folder with everything that is kept (HANDEL_DATA)")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, run: Run, help_text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help_text, description=help_text)
        made.set_defaults(run=run)
        return made

    demo = command("demo", run_demo, "Build the sample operation (once) and serve both sites.")
    demo.add_argument("--fresh", action="store_true", help="start over; says what it deletes before it does")
    demo.add_argument("--yes", action="store_true", help="with --fresh: do not ask")
    demo.add_argument("--build-only", action="store_true", help="build the sample operation, serve nothing")
    add_ports(demo)

    serve = command("serve", run_serve, "Serve the public site and the desk site.")
    serve.add_argument("--site", choices=["public", "desk"], help="this site only")
    add_ports(serve)

    command("work", run_work, "Do the desk's background work, where serve runs it not (several desk processes).")
    command("setup", run_setup, "Prepare the databases and keys; done again, it changes nothing.")

    person = command("person", run_person, "Add a person of the force, or give one a role at a standing desk.")
    person.add_argument("username")
    person.add_argument("--name", help="full name (for a new person)")
    person.add_argument("--number", help="warrant or staff number (for a new person)")
    person.add_argument("--unit", help="unit (for a new person)")
    person.add_argument("--title", default="", help='as written, for example "Detective Inspector"')
    person.add_argument("--rank", default="staff", help="staff, constable, sergeant, inspector, ...")
    person.add_argument("--desk", help='standing desk, for example "Report desk"')
    person.add_argument("--role", help="role at that desk, for example report_desk")
    person.add_argument("--new-password", action="store_true", help="set a new password and print it")
    person.add_argument("--remove-second-factor", action="store_true", help="for who has lost it")
    person.add_argument("--leave", action="store_true", help="end every role and close the account")

    facts = command("facts", run_facts, "Print each fact of an operation with the records that it counts.")
    facts.add_argument("--operation", required=True, metavar="NAME", help="name or reference of the operation")
    add_viewer(facts)
    facts.add_argument("--json", action="store_true", help="as JSON")
    return parser


def add_ports(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--public-port", type=int, default=8000, metavar="PORT")
    parser.add_argument("--desk-port", type=int, default=8001, metavar="PORT")
    parser.add_argument("--tls", action="store_true", help="serve over TLS with a local authority's certificate")


def add_viewer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", required=True, dest="username", metavar="USER", help="who is asking")


def start_django() -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "handel.sites.desk.settings"
    django.setup()


def require_setup() -> None:
    """Raises `Failure` where `handel setup` has not been run."""
    from django.db import connection

    if "accounts_user" not in connection.introspection.table_names():
        raise Failure("Nothing has been set up here. Run handel setup first, or name the folder: handel --data FOLDER.")


def signed_in(username: str) -> "User":
    """The person at the command line, who signs in as on the desk site.

    The password is asked for, or read from the file that HANDEL_PASSWORD_FILE names; the sample operation's people
    have none. Raises `Failure` alike for an unknown name and a wrong password.
    """
    from django.conf import settings
    from django.contrib.auth import authenticate
    from django.http import HttpRequest

    from handel.platform.accounts.models import User

    if settings.DEMO:
        user = User.objects.filter(username=username, is_active=True).first()
    else:
        # Attempts are counted by name and address, so there is a request for them to come from.
        request = HttpRequest()
        request.META["REMOTE_ADDR"] = "127.0.0.1"
        user = authenticate(request, username=username, password=_password(username))
    if user is None:
        raise Failure("That name and password do not go together.")
    return user


def _password(username: str) -> str:
    from getpass import getpass

    if file := os.environ.get("HANDEL_PASSWORD_FILE"):
        try:
            return Path(file).read_text().rstrip("\n")
        except OSError as error:
            raise Failure(f"The file that HANDEL_PASSWORD_FILE names cannot be read: {error.strerror}.", 2) from None
    if not sys.stdin.isatty():
        raise Failure("Put the password into a file and name it in HANDEL_PASSWORD_FILE.", 2)
    return getpass(f"Password of {username}: ")


@contextmanager
def refusals() -> Iterator[None]:
    """Refusals of rules, and records that are not there for this person, as failures of the command."""
    from handel.platform.access.viewer import NotFound
    from handel.rules import Refused

    try:
        yield
    except Refused as refused:
        raise Failure(str(refused)) from None
    except NotFound:
        raise Failure("There is no such record, or it is not for you.") from None


def run_setup(options: argparse.Namespace) -> int:
    start_django()
    from handel.sites import setup

    setup.prepare()
    print("The databases and keys are ready.")
    return 0


def run_serve(options: argparse.Namespace) -> int:
    return serve_sites(options, ready="")


def run_work(options: argparse.Namespace) -> int:
    import threading

    start_django()
    from handel.sites import work

    work.forever(threading.Event())
    return 0


def run_demo(options: argparse.Namespace) -> int:
    data = Path(os.environ.get("HANDEL_DATA", "handel-data")).resolve()
    marker = data / "sample-operation"
    if data.exists() and any(data.iterdir()) and not marker.exists():
        raise Failure(f"{data} holds a real unit's data. Name another folder: handel --data FOLDER demo", 2)
    if options.fresh and marker.exists():
        print(f"This deletes the folder {data} with the sample operation and all that was done in it.")
        if not options.yes and (not sys.stdin.isatty() or input("Delete it? (yes/no) ").strip() != "yes"):
            raise Failure("Nothing was deleted. Say yes, or add --yes.")
        shutil.rmtree(data)
    if not options.build_only:
        with ports_free():  # before the time that building takes
            require_ports(addresses_of(options))
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    marker.touch()
    start_django()
    from handel.demo import build

    build.ensure(say=print)
    if options.build_only:
        return 0
    return serve_sites(options, ready=f"Start here: http{'s' * options.tls}://localhost:{options.desk_port}/demo/")


def addresses_of(options: argparse.Namespace) -> list[Address]:
    """Where the sites that are asked for are to listen."""
    ports = {"public": options.public_port, "desk": options.desk_port}
    sites = [options.site] if getattr(options, "site", None) else list(ports)
    return [Address(site, options.host, ports[site], options.tls) for site in sites]


@contextmanager
def ports_free() -> Iterator[None]:
    try:
        yield
    except PortTaken as taken:
        raise Failure(str(taken)) from None


def serve_sites(options: argparse.Namespace, *, ready: str) -> int:
    data = Path(os.environ.get("HANDEL_DATA", "handel-data")).resolve()
    with ports_free():
        return serve(addresses_of(options), data=data, ready=ready)


def run_person(options: argparse.Namespace) -> int:
    start_django()
    require_setup()
    from handel.platform.accounts import people

    actions = ("name", "desk", "role", "new_password", "remove_second_factor", "leave")
    if not any(getattr(options, action) for action in actions):
        raise Failure("Say what to do: handel person --help", 2)
    username = options.username
    with refusals():
        if options.name:
            password = people.add_person(
                username,
                name=options.name,
                number=options.number,
                unit=options.unit,
                title=options.title,
                rank=options.rank,
            )
            print(f"Added {username}. First password, to be changed under “Your account”: {password}")
        if options.desk or options.role:
            people.give_desk_role(username, desk=options.desk, role=options.role)
            print(f"{username} is {options.role} of {options.desk}.")
        if options.new_password:
            print(f"New password of {username}, to be changed under “Your account”: {people.new_password(username)}")
        if options.remove_second_factor:
            people.remove_second_factor(username)
            print(f"{username} has no second factor; the next sign-in leads to setting one up.")
        if options.leave:
            people.leave(username)
            print(f"{username} holds no role any more, and the account is closed.")
    return 0


def run_facts(options: argparse.Namespace) -> int:
    start_django()
    require_setup()
    from handel.desks.operations import queries as operations
    from handel.desks.publicity import facts
    from handel.platform.acts import viewing
    from handel.platform.clock import service as clock

    at = clock.now()
    with refusals(), viewing(signed_in(options.username), at=at, name="facts") as viewer:
        operation = operations.operation_named(viewer, options.operation)
        found = facts.facts(viewer, operation.reference, at=at)
    if options.json:
        rows: list[dict[str, Any]] = [
            {
                "number": fact.number,
                "key": fact.key,
                "fact": fact.title,
                "value": fact.value,
                "wording": fact.wording,
                "records": list(fact.references),
            }
            for fact in found
        ]
        print(json.dumps({"operation": operation.name, "at": at.isoformat(), "facts": rows}, indent=2, default=str))
    else:
        for fact in found:
            print(f"{fact.number:>2}  {fact.title}: {fact.wording}")
            count = len(fact.references)
            print(f"    from {count} record{'' if count == 1 else 's'}: {', '.join(fact.references)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
