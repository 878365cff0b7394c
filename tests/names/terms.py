"""Numbers that remember what they are the sum of: the code that adds weights up tells which weights it added."""

from __future__ import annotations


class Term(float):
    """A float with the names that went into it, each with its factor, and what else went in, fixed."""

    terms: tuple[tuple[str, float], ...]
    fixed: float

    def __new__(cls, value: float, terms: tuple[tuple[str, float], ...], fixed: float = 0.0) -> Term:
        made = super().__new__(cls, value)
        made.terms = terms
        made.fixed = fixed
        return made

    def __add__(self, other: float) -> Term:
        if isinstance(other, Term):
            return Term(float(self) + float(other), self.terms + other.terms, self.fixed + other.fixed)
        return Term(float(self) + other, self.terms, self.fixed + other)

    __radd__ = __add__

    def __mul__(self, factor: float) -> Term:
        value = float(factor)
        return Term(float(self) * value, tuple((n, v * value) for n, v in self.terms), self.fixed * value)

    __rmul__ = __mul__

    def __sub__(self, other: float) -> Term:
        return self + (other * -1.0)


class Terms(dict[str, Term]):
    """A table of weights as terms; what is not in it yet begins at zero."""

    def __init__(self, table: dict[str, float], mark: str) -> None:
        super().__init__({key: Term(value, ((mark + key, 1.0),)) for key, value in table.items()})
        self.mark = mark

    def __missing__(self, key: str) -> Term:
        self[key] = Term(0.0, ((self.mark + key, 1.0),))
        return self[key]

    def get(self, key: str, default: object = None) -> Term:  # type: ignore[override]
        return self[key]
