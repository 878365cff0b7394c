"""Lists that go together place by place: 甲、乙、丙分别增长1%、2%、3%. Each figure takes the subject of its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from metrics.extraction.moves import strip_change
from metrics.extraction.phrases import CLAUSE, drop_brackets, strip
from metrics.extraction.surroundings import SENTENCE_END, Surroundings
from metrics.extraction.terms import Quantity

LONGEST_DEED = 4  # characters of what was done by each of the subjects
LONGEST_LIST = 12  # figures that may share subjects by their places

_SHARED_HEAD = re.compile(
    r"(?:居民|职工|农民)?(?:人均|户均|亩均|平均)[^，。；、的]{2,10}$|(?:产值|产量|收入|面积|投资|增加值|标准|浓度|比例|占比|覆盖率|普及率|合格率)$"
    r"|(?<=的)[^的]{1,6}[率量值额数度比]$|(?:排放|投诉|发病|感染|销售|使用|客流|供应|存栏|出栏|成交)量?[率量额]$"
)
_COUNTED = r"[个大类种](?:行业|产业|门类|板块|领域|园区|乡镇|县区|县|区|城市|企业|品种|商品|指标|市场|口岸|景区)"
_COUNT = re.compile(_COUNTED)  # a quick no for most lists
_COUNTED_ITEMS = re.compile(
    rf"(?P<items>[^。；;：:]{{3,70}}?)等?(?:[0-9]{{1,2}}|[二两三四五六七八九十]{{1,2}}){_COUNTED}"
    r"(?P<head>[^，。、；]{0,8}?)(?:同比|环比|比[^，。]{2,8}|较[^，。]{2,8})?分别"
)
_RANKED_LIST = re.compile(
    r"(?P<measure>[^，。；,;]{2,24}?)最[高低大小多少好差快慢]的[^，。；,;]{0,8}?(?:依次|分别)?[是为][^。；;]*$"
)
_KINDS = re.compile(r"居民|职工|农民|城镇|城市|农村|女性|男性|工业|农业")
MEASURE_WORD = re.compile(r"[率量值额数度比]$|收入|产值|面积|投资|标准|浓度|比例|排放")


def _split_subjects(clause: str, size: int) -> list[str]:
    """The subjects of a list, parted as it takes to have `size` of them: 汽车及零部件制造 may be one."""
    clause = drop_brackets(clause)
    found: list[str] = []
    for marks in (r"[、和及与]", r"、|[和与](?=[^、和与]*$)", r"、|及(?=[^、]*$)", "、"):
        parts = [subject for part in re.split(marks, clause) if (subject := strip(part))]
        if len(parts) == size:
            return parts
        found = found or parts
    return found if len(found) == 1 else []


def _items_of_count(left: str, size: int) -> list[str]:
    """甲业，乙业、丙业3个行业增加值分别增长: the items that a count sums up, each with what is measured of them."""
    match = _COUNTED_ITEMS.search(left) if _COUNT.search(left) else None
    if match is None:
        return []
    for marks in ("[，,]", "[、，,]", "[、，,和及与]"):
        items = [item for part in re.split(marks, match["items"]) if (item := strip(part))][-size:]
        if len(items) == size:
            return [item + match["head"] for item in items]
    return []


def read_subject_of_place(
    text: str, figures: Sequence[Quantity], around: Surroundings, told: Sequence[str | None], i: int
) -> str | None:
    """A list of subjects and a list of figures, 分别 between them: each figure takes the subject of its place."""
    if not (around.adjoins(i - 1) or around.adjoins(i)):
        return None
    first = last = i
    while around.adjoins(first - 1) and i - first < LONGEST_LIST:
        first -= 1
    while around.adjoins(last) and last - i < LONGEST_LIST:
        last += 1
    size, place = last - first + 1, i - first
    start = figures[first].start
    left = SENTENCE_END.split(text[max(0, start - 80) : start])[-1]
    if "分别" not in left:
        return None
    ranked = _RANKED_LIST.search(left)
    if ranked:  # 平均浓度最低的3个城市依次是甲、乙和丙，分别为
        return strip(ranked["measure"]) or None
    clause = CLAUSE.split(left[: left.rindex("分别")])[-1]
    clause = re.split(r"较|比(?!例|重)|累计|[^总]共|同比", clause)[0]
    subjects = _items_of_count(left, size) or _split_subjects(clause, size)
    if len(subjects) == 1 and size == 2 and clause.count("城乡") == 1:  # 城乡低保标准分别提高到
        subjects = [subjects[0].replace("城乡", kind) for kind in ("城市", "农村")]
    if len(subjects) == size:
        kind = _KINDS.match(subjects[-1])  # 职工、居民住院费用报销比例分别达到
        if kind and place < size - 1 and len(subjects[place]) <= 3 and MEASURE_WORD.search(subjects[-1]):
            return subjects[place] + subjects[-1][kind.end() :]
        head = _SHARED_HEAD.search(subjects[-1])  # 城镇、农村居民人均可支配收入分别达到
        if head and place < size - 1 and not MEASURE_WORD.search(subjects[place]):
            return subjects[place] + head[0]
        done = strip(left[left.rindex("分别") + 2 :])  # 化肥、农药分别减量640吨、90吨
        if (
            MEASURE_WORD.search(subjects[place][2:])
            or strip_change(done) is not None
            or not 2 <= len(done) <= LONGEST_DEED
        ):
            return subjects[place]
        return subjects[place] + done
    if first >= size and not SENTENCE_END.search(text[figures[first - size].end : start]):
        return told[first - size + place]
    return None
