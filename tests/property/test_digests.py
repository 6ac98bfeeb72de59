"""What holds of digests on a real database, whatever subscribers change their minds about between any two looks."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from alerts.wishes import Cadence, Wishes
from events.sql import make_engine
from monitor.settings import Settings
from tests.property.subscribers import ASKED, World

pytestmark = pytest.mark.proof

NAMES = ("a1", "a2", "b1")
# Longer than any digest is waited for: a week, and the days that a change of weekday and zone can add to it.
IN_THE_END = timedelta(days=16)

cadences: st.SearchStrategy[Cadence] = st.sampled_from(("immediate", "daily", "weekly"))
zones = st.sampled_from(["UTC", "Asia/Almaty", "Europe/Kyiv", "America/Nuuk", "Pacific/Kiritimati", "Pacific/Midway"])


@st.composite
def wished(draw: st.DrawFn) -> Wishes:
    """Wishes that say nothing of some of the hours."""
    said = {"hour": st.integers(0, 23), "weekday": st.integers(0, 6), "timezone": zones}
    chosen = draw(st.fixed_dictionaries({}, optional=said))
    return Wishes.model_validate({"cadence": draw(cadences), "filter": ASKED, **chosen})


@dataclass(frozen=True)
class Happens:
    """Something happens, and is told at once or by a look of the worker that comes later."""

    long_ago: bool
    is_told: bool


@dataclass(frozen=True)
class Passes:
    minutes: int


@dataclass(frozen=True)
class Does:
    """Some job of the worker."""

    what: str


@dataclass(frozen=True)
class Acts:
    """Something that a subscriber does, or that becomes of his destination."""

    what: str
    name: str


@dataclass(frozen=True)
class Changes:
    name: str
    wishes: Wishes


Step = Happens | Passes | Does | Acts | Changes

an_hour, three_days, a_month = 60, 72 * 60, 30 * 24 * 60
names = st.sampled_from(NAMES)
steps: st.SearchStrategy[list[Step]] = st.lists(
    st.one_of(
        st.builds(Happens, st.booleans(), st.sampled_from((True, True, False))),
        st.builds(Passes, st.integers(0, an_hour) | st.integers(0, three_days) | st.integers(0, a_month)),
        st.builds(Does, st.sampled_from(("expand", "look"))),
        st.builds(Acts, st.sampled_from(("pause", "resume")), names),
        st.builds(Acts, st.sampled_from(("disable", "activate")), st.sampled_from(("a", "b"))),
        st.builds(Changes, names, wished()),
    ),
    min_size=8,
    max_size=30,
)


def take(world: World, step: Step) -> None:
    match step:
        case Happens():
            world.happen(long_ago=step.long_ago)
            if step.is_told:
                world.expand()
        case Passes():
            world.now += timedelta(minutes=step.minutes)
        case Does() if step.what == "expand":
            world.expand()
        case Does():
            world.look()
        case Acts():
            {"pause": world.pause, "resume": world.resume, "disable": world.disable, "activate": world.activate}[
                step.what
            ](step.name)
        case Changes():
            world.change(step.name, step.wishes)


@contextmanager
def new_world(template: Path) -> Iterator[World]:
    """A world of its own for each example."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "world.db"
        shutil.copyfile(template, path)
        engine = make_engine(f"sqlite:///{path}")
        # What these databases hold need not outlive the machine's power.
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF").close())
        try:
            yield World(engine, Settings(data_dir=Path(folder)))
        finally:
            engine.dispose()


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(wished(), wished(), wished()), steps)
def test_statements_9_to_12_what_a_subscription_matched_is_told_for_it_exactly_once(
    sqlite_template: Path, begun: tuple[Wishes, ...], steps: list[Step]
) -> None:
    with new_world(sqlite_template) as world:
        for name, wishes in zip(NAMES, begun, strict=True):
            world.subscribe(name, wishes)
        for step in steps:
            take(world, step)
        for name in NAMES:
            world.resume(name)
            world.activate(name[0])
        world.expand()
        for _ in range(2):
            world.now += IN_THE_END
            world.look()
        assert world.told == world.owed
        assert set(world.owed.values()) <= {1}
        assert set(Counter(world.digests).values()) <= {1}, "two digests of one kind have one date"
        assert (world.empty, world.held, world.told_while_paused) == (0, 0, Counter())
