"""Arrest without warrant: necessity, what the person is told, and the offences arrests are made for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from handel.rules import Refused, Step
from handel.rules.england_wales.provision import Provision, in_force
from handel.rules.england_wales.reasons import require_reasons


@dataclass(frozen=True)
class NecessityReason:
    """A reason for which arrest may be necessary, and the paragraph that gives it."""

    label: str
    citation: str


NECESSITY = {
    "name": NecessityReason("To find out the person's name", "PACE 1984 s.24(5)(a)"),
    "address": NecessityReason("To find out the person's address", "PACE 1984 s.24(5)(b)"),
    "injury": NecessityReason(
        "To prevent the person causing physical injury to themselves or anyone else",
        "PACE 1984 s.24(5)(c)(i)",
    ),
    "suffering_injury": NecessityReason("To prevent the person suffering physical injury", "PACE 1984 s.24(5)(c)(ii)"),
    "loss_or_damage": NecessityReason("To prevent loss of or damage to property", "PACE 1984 s.24(5)(c)(iii)"),
    "public_decency": NecessityReason(
        "To prevent an offence against public decency that the public cannot be expected to avoid",
        "PACE 1984 s.24(5)(c)(iv), (6)",
    ),
    "highway": NecessityReason("To prevent an unlawful obstruction of the highway", "PACE 1984 s.24(5)(c)(v)"),
    "protection": NecessityReason("To protect a child or other vulnerable person", "PACE 1984 s.24(5)(d)"),
    "investigation": NecessityReason(
        "To allow the prompt and effective investigation of the offence or the person's conduct",
        "PACE 1984 s.24(5)(e)",
    ),
    "disappearance": NecessityReason(
        "To prevent a prosecution being hindered by the person's disappearance", "PACE 1984 s.24(5)(f)"
    ),
}


@dataclass(frozen=True)
class Offence:
    """An offence. `mode` is how it is tried; an offence triable either way is indictable."""

    label: str
    mode: str

    @property
    def indictable(self) -> bool:
        return self.mode in ("either way", "indictable only")


_MDA_IN_FORCE = date(1973, 7, 1)


def _mda(label: str, section: str, mode: str = "either way") -> tuple[Provision[Offence], ...]:
    return (
        Provision(Offence(label, mode), f"Misuse of Drugs Act 1971 {section}", _MDA_IN_FORCE, None, confirmed=False),
    )


OFFENCES = {
    "mda_s4_3a": _mda("supplying or offering to supply a controlled drug", "s.4(3)(a)"),
    "mda_s4_3b": _mda("being concerned in the supply of a controlled drug", "s.4(3)(b)"),
    "mda_s5_3": _mda("possession of a controlled drug with intent to supply", "s.5(3)"),
    "mda_s5_2": _mda("possession of a controlled drug", "s.5(2)"),
    "mda_s8": _mda("permitting premises to be used for drug offences", "s.8"),
    "mda_s23_4": _mda("intentionally obstructing a search for drugs", "s.23(4)"),
}

# Supply, and possession with intent to supply: exhibits of these go to a forensic provider from the outset.
SUPPLY_OFFENCES = frozenset({"mda_s4_3a", "mda_s4_3b", "mda_s5_3"})


def offence_on(offence: str, on: date) -> Provision[Offence]:
    """The offence as it stood on a day. Raises Refused for a date before it, KeyError for one not in `OFFENCES`."""
    return in_force(OFFENCES[offence], on, "this offence")


def check_arrest(
    reasons: Collection[str],
    facts: str,
    grounds: str,
    *,
    told_of_arrest: bool,
    cautioned: bool,
    exceptional_reason: str = "",
) -> tuple[Step, ...]:
    """Before an arrest is recorded.

    `reasons` are keys of `NECESSITY`; `facts` say why they hold here; `grounds` why the person is suspected. If the
    person was not told, or not cautioned, `exceptional_reason` says what made it impracticable.
    Raises Refused. Source: PACE 1984 s.24(4)-(5), s.28; Code C 10.4; Code G 2.
    """
    require_reasons(grounds, of="the grounds for suspecting this person", citation="PACE 1984 s.24", field="grounds")
    unknown = set(reasons) - set(NECESSITY)
    if unknown or not reasons:
        raise Refused(
            f"Unknown reason: {', '.join(sorted(unknown))}."
            if unknown
            else "No reason is chosen why arrest is necessary.",
            "PACE 1984 s.24(4), (5); Code G 2.9",
            "Choose at least one reason. If none applies, consider a voluntary interview.",
            field="reasons",
        )
    require_reasons(
        facts,
        of="the facts that make this arrest necessary",
        citation="PACE 1984 s.24(4); Code G 2.8",
        field="facts",
    )
    for done, what, citation in (
        (told_of_arrest, "told of the arrest and its grounds", "PACE 1984 s.28"),
        (cautioned, "cautioned", "Code C 10.4"),
    ):
        if not done:
            require_reasons(
                exceptional_reason,
                of=f"why it was impracticable for the person to be {what}",
                citation=citation,
                field="exceptional_reason",
            )
    return tuple(Step(NECESSITY[key].label, NECESSITY[key].citation) for key in NECESSITY if key in reasons)
