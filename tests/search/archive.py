"""A small archive of invented stories, with the breakage of print that search must see through."""

from __future__ import annotations

import hashlib

from articles.models import Article, Page

STORIES = (
    (
        "云陵市推进河道治理",
        "本报讯 （记者 骆闻溪）2023年，云陵市新增水质监测点 1,250 个，\nＰＭ２.５平均浓度\n降至 31 微克/立方米。",
    ),
    ("“小菜园”种出大文章", "走进青泽县“邻里菜园”，居民说：“今年收成好！”（通讯员 卓一苇）"),
    ("A5版导读：5G+智慧港口", 'The port uses 5G. 他说"新设备好用"，效率提高了 18.6%_以上。'),
    ("人人参与，人人共享", "人人人都来参与。O'Neill 参观了 C:\\新区，称 (a*b)^2 是 {巧合}；~完。"),
    ("", "龘龘"),
)


def make_page(text: str) -> Page:
    digest = hashlib.sha256(text.encode()).hexdigest()
    page = Page(public_id=f"x-undated-h{digest[:8]}", sha256=digest, text=text, source_name="x.txt", encoding="utf-8")
    page.characters = page.unassigned = len(text)
    page.save()
    return page


def make_article(page: Page, number: int, headline: str, body: str, **fields: object) -> Article:
    return Article.objects.create(
        public_id=f"{page.public_id}-a{number:02}",
        page=page,
        number=number,
        position=number,
        headline=headline,
        body=body,
        **fields,
    )


def make_archive() -> tuple[Page, list[Article]]:
    page = make_page("云陵晚报\n" + "\n".join(f"{headline}\n{body}" for headline, body in STORIES) + "\n热线：8800")
    return page, [make_article(page, i, *story) for i, story in enumerate(STORIES, 1)]
