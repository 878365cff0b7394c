"""Which kind of article a story is: news, brief, photo, weather, notice or advert, by cues of its own text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.extraction.types import ArticleKind

BRIEF = 170  # characters; one or two sentences are no longer
ITEM = 4  # sentences; an item of news in brief under a bullet has no more
PHOTO = 220  # characters of a free-standing photograph's caption

_WEATHER_HEAD = re.compile(r"天气(?:预报|情况|趋势|实况)?$|^(?:今日|明日|本周|一周|城市)?天气|气象(?:预报|台)?$")
_SKY = re.compile(r"多云|晴|阴|小雨|中雨|大雨|暴雨|雷阵雨|阵雨|小雪|中雪|雨夹雪")
_WIND = re.compile(r"[东南西北]{1,2}风|微风|\d级|℃|气温|降水")
_NOTICE_HEAD = re.compile(
    r"(?:公告|通告|通知|启事|声明|公示|讣告|鸣谢|致谢|寻人|遗失|更正|致歉|敬告|告知书|招聘|招标|拍卖|挂牌|招领|注销|减资|公开信|停[水电气]信息)(?:\S{0,4})$"
)
_NOTICE = re.compile(
    r"^(?:遗失|声明作废|注销公告|减资公告|寻人启事|兹有|因线路检修|根据《[^》]{2,40}》.{0,40}现将.{0,30}公示)|声明作废|特此(?:公告|通告|声明|通知)"
)
_ADVERT = re.compile(
    r"(?:贵宾|招商|售楼|咨询|预约|订购|加盟|服务|抢购|VIP)(?:热线|电话)|盛大(?:开盘|开业)|均价\d|火爆(?:热销|认购)|(?:优惠|特价|促销|折扣)(?:价|活动)?[:：]?\d"
    r"|地址[:：].{2,40}(?:电话|热线)|\d折起|元起|广告$"
)
_ROLE = re.compile(r"记者|通讯员|报道|□")  # a brief may be signed with a name alone: ……开幕。（葛明）
_PHOTO = re.compile(r"图为|如图|上图|下图|左图|右图|(?:图片新闻|图片报道)|[（(][^（()）]{2,20}摄[)）]")
_CREDIT_PHOTO = re.compile(
    r"摄[)）]?$|摄影(?:报道)?[)）]?$|图片?报道[)）]?$|摄影|图/|/图|供图|资料(?:图片?|照片)|[图照]片由"
)
_WRITES_TOO = re.compile(r"(?:文[/并]?[图摄]|[图摄]/?文)[)）]?$")  # who took the photographs and wrote the story


@dataclass(frozen=True, slots=True)
class StoryText:
    """What a story's kind is told from: its texts, flat, and how it opens."""

    headline: str
    body: str
    byline: str
    paragraphs: int
    has_dateline: bool
    bulleted: bool = False  # one paragraph under a bullet, without a headline


def read_kind(story: StoryText) -> tuple[ArticleKind, str]:
    """The kind and the reason for it."""
    head, body = "".join(story.headline.split()), story.body
    start = body[:400]
    sky = len(_SKY.findall(start)) + len(_WIND.findall(start))
    if not story.byline and ((_WEATHER_HEAD.search(head) and sky >= 2) or (sky >= 6 and len(body) <= 500)):
        return ArticleKind.WEATHER, "sky, wind and temperatures"
    if not story.byline and not story.has_dateline:
        adverts = len(_ADVERT.findall(head + "\n" + body[:600]))
        if _NOTICE_HEAD.search(head) or (_NOTICE.search(start) and adverts < 2):
            return ArticleKind.NOTICE, "the form of a notice"
        if adverts >= 2 or (adverts and len(body) < 120 and "。" not in body):
            return ArticleKind.ADVERT, "prices, telephones and addresses"
    if _is_photo(story):
        return ArticleKind.PHOTO, "a caption that stands alone"
    sentences = len(re.findall(r"[。！？]", body))
    if (
        not (story.byline and (story.headline or _ROLE.search(story.byline)))
        and not story.has_dateline
        and body
        and len(body) <= BRIEF
        and sentences <= (ITEM if story.bulleted else 2)
        and story.paragraphs <= 2
    ):
        return ArticleKind.BRIEF, "one or two sentences without a byline"
    return ArticleKind.NEWS, "news"


def _is_photo(story: StoryText) -> bool:
    if len(story.body) > PHOTO or story.paragraphs > 2 or not story.body:
        return False
    if not (_PHOTO.search(story.body) or _CREDIT_PHOTO.search(story.byline) or _ROLE.search(story.byline)):
        return False
    if story.headline and _WRITES_TOO.search(story.byline):
        return False
    score = 0.0
    score += 2.0 if _PHOTO.search(story.body) else 0.0
    score += 1.5 if _CREDIT_PHOTO.search(story.byline) else 0.0
    score += 1.0 if not story.headline else 0.0
    score += 1.0 if story.byline and not story.has_dateline else 0.0
    score += 0.5 if story.paragraphs == 1 else 0.0
    score -= 1.5 if story.has_dateline else 0.0
    return score >= 2.5
