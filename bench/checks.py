"""All predicates for many channels: in one query, one query at a time, and in a plain Python loop."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bench.measure import function
from regelratt.app.project import Project
from regelratt.domain.evidence import Value
from regelratt.domain.tables import TABLES
from regelratt.domain.words import Method, SubjectKind
from regelratt.engine.database import create_tables, fill, open_locked
from regelratt.engine.evaluate import Limits
from regelratt.engine.messages import World
from regelratt.engine.parameters import in_force
from regelratt.engine.plan import Planner
from regelratt.engine.process import run_worlds
from regelratt.engine.wire import decode_frame, encode_rows

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Measure with more and more channels."""
    project = Project(ROOT)
    planner = Planner(project.catalog, project.trial.readings)
    as_of = project.settings.as_of
    assert as_of is not None
    judged = [
        planner.judged(item, in_force(project.catalog, item, as_of), as_of)
        for item in project.catalog.items
        if item.method is Method.PREDICATE and item.subject is SubjectKind.CHANNEL
    ]
    tasks = tuple(task for each in judged for task in planner.item_tasks(each))
    rows = list(project.evidence.evidence.tables["kanaler"])
    limits = Limits(deadline=120)
    for number in (12, 1_000, 10_000):
        many = [(f"K{index}", *rows[index % len(rows)][1:]) for index in range(number)]
        world = World({"kanaler": many}, tasks)

        def together(world: World = world) -> object:
            return run_worlds([world], deadline=limits.deadline, memory_limit_mb=limits.memory_limit_mb)

        def apart(many: list[tuple[Value, ...]] = many) -> None:
            connection = open_locked(2048)
            create_tables(connection, ["kanaler"])
            for frame in encode_rows(many):
                fill(connection, TABLES["kanaler"], decode_frame(frame)["columns"])
            for task in tasks:
                connection.execute(f'SELECT kanal_id, ({task.sql}) FROM kanaler', dict(task.parameters)).fetchall()

        ours, one_by_one, loop = function(together), function(apart), function(lambda many=many: _loop(many, len(tasks)))
        cells = number * len(tasks)
        print(f"{number:6} kanaler × {len(tasks)} villkor: {cells / max(ours.wall, 0.001):12,.0f} bedömningar/s")
        print(f"    mot en fråga i taget   {ours.against(one_by_one)}")
        print(f"    mot en slinga i Python {ours.against(loop)}")


def _loop(rows: Iterable[tuple[Value, ...]], times: int) -> int:
    """The cheapest Python there is: one comparison for each row and predicate."""
    names = [column.name for column in TABLES["kanaler"].columns]
    met = 0
    for row in rows:
        mapping = dict(zip(names, row, strict=True))
        for _ in range(times):
            met += mapping["tvåfaktor"] == "ja"
    return met


if __name__ == "__main__":
    main()
