"""The command line, run as a person runs it."""

import hashlib
import json
import re

import pytest

import handel
from handel.cli import build_parser, main

COMMANDS = ["demo", "serve", "work", "setup", "person", "facts"]

OPERATION = """
from datetime import UTC, datetime
from handel.desks.operations import acts
from handel.platform.accounts.models import User
acts.open_operation(
    "Handel", aim="Less violence", objectives=["One"], wards=["Harrow Road"],
    by=User.objects.get(username="ida"), at=datetime(2026, 11, 23, 10, tzinfo=UTC),
)
"""
EVENTS = """
import json
from handel.platform.journal.models import Event
print(json.dumps([
    [event.verb, event.outcome, str(event.actor) if event.actor else None, event.detail]
    for event in Event.objects.order_by("id")
]))
"""
IDA = ("person", "ida", "--name", "Ida Nsp", "--number", "N1", "--unit", "Borough", "--rank", "inspector")


def events(installation):
    answer = installation.python(EVENTS)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def first_password(answer):
    assert answer.returncode == 0, answer.stderr
    return re.search(r"Your account”: (\S+)$", answer.stdout.strip()).group(1)


def contents(folder):
    """Every file but the databases (which keep a time of migration) by its content."""
    files = [path for path in folder.rglob("*") if path.is_file() and "sqlite3" not in path.name]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_every_command_is_known_here():
    parser = build_parser()
    (commands,) = (action.choices for action in parser._actions if getattr(action, "choices", None))
    assert set(commands) == set(COMMANDS)


def call(capsys, *arguments):
    """Exit code, standard output and standard error of a call that ends before anything is done."""
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return (ended.value.code, *capsys.readouterr())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does(command, capsys):
    code, out, err = call(capsys, command, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"usage: handel {command}")
    _, description, *_ = out.split("\n\n")
    assert description[0].isupper() and description.endswith(".")


def test_the_version_is_the_packages(capsys):
    assert call(capsys, "--version") == (0, f"handel {handel.__version__}\n", "")


@pytest.mark.parametrize(
    "wrong", [(), ("fly",), ("serve", "--desk-port", "many"), ("facts",), ("person",), ("serve", "--site", "moon")]
)
def test_a_wrong_call_is_told_so(wrong, capsys):
    code, out, err = call(capsys, *wrong)
    assert (code, out) == (2, "")
    assert "usage: handel" in err


def test_setting_up_again_changes_nothing(installation):
    before = contents(installation.data)
    assert before
    for _ in range(2):
        answer = installation.handel("setup")
        assert (answer.returncode, answer.stderr) == (0, "")
        assert contents(installation.data) == before
    assert events(installation) == []


def test_what_setup_makes_is_for_its_owner_only(installation):
    for path in installation.data.rglob("*"):
        if path.is_dir() or path.name.startswith("secret"):
            assert not path.stat().st_mode & 0o007, path


def test_a_person_is_added_once_and_journalled_without_their_password(installation):
    password = first_password(installation.handel(*IDA))
    again = installation.handel(*IDA)
    assert again.returncode == 1
    assert "in use" in again.stderr and "Traceback" not in again.stderr
    assert events(installation) == [["person.add", "done", None, {"person": "N1"}]]
    assert len(password) >= 12


def test_a_person_is_given_a_role_at_a_desk(installation):
    first_password(installation.handel(*IDA))
    answer = installation.handel("person", "ida", "--desk", "Report desk", "--role", "report_desk")
    assert (answer.returncode, answer.stdout) == (0, "ida is report_desk of Report desk.\n")
    assert events(installation)[-1] == [
        "person.give_desk_role",
        "done",
        None,
        {"person": "N1", "role": "report_desk"},
    ]


@pytest.mark.parametrize(
    "call",
    [
        ("ida", "--name", "Ida Nsp"),
        ("ida", "--name", "Ida Nsp", "--number", "N1"),
        ("ida", "--name", "Ida Nsp", "--number", "N1", "--unit", "Borough", "--rank", "admiral"),
        ("nobody", "--desk", "Report desk", "--role", "report_desk"),
        ("nobody",),
    ],
)
def test_what_cannot_be_done_for_a_person_is_refused_with_what_to_do(call, prepared):
    installation, _ = prepared
    answer = installation.handel("person", *call)
    assert answer.returncode in {1, 2}
    assert answer.stderr.startswith("handel: ") or "usage:" in answer.stderr
    assert "Traceback" not in answer.stderr and answer.stdout == ""
    assert events(installation) == []


@pytest.mark.parametrize(
    ("desk", "role"), [("Sweets desk", "report_desk"), ("Report desk", "king"), ("Report desk", None)]
)
def test_an_unknown_desk_or_role_is_refused(desk, role, installation):
    first_password(installation.handel(*IDA))
    answer = installation.handel("person", "ida", "--desk", desk, *(["--role", role] if role else []))
    assert answer.returncode in {1, 2}
    assert "Choose one of" in answer.stderr
    assert len(events(installation)) == 1


@pytest.fixture
def told(installation, tmp_path):
    """An operation that Ida sees and Otto does not, and a way to ask for its facts: told("ida", "Handel")."""
    passwords = {
        "ida": first_password(installation.handel(*IDA)),
        "otto": first_password(
            installation.handel("person", "otto", "--name", "Otto Utsider", "--number", "N2", "--unit", "Borough")
        ),
    }
    answer = installation.python(OPERATION)
    assert answer.returncode == 0, answer.stderr
    file = tmp_path / "password"

    def ask(username, operation, *options, password=None):
        file.write_text((passwords.get(username, "") if password is None else password) + "\n")
        return installation.handel(
            "facts", "--operation", operation, "--as", username, *options, HANDEL_PASSWORD_FILE=str(file)
        )

    return ask


def test_facts_are_printed_to_who_may_see_the_operation(told, installation):
    answer = told("ida", "Handel", "--json")
    assert answer.returncode == 0, answer.stderr
    facts = json.loads(answer.stdout)
    assert facts["operation"] == "Handel"
    assert [fact["number"] for fact in facts["facts"]] == list(range(1, 16))
    assert all(set(fact) == {"number", "key", "fact", "value", "wording", "records"} for fact in facts["facts"])
    plain = told("ida", "handel")
    assert plain.returncode == 0
    assert len(re.findall(r"^ ?\d+  ", plain.stdout, re.MULTILINE)) == 15
    verb, outcome, actor, _ = events(installation)[-1]
    assert (verb, outcome, actor) == ("facts", "done", "Ida Nsp")


def test_an_unknown_operation_fails_as_an_invisible_one_does(told, installation):
    invisible, unknown = told("otto", "Handel"), told("otto", "Bach")
    assert (invisible.returncode, invisible.stdout, invisible.stderr) == (
        unknown.returncode,
        unknown.stdout,
        unknown.stderr,
    )
    assert invisible.returncode == 1
    assert invisible.stderr == "handel: There is no such record, or it is not for you.\n"
    assert [row[:3] for row in events(installation)[-2:]] == [["facts", "not found", "Otto Utsider"]] * 2


def test_a_wrong_password_fails_as_an_unknown_person_does(told):
    wrong, unknown = told("ida", "Handel", password="guessed"), told("nobody", "Handel", password="guessed")
    for answer in (wrong, unknown):
        assert (answer.returncode, answer.stdout) == (1, "")
        logged, said = answer.stderr.splitlines()
        assert said == "handel: That name and password do not go together."
        assert logged.endswith("WARNING axes.handlers.database message withheld")


def test_without_a_keyboard_a_password_comes_from_a_file(prepared):
    installation, _ = prepared
    answer = installation.handel("facts", "--operation", "Handel", "--as", "ida")
    assert answer.returncode == 2
    assert "HANDEL_PASSWORD_FILE" in answer.stderr


def test_a_password_file_that_is_not_there_is_told_so(prepared, tmp_path):
    installation, _ = prepared
    answer = installation.handel(
        "facts", "--operation", "Handel", "--as", "ida", HANDEL_PASSWORD_FILE=str(tmp_path / "missing")
    )
    assert answer.returncode in {1, 2}
    assert answer.stderr.startswith("handel: ") and "Traceback" not in answer.stderr


def test_a_real_units_folder_is_never_made_a_sample(installation):
    before = contents(installation.data)
    answer = installation.handel("demo", "--build-only", "--fresh", "--yes")
    assert answer.returncode == 2
    assert "real unit" in answer.stderr
    assert contents(installation.data) == before


def test_a_folder_that_was_never_set_up_is_told_so(prepared, tmp_path):
    installation, _ = prepared
    answer = installation.handel(
        "--data", str(tmp_path / "empty"), "person", "ida", "--desk", "Custody", "--role", "custody", DATABASE_URL=""
    )
    assert answer.returncode == 1
    assert answer.stderr.startswith("handel: ") and "handel setup" in answer.stderr
