"""Where the noun phrase of a post begins, and where in it the title begins: 据|青石县委|书记.

Works on folded text; what the parts mean is titles.py's matter.
"""

from __future__ import annotations

import re

from articles.text.rules import read_list
from people.extraction.evidence import CALLINGS, PACKAGE, TITLES, common_words, title_before

# A post longer than this is not read: no printed one was.
LONGEST_POST = 60
JOINED_BODIES = tuple(read_list(PACKAGE, "joined_bodies.txt"))


def _by_last_character(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The words that end in each character, the longest first: hundreds are asked for at a place, few end so."""
    words = tuple(sorted(words, key=len, reverse=True))
    return {last: tuple(word for word in words if word[-1] == last) for last in {word[-1] for word in words}}


_OPENERS = _by_last_character(read_list(PACKAGE, "post_openers.txt"))
_TITLE_PREFIXES = _by_last_character(read_list(PACKAGE, "title_prefixes.txt"))
_MANY_END = frozenset("民众户农兵")
_LEVELS = frozenset("省市县区州镇乡")
_BODIES = frozenset(("人大", "妇联", "工会"))
# Where a post cannot reach across. Brackets and 、 and ， are looked at more closely.
_HARD_STOP = re.compile(r"[。；！？：…—“”‘’\"'《》【】『』「」;!?:\n●■◆▲□>|]")
# Day and hour at the beginning of a clause.
_TIME = re.compile(
    r"""
    (?:[\d〇一二三四五六七八九十]{1,4}  # 2月3日, 68岁, but not 三年级, 8号楼 nor 二号井
      (?:年(?!级)|月|日|号(?![楼院店线井矿库站厂坑桥仓厅馆门机船闸])|时|点|分|岁|届|天前|年前|个月前|多年来?|余年来?))+
    (?:上午|下午|晚上?|凌晨|中午|起|以来|前后?|[，,])?
    """,
    re.VERBOSE,
)
# A post told of somebody else in the clause before: X担任领队，县体育局局长Y…; 告诉记者，…
_BECAME = re.compile("担任|出任|兼任|当选|聘为|任命")
_AND_OTHERS = re.compile(r"等[^，、]{0,8}$")
_CREDITS = re.compile("记者|通讯员")
# 2. before the second of several cases, and what place somebody came in: 第4名选手.
_NUMBER = re.compile(r"\d{1,2}[.．]|第[\d一二三四五六七八九十]{1,3}名")
# 我县城关镇 and 该县城关镇 are called for their own name.
_OURS = re.compile("[省市县区](?=[\u4e00-\u9fff]{2,4}(?:[县镇乡村]|街道))")
# Before these no verb stands: a firm's name has not ended yet.
_FORMS_OF_FIRMS = ("有限公司", "有限责任公司", "股份有限", "集团有限")
# Single characters that begin what is said of somebody, unless they are part of a word (能 in 能源, 会 in 协会).
_OPENING_CHARACTERS = frozenset(
    "了着是有被把让叫称由给向从但而就也还都又再才已曾将会能可要在据对为以到因则并且随跟令使请找问看听见及与和同陪他她我你它们"
)


def is_called(text: str, end: int) -> bool:
    """小伙X, 妻子X: what stands before is a calling, not a post; 独居老人 is one."""
    length = title_before(text, end)
    return text[end - length : end] in CALLINGS


def begin_of(text: str, end: int) -> int:
    """Where the noun phrase of the post begins."""
    begin = max(0, end - LONGEST_POST)
    for stop in _HARD_STOP.finditer(text, begin, end):
        begin = stop.end()
    begin = _past_credit(text, _past_open_bracket(text, begin, end), end)
    begin = _past_lists(text, begin, end)
    begin = _past_openers(text, begin, end)
    if text[begin - 1 : begin + 1] == "—记":  # ——记全国劳动模范X: what the subtitle does
        begin += 1
    called = text[begin : begin + 1] == "该"
    ours = _OURS.match(text, begin + called, end) if called or text[begin - 1 : begin] == "我" else None
    begin = ours.end() if ours else begin
    number = _NUMBER.match(text, begin, end)
    begin = number.end() if number else begin
    time = _TIME.match(text, begin, end)
    while time and time.end() < end:
        begin = time.end()
        time = _TIME.match(text, begin, end)
    return begin


def _past_open_bracket(text: str, begin: int, end: int) -> int:
    """Past a bracket that is not closed before `end`, and past one that closes something not opened."""
    depth = 0
    for at in range(end - 1, begin - 1, -1):
        if text[at] == "）":
            depth += 1
        elif text[at] == "（":
            depth -= 1
            if depth < 0:
                return at + 1
    if depth:
        return text.rfind("）", begin, end) + 1
    return begin


def _past_credit(text: str, begin: int, end: int) -> int:
    """Past a bracket that credits who writes: 新华社青石1月6日电（记者X）县长Y."""
    closed = text.rfind("）", begin, end)
    opened = text.rfind("（", begin, closed) if closed >= 0 else -1
    return closed + 1 if opened >= 0 and _CREDITS.search(text, opened, closed) else begin


def _past_lists(text: str, begin: int, end: int) -> int:
    """Past every 、 and ， but those between posts: 副县长、县防汛指挥部副指挥 stays whole."""
    at = end
    while True:
        comma = max(text.rfind("、", begin, at), text.rfind("，", begin, at))
        if comma < begin:
            return begin
        if not title_before(text, comma) or is_called(text, comma):
            return comma + 1
        if text[comma] == "，" and text[comma - 1] in _MANY_END:
            return comma + 1  # 看望住院工友和孤寡老人，县委书记X
        if text[comma] == "，" and _AND_OTHERS.search(text, begin, comma):
            return comma + 1  # X、Y等县领导，县防汛办主任Z
        if text[comma] == "，" and (text.endswith("记者", begin, comma) or _BECAME.search(text, begin, comma)):
            return comma + 1
        at = comma


def _past_openers(text: str, begin: int, end: int) -> int:
    """Past the last word that begins what is said of somebody: 据, 采访了, 在...上."""
    title = end - (title_before(text, end) or 0)
    cut = max(begin, title)
    while cut > begin and not text.endswith(_OPENERS.get(text[cut - 1], ()), begin, cut):
        cut -= 1
    for at in range(title - 1, cut - 1, -1):
        character = text[at]
        if character in _OPENING_CHARACTERS and not _in_word(text, at, begin, end):
            if character in "和与及" and any(text.endswith(body, begin, at) for body in JOINED_BODIES):
                continue
            if character == "会" and at - begin > 1 and title_begin(text, at + 1, end) == at + 1:  # 安委会副主任
                continue
            return at + 1
        if character == "的" and not (_describes(text, at, begin) and _is_office(text, end)):
            return at + 1
    return cut


def _in_word(text: str, at: int, begin: int, end: int) -> bool:
    """Whether the character at `at` is part of a common word, or ends a firm's name: 青石生物质能有限公司."""
    return text.startswith(_FORMS_OF_FIRMS, at + 1, end) or any(
        text[first:last] in common_words()
        for first, last in (
            (at - 1, at + 1),
            (at, at + 2),
            (at - 1, at + 2),
            (at - 2, at + 1),
            (at, at + 3),
            (at, at + 4),
        )
        if first >= begin and last <= end
    )


def _is_office(text: str, end: int) -> bool:
    """Whether the title that ends here is an office, of which a field may be told: 分管教育的副县长, but not 法官."""
    return text[end - 1] in "长任记席"


def _describes(text: str, at: int, begin: int) -> bool:
    """主持日常工作的, 分管教育的: what a body's officer does, part of the title."""
    return re.search("(?:主持|分管|负责|协助)[^，、。]{0,12}$", text[begin:at]) is not None


def title_begin(text: str, begin: int, end: int) -> int:
    """Where in text[begin:end] the title begins and the organization ends; `begin` where there is no organization."""
    describing = (
        re.search("(?:主持|分管|负责|协助)[^，、。]{0,12}的", text[begin:end]) if _is_office(text, end) else None
    )
    at = begin + describing.start() if describing else end - _longest_title(text, begin, end)
    moved = True
    while moved and at > begin:
        moved = False
        for prefix in _TITLE_PREFIXES.get(text[at - 1], ()):
            if text.endswith(prefix, begin, at):
                before = at - len(prefix)
                level = len(prefix) > 1 and text[before - 1 : before] in _LEVELS
                if level and (before == begin + 1 or prefix in _BODIES):
                    break  # 县人大, not 县
                at -= len(prefix)
                moved = True
                break
    return at


def _longest_title(text: str, begin: int, end: int) -> int:
    for length in range(min(6, end - begin), 1, -1):
        if text[end - length : end] in TITLES:
            return length
    return end - begin
