"""The thread as a picture: what the table beside it says, drawn on the server, readable without colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from handel.workspaces.operation.thread import Stage

BOX, GAP, HEIGHT = 132, 22, 128
ACROSS = 4


@dataclass(frozen=True)
class Box:
    """One desk of the picture: where it stands (in the picture's own units), its words, and its state."""

    x: int
    y: int
    title: list[str]
    count: int
    unit: list[str]
    waiting: int
    reached: bool
    href: str | None


@dataclass(frozen=True)
class Picture:
    """Boxes and the lines that join them (an SVG path each, and whether it is whole), of this width and height."""

    width: int
    height: int
    boxes: Sequence[Box]
    lines: Sequence[tuple[str, bool]]
    box_width: int = BOX
    box_height: int = HEIGHT


def picture(stages: Sequence[Stage], across: int = ACROSS) -> Picture:
    """Lay the stages out in rows of `across`, in the order of the thread, joined by a line.

    The line is whole where the next desk has been reached and broken where it has not.
    """
    boxes, lines = [], []
    for index, stage in enumerate(stages):
        row, column = divmod(index, across)
        x, y = column * (BOX + GAP) + 2, row * (HEIGHT + GAP + 14) + 2
        boxes.append(
            Box(
                x,
                y,
                wrap(stage.title, 17),
                stage.count,
                wrap(stage.unit, 20),
                len(stage.waiting),
                stage.reached,
                stage.href,
            )
        )
        if index:
            before = boxes[index - 1]
            if column:
                path = f"M{before.x + BOX} {y + HEIGHT // 2}H{x}"
            else:
                between = (before.y + HEIGHT + y) // 2
                path = f"M{before.x + BOX // 2} {before.y + HEIGHT}V{between}H{x + BOX // 2}V{y}"
            lines.append((path, stage.reached))
    rows = -(-len(stages) // across)
    return Picture(across * (BOX + GAP) - GAP + 4, rows * (HEIGHT + GAP + 14) - GAP - 10, boxes, lines)
