"""Who took a photograph, or whose it is, as a caption's last words or the line under it say."""

from __future__ import annotations

import re

from articles.text.joining import HAN

PHOTO_CREDIT = re.compile(
    r"""
    [。！？!?”](?![（(]?(?:本[文版组]|文中|以上|附))
    (?: [^。，,！？]{2,30}(?:摄|摄影报道|图片报道|供图|提供)                      # 记者葛明摄, （葛明供图）
      | [（(]?(?:图片?|摄影?|摄影/图|图/文)[/:：](?!文)[^。，,！？]{2,16}       # 图/葛明, 摄影：葛明
      | [（(]?(?:本报)?(?:记者|通讯员)?[^。，,！？/文]{2,12}/图 | 摄影[一-龥]{2,4}      # 葛明/图, 摄影 葛明
      | [（(]?(?:新华社|中新社)发(?:[（(][^。，,！？（）]{2,12})? | [（(]?资料(?:图片?|照片) ) # 新华社发（葛明摄）
    [）)]?$""",
    re.VERBOSE,
)
# 受访者供图, （资料图片）, 新华社发（葛明摄）, 图片由县公安局提供, alone in a line under a caption.
PHOTO_FROM = re.compile(
    rf"[（(]?(?:[{HAN}]{{2,10}}供图|[{HAN}·]{{2,8}}/(?:图|摄)|资料(?:图片?|照片)|(?:新华|中新)社发(?:[（(][{HAN}]{{2,8}}[）)])?"
    rf"|(?:图片|照片|本组图片|以上图片)由[{HAN}]{{2,12}}提供|(?:本报)?资料室?图片)[）)]?"
)
# ……装上货车。新华社发（葛明摄）
SENT_BY_AGENCY = re.compile(r"[。！？!?][”\"]?\s*(?P<credit>(?:新华|中新)社发\s?[（(][^（）()。]{2,16}[）)])$")
