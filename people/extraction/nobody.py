"""What stands in a byline and names nobody, blanked out: datelines, sources, days, places, schools."""

from __future__ import annotations

import re

from people.extraction.evidence import MAY_BE_NAME, SURNAMES, common_words
from people.extraction.places import PLACES

# What stands before the credits and names nobody: 据新华社青石5月3日电, 本报白塔讯, 青石晚报讯.
_DATELINE = re.compile(
    r"""
    ^\s* (?=[^（(【\[□]{0,40}(?:社|报|台|网|本|站|\d\s?日)) [^（(【\[□，。；]{1,40}?
    (?:电|讯|消息) (?=\s*(?:[（(【\[：:\s]|记者|通讯员|见习|实习|$))
    """,
    re.VERBOSE,
)
# A source and no more: 据新华社, 来源：青石发布, （图片来自网络）, 上接第一版.
_SOURCE = re.compile(
    r"""
    [\s（(【]*
    (?: (?:据|来源|摘自|综合|原载)?[：:]?\s*《?[\u4e00-\u9fff]{1,12}(?:社|报|网|台|客户端|微信)》?(?:电|消息)?
      | (?:据|来源|摘自|原载)[：:\s]?(?:(?!记者|通讯员)[^，。；\n]){1,20}
      | (?:图片|照片|资料|文字|题图)*(?:来自|来源)[^，。；\n]{0,12}
      | (?:资料|题|附|新闻|档案)?(?:图片|照片|插图)  | [上下](?:接|转)[^，。；\n]{0,10} )
    [\s）)】]*
    """,
    re.VERBOSE,
)
# 图片由张三提供, 记者｜张三, 记者丨张三, 文 张三 图 李四: what stands before the name is for a colon.
_FOR_COLON = re.compile(
    r"(?<=[图照]片)由(?=[\u4e00-\u9fff· ]{2,20}(?:提供|摄))"
    r"|(?<=^文)\s(?=[\u4e00-\u9fff·]{2,4}\s+[图摄]\s)|(?<=\s[图摄])\s(?=[\u4e00-\u9fff·]{2,4}\s*$)"
    r"|(?<=[者员影片频字稿写编辑图文摄])\s?(?:[|｜丨]|/(?=\s?[|｜丨]))"
)
# What is said of the credit and names nobody: 本版图片均由记者张三摄, 本文照片由张三提供, 除署名外.
_OF_WHAT = re.compile(
    r"(?:本[版文报组期]|以上|[上下附]|除署名外){1,2}(?:图片|照片|文字|摄影|图文|稿件|文图|图|文)?[，：]?(?:除署名外)?[，]?(?:均|皆|都|全部)?(?:由|为|系)"
    r"|本[版文组期](?=[：\s]?(?:文[/／]?图|图[/／]?文|图片|照片|摄影|采写|撰文|统筹|策划|记者))"
    r"|(?:图片|照片|文字|图文|稿件)[，：]?(?:除署名外)?[，]?(?:均|皆|都|全部)?由(?=.{0,30}(?:摄影?|采写|拍摄|撰写)\s*$)"
)
# A pupil's school and class before the name: 青石实验小学五（3）班.
_CLASS = re.compile(
    r"[\u4e00-\u9fff]{0,14}?(?:[小中]学|学校|附[小中]|[一二三四五六七八九十实][小中])[\u4e00-\u9fff]{0,4}(?:（\d{1,2}）|\d{1,2})?班(?=\s)"
    r"|[\u4e00-\u9fff\d]{0,14}(?:小学|中学|学校|[一二三四五六七八九十]中|大学|学院|幼儿园)[\u4e00-\u9fff\d]{0,8}?\s?"
    r"[（(]?[\d一二三四五六七八九十]{1,4}[)）]?\s?[班级]"
)
# A paper called for short before 记者, and a box misread: 青都记者 张三, N青都首席记者 张三; 青都报 is a house.
_SHORT_HOUSE = re.compile(
    r"^\s*[A-Za-z□■◎○●◇◆▲△☐▢]?\s?"
    r"(?!本[报台网刊社]|见习|实习|特[约派]|首席|全媒|融媒|摄影|通讯|视频|文字|高级|资深|驻|记者)"
    r"(?![\u4e00-\u9fff]{1,3}(?:报|网|台|融媒|传媒)(?:首席|见习|实习|特[约派]|全媒体|融媒体?)*记者)[\u4e00-\u9fff]{2,4}"
    r"(?=(?:首席|见习|实习|特[约派]|全媒体|融媒体?)*记者[\s：])|^\s*[A-Za-z](?=\s?(?:本报|特约|见习|首席|记者|通讯员))"
)
# Whom a correspondent writes for, in brackets after the name: 通讯员 张三（青石县统计局）.
SENDER = re.compile(
    r"(?<=[\u4e00-\u9fff])[ ]?（(?P<sender>[\u4e00-\u9fff]{2,14}"
    r"(?:[局委办院部会厅校学站所队社司厂行组镇乡村区县市]|中心|街道|政府|公司|集团))）(?=[\s、，]|$)"
)
# The agency that sends a photograph: 新华社发（张三摄）, 中新社发 张三 摄.
_AGENCY = re.compile(r"(?<![\u4e00-\u9fff])(?:据)?[\u4e00-\u9fff]{2,4}[社网](?:发|供稿|供图)(?=[\s（(])")
# The town of a paper that shares its reporters: 共享联盟·青石 张三.
_LEAGUE = re.compile(r"(?<=共享联盟)(?:[·/]?[\u4e00-\u9fff]{2,4}(?=\s+[\u4e00-\u9fff])|[·/])")
# When and where from: 7月3日, 发自青石.
_WHEN_AND_WHERE = re.compile(r"(?:\d+月)?\d+日(?!报)|(?<=[\s日])发自[\u4e00-\u9fff]{2,8}")
# The place before 报道, or who a letter's writer is: 青石报道, 白塔镇一读者.
_PLACE_OR_READER = re.compile(
    r"""
    (?<=\s)(?!摄影|图片|图文|联合|综合|现场|采访|专题|连线)[\u4e00-\u9fff]{2,4}(?=(?:联合|综合|摄影|图文)?(?:报道|发自)\s*(?:[）)\]】]|$))
    | (?P<reader>[\u4e00-\u9fff]{0,8}[一的]?(?:读者|网友|市民|村民|居民)(?=\s))
    """,
    re.VERBOSE,
)


def blank_out(folded: str) -> str:
    """The byline with spaces where a dateline, a day or a place stands, as long as before."""
    dateline = _DATELINE.match(folded) or _SOURCE.fullmatch(folded)
    if dateline:
        folded = " " * dateline.end() + folded[dateline.end() :]
    for nobody in (_OF_WHAT, _AGENCY, SENDER, _CLASS, _WHEN_AND_WHERE, _LEAGUE, _SHORT_HOUSE):
        folded = nobody.sub(lambda match: " " * len(match[0]), folded)
    folded = _FOR_COLON.sub(lambda match: "：".rjust(len(match[0])), folded)
    return _PLACE_OR_READER.sub(_blank_place, folded)


def _blank_place(match: re.Match[str]) -> str:
    place = match[0]
    word = len(place) == 2 and common_words().get(place, MAY_BE_NAME) < MAY_BE_NAME
    is_place = word or place in PLACES or place[:-1] in PLACES or (len(place) == 2 and SURNAMES.get(place[0], -9.0) < 0)
    return " " * len(place) if match["reader"] or is_place else place
