"""A walk through a Program, statement by statement: what is known already is taken over."""

from dataclasses import dataclass, field
from typing import Any

from layerdeck.deck import Catalogue
from layerdeck.program import (
    MODEL,
    Apply,
    Call,
    Flat,
    Make,
    Parameter,
    Program,
    Statement,
    targets,
    uses,
)

from .attempt import Around, given_to
from .between import Between, nothing
from .causes.use import Source
from .keys import as_written
from .memo import Done, Life, Memo, Stale
from .run import Runner, argument
from .step import Step


@dataclass(slots=True)
class Walk:
    """A Program, and how far it has been walked through.

    Attributes:
        whole: the variables that a block used as a layer is made of. Keras puts a model together
            from them, so they are one piece with their history.
        between: called before a statement is run.
        dones: by variable, what came of the statement that makes it.
        steps: the statements in order, with what came of them.
        marks: by variable, what keys say of it.
        lives: by the id() of a layer's life, what has happened to the layer in this walk.
        taken: the tokens of the results that were taken over and serve one statement only.
    """

    flat: Flat
    around: Around
    memo: Memo
    whole: frozenset[str]
    between: Between
    dones: dict[str, Done] = field(default_factory=dict)
    steps: list[tuple[Statement, Done]] = field(default_factory=list)
    marks: dict[str, Any] = field(default_factory=dict)
    lives: dict[int, Life] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    _by_key: dict[bytes, list[Done]] | None = None
    _names: frozenset[str] = frozenset()

    @property
    def program(self) -> Program:
        """The Program, without functions."""
        return self.flat.program

    @classmethod
    def through(
        cls, flat: Flat, catalogue: Catalogue, memo: Memo, between: Between = nothing
    ) -> "Walk":
        """Begin to walk through a Program."""
        program = flat.program
        used = {name for item in program.statements for name in uses(item)}
        used |= {output.value.name for output in program.outputs}
        runner = Runner(catalogue)
        runner.start(program)
        around = Around(runner, frozenset(used), _channels_first(program), flat.blocks)
        walk = cls(flat, around, memo, _whole(program), between)
        for parameter in program.parameters:
            walk.dones[parameter.name] = done = walk._parameter(parameter)
            walk.marks[parameter.name] = done.marks[0]
        return walk

    def _parameter(self, parameter: Parameter) -> Done:
        text = as_written(parameter)
        for held in self.memo.of_target(parameter.name):
            if held.text == text:
                return held
        value = parameter.default
        return Done(text, text, parameter.name, values=(value,), marks=(("value", value),))

    def keep(self, whole: bool) -> None:
        """Let the memo have what came of it."""
        made = [done for _, done in self.steps]
        self.memo.keep([*self.dones.values(), *made], whole)

    def step(self, statement: Statement) -> None:
        """Find out what comes of the next statement, if all that it reads is there."""
        names = list(uses(statement))
        if not all(name in self.dones for name in names):
            return
        step = Step(self, statement, tuple(self.dones[name] for name in names))
        done = step.the_same() or step.taken_over() or self._run(step)
        if isinstance(statement, Apply):
            for held, built in zip(done.holds, done.built, strict=True):
                self.life(held).add(done.token, built)
        if not step.shareable:
            self.taken.add(done.token)
        self.steps.append((statement, done))
        self._tell(statement, done)

    def _run(self, step: Step) -> Done:
        self.between(len(self.steps), len(self.program.statements))
        done = step.run()
        if step.shareable:
            self.alike(step.key).append(done)
        return done

    def _tell(self, statement: Statement, done: Done) -> None:
        """Let the statements that follow know of it."""
        around = self.around
        names = targets(statement)
        for name, value, mark in zip(names, done.values, done.marks, strict=False):
            around.runner.values[name], self.marks[name], self.dones[name] = value, mark, done
        around.found |= {
            name: found for name, found in zip(names, done.found, strict=False) if found
        }
        if done.making is None:
            return
        if isinstance(statement, Make):
            around.runner.makings[id(done.made)] = done.making
            if done.found:
                around.sources[statement.target] = Source(done.making)
        elif done.found and isinstance(statement, Apply):
            given = given_to(around, statement)
            source = Source(done.making, done.made, given[0].sized)
            around.sources.update(dict.fromkeys(names, source))

    def end(self) -> None:
        """Hold every layer against what has happened to it here: it may have been built earlier.

        Raises:
            Stale: a layer has weights from a statement that is no longer there.
        """
        for _, done in self.steps:
            if done.life and done.life.runs != self.life(done).runs:
                raise Stale(done)

    def life(self, held: Done) -> Life:
        """What has happened in this walk to a layer that has a variable."""
        return self.lives.setdefault(id(held.life), Life())

    def alike(self, key: bytes) -> list[Done]:
        """The results of statements made of the same."""
        if self._by_key is None:
            self._by_key = self.memo.by_key()
            self._names = frozenset(targets(item)[0] for item in self.program.statements)
        return self._by_key.setdefault(key, [])

    def is_free(self, done: Done, target: str) -> bool:
        """Whether a result that serves one statement only may serve that of a variable."""
        wanted_elsewhere = done.target != target and done.target in self._names
        return done.token not in self.taken and not wanted_elsewhere


def _channels_first(program: Program) -> dict[str, bool]:
    """By variable, whether the first layer that takes it and can say so wants channels first."""
    found: dict[str, bool] = {}
    for statement in program.statements:
        if isinstance(statement, Apply) and isinstance(statement.layer, Call):
            said = argument(statement.layer, "data_format")
            for name in statement.inputs if said else ():
                found.setdefault(name, said is not None and said.value == "channels_first")
    return found


def _whole(program: Program) -> frozenset[str]:
    """All that blocks used as layers are made of, up to their Inputs."""
    needed: set[str] = set()
    for statement in reversed(program.statements):
        model = isinstance(statement, Make) and statement.call.path == MODEL
        if model or not needed.isdisjoint(targets(statement)):
            needed.update(targets(statement), uses(statement))
    return frozenset(needed)
