"""Each desk with Tab alone, forward and back: its controls in the order that they are read, each one in sight and
framed while it has the focus, and the way out at the end."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page as BrowserPage

from tests.admin.browsing import PHONE, BrowserCase

LOW = {"width": 1280, "height": 560}  # so low that every desk scrolls
MOST = 400  # controls of a screen: more is a trap
AT_ONCE = 20  # keys pressed before it is asked where they led
# After each key, name and state of what has the focus by then; once it left the page, or came round to where it began,
# nothing moves it any more.
WATCH = """() => {
  window.stops = [];
  window.isAtEnd = false;
  const state = (control) => {
    const labelled = control.labels?.[0];
    const said =
      control.getAttribute("aria-label") || labelled?.innerText.trim() || labelled?.querySelector("img")?.alt;
    const label = said ?? (control.innerText || control.value || control.id);
    const box = control.getBoundingClientRect();
    const style = getComputedStyle(control);
    const middle = box.left + box.width / 2;
    const isSeen = [box.top + 3, (box.top + box.bottom) / 2, box.bottom - 3].some((height) => {
      const top = document.elementFromPoint(middle, height);
      return top && (control.contains(top) || top.contains(control));
    });
    const isFramed = style.outlineStyle !== "none" || style.boxShadow !== "none";
    return { name: label.trim().replace(/\\s+/g, " "), isSeen, isFramed };
  };
  const note = (event) => {
    const control = document.activeElement;
    if (event.key !== "Tab" || window.isAtEnd) return;
    window.first ??= control;
    const isRoundAgain = window.isUnderWay && control === window.first;
    window.isUnderWay = true;
    if (!control || control === document.body || isRoundAgain) window.isAtEnd = true;
    else window.stops.push(state(control));
  };
  const stay = (event) => window.isAtEnd && event.preventDefault();
  window.addEventListener("keydown", stay, true);
  window.addEventListener("keyup", note, true);
}"""
ASK = "() => ({ stops: window.stops.splice(0), isAtEnd: window.isAtEnd })"


def walk(page: BrowserPage, key: str = "Tab") -> list[dict[str, Any]]:
    """What has the focus, stop by stop, until it leaves the page."""
    stops: list[dict[str, Any]] = []
    page.evaluate("Object.assign(window, { isAtEnd: false, isUnderWay: false, first: null })")
    while len(stops) < MOST:
        for _key in range(AT_ONCE):
            page.keyboard.press(key)
        answer = page.evaluate(ASK)
        stops += answer["stops"]
        if answer["isAtEnd"]:
            return stops
    raise AssertionError(f"the focus never leaves the page: {[stop['name'] for stop in stops]}")


class TabOrderTests(BrowserCase):
    def check(self, page: BrowserPage, url: str, *expected: str) -> None:
        """Every stop can be seen, forward and back, and the expected names come in this order."""
        page.goto(url)
        page.wait_for_load_state()
        page.evaluate(WATCH)
        forward = walk(page)
        for stop in forward + walk(page, "Shift+Tab"):
            self.assertTrue(stop["name"], (stop, forward))
            self.assertTrue(stop["isSeen"] and stop["isFramed"], stop)
        names = [stop["name"] for stop in forward]
        at = 0
        for wanted in expected:
            found = next((place for place in range(at, len(names)) if wanted in names[place]), None)
            self.assertIsNotNone(found, f"“{wanted}” does not follow in {names}")
            at = (found or 0) + 1

    def test_the_page_desk(self) -> None:
        with self.browse(viewport=LOW) as page:
            first = ("选定第 1 篇", "下移", "领取", "确认", "否决", "青岭春灌全面展开")
            names = ("跳到", "首页", "快捷键", "标记说明", "青岭日报", *first, "选定第 2 篇", "上移", "集市开街")
            self.check(page, self.url("articles_page_desk", self.story.page.pk), *names)
        self.assertEqual(self.complaints, [])

    def test_the_article_desk(self) -> None:
        for size in (LOW, PHONE):
            with self.subTest(str(size["width"])), self.browse(viewport=size) as page:
                line = ("确认“苏见禾”", "否决“苏见禾”", "苏见禾", "确认“64.2％”")
                wanted = ("领取", "全部确认", "＋ 人物", "快捷键", "主题", "署名", *line, "保存", "保存并确认", "否决")
                self.check(page, self.url("articles_article_change", self.story.pk), *wanted)
        self.assertEqual(self.complaints, [])

    def test_the_import(self) -> None:
        with self.browse(viewport=LOW) as page:
            self.check(
                page, self.url("articles_importrun_add"), "跳到", "拖到这里", "报纸", "日期", "先试读", "直接入库"
            )
        self.assertEqual(self.complaints, [])

    def test_a_list(self) -> None:
        with self.browse(viewport=LOW) as page:
            sorting = ("次序: 正逆序切换", "次序: 删除排序", "次序", "署名")
            wanted = ("搜索", "显示全部", "动作", "执行", *sorting, "青岭春灌全面展开", "由我审阅", "无人领取", "未审")
            self.check(page, self.url("articles_article_changelist"), *wanted)
        self.assertEqual(self.complaints, [])
