"""What grows, falls, moves or is ranked: the words before a number, up to those that say so. Phrases only."""

from __future__ import annotations

import re

_CHANGE = re.compile(
    r"""(?:(?:(?:同比|环比)[^，。；、]{0,2}?|(?:较|(?<!可)比(?!例|重)|与|相比)[^，。；、]{0,14}?)?
          (?:分别|又|再|还)?(?:同比|环比)?(?:大幅|累计|平均|年均|继续|稳步|实际|预计|增速|总体|小幅|明显)?
          (?:[暴猛激骤飙狂大剧锐][涨增升跌降减]|(?<!自然)增长|增加|上升|提高|提升|上涨|多增|少增|回升|净增|净减|下调|上调|上浮|下浮|攀升|走高|收窄|缩小|前移|前进|后移|跃升|改善|下降|减少|降低|回落|缩短|压缩|压减|下滑|下跌|增幅|降幅|增速|涨幅|跌幅|递增|递减|[增减升降涨跌])
        |(?:同比|环比|较|(?<!可)比(?!例|重|占))[^，。；、]{0,14}?(?:[多高低少大小快慢]出?|增收|减收|增产|减产|增支|减支|增效|提质))
        (?:了|为|达到?|率|幅度?|约|近|超过?)*$""",
    re.VERBOSE,
)
# 地区生产总值按可比价格计算|增长: how it was reckoned stands between the subject and its change.
_ASIDE = re.compile(
    r"""(?:[按以](?:可比|不变|现行|当年|现价|同口径)[^，。；]{0,8}|[剔扣]除[^，。；]{2,14}?(?:因素|影响)[^，。；]{0,6}|同口径|同比口径|名义|实际)$""",
    re.VERBOSE,
)
_PULLED = re.compile(r"(?:拉动|带动|影响)[^，。；]{0,4}$")  # 拉动全市增速|6.5个百分点
# 实验室由最初的1家增至46家: what stands before 由, and for the second number what the first one measured.
_FROM = re.compile(r"(?:由|从)[^，。；、由从]{0,12}$")
_TO = re.compile(
    r"(?:逐步|逐年|迅速|大幅|陆续|很快|就|已|又|再|再次)*(?:[剧猛激骤暴锐][增减升降涨跌]|增加|提高|提升|上升|扩大|增长|下降|降低|减少|缩短|压缩|发展|扩展|拓展|调整|增|升|降|减|提|扩|缩|涨|跌|变|改|加宽|拓宽|延长|加高|攀升|跃升|回升|上涨|上调|下调|下滑|回落|扩充|优化|精简|压减|缩减|收窄)(?:至|到|为|成)(?:了)?(?:现在的?|目前的?|如今的?|年?的)?"
)
_RANKED = re.compile(
    r"""(?:均|并|再|也|仍|跃|稳|连续)*(?:列|居|位居|位列|排名?|名列|获得?|荣获|取得|夺得|占|升至|跃升至|跃居|评为|上升至|保持)[^，。；]{0,12}$
        |(?:全[省国市县区]|世界|全球|亚洲|国内|省内)(?:排名|位次)?$|以(?:全[省国市])?(?:的)?$""",
    re.VERBOSE,
)


_AMONG = re.compile(r"(?<=.{2})[在于][^，。；在于]{1,10}[中里]$")  # 增幅在八大类中|位居第一


def strip_change(left: str) -> str | None:
    """What grows or falls, where the words before a number say that something does: 净利润同比增长 -> 净利润."""
    match = _CHANGE.search(left)
    if match is None:
        return None
    subject = _ASIDE.sub("", left[: match.start()])
    return left if _PULLED.search(subject) else subject


def strip_move(left: str, right: str = "") -> str | None:
    """What moves from one value to another: 实验室由最初的(1家增至46家) -> 实验室; an empty string for the second.

    `right` are the words after the value; the date is left out of 户数从去年的|280户|增加到.
    """
    if _TO.fullmatch(left):
        return ""
    match = _FROM.search(left)
    if match is None and left.endswith("的") and _TO.match(right):
        return left[:-1]
    return left[: match.start()] if match else None


def strip_rank(left: str) -> str:
    """What is ranked: 增产幅度列全省 -> 增产幅度."""
    match = _RANKED.search(left)
    subject = left[: match.start()] if match else left
    return _AMONG.sub("", subject) or subject
