r"""Formulas that a text recogniser leaves ($9.4\%$, $PM_{2.5}$, \mu g/m^3), set as print would have them.

Each is replaced by as many characters, so that offsets stay true.
"""

from __future__ import annotations

import re

FILLER = "\u2060"  # a character without width; what a formula had more than print has

_FORMULA = re.compile(
    r"""\\mu[ ]?(?:\\mathrm\{)?g\}?/(?:\\mathrm\{)?m\}?\^\{?3\}?\}?(?P<density>)    # \mu g/m^3
      | \\(?:text|mathrm|mathbf|mathit)\{(?P<text>[^{}\n]{1,24})\}         # \text{mg/L}
      | \^\{?\\circ\}?[ ]?C(?P<celsius>)                                  # 15^\circ C
      | (?<=[A-Za-z])_\{(?P<below>[0-9.]{1,4})\}                           # PM_{2.5}
      | \\(?P<percent>%)                                                  # 9.4\%
      | \\sim(?P<span>)                                                   # 3\sim5
      | \$                                                               # the marks around it
    """,
    re.VERBOSE,
)


def fold_formulas(text: str) -> str:
    """The text with its formulas in plain print, of the same length."""
    if "$" not in text and "\\" not in text:
        return text
    return _FORMULA.sub(_set_plain, text)


def past_filler(text: str, end: int) -> int:
    """Where the formula ends in which a figure ends at text[:end]."""
    while text[end : end + 1] == FILLER:
        end += 1
    return end


def _set_plain(match: re.Match[str]) -> str:
    kind = match.lastgroup
    plain = {"density": "μg/m³", "celsius": "℃", "span": "~", None: ""}.get(kind)
    return (match[kind or 0] if plain is None else plain).ljust(len(match[0]), FILLER)
