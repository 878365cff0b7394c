"""What a browser would post for a form as it came, with the line breaks that a browser makes."""

from __future__ import annotations

from html.parser import HTMLParser


class PostedForm(HTMLParser):
    """Reads the fields of the form with this id; buttons are left out, for they are posted only when pressed."""

    def __init__(self, html: str, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.values: dict[str, str] = {}
        self.inside = False
        self.textarea: str | None = None
        self.select: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self.inside = given.get("id") == self.form_id
        elif not self.inside:
            return
        elif tag == "input" and name and given.get("type") not in ("submit", "button"):
            if given.get("type") != "checkbox" or "checked" in given:
                self.values[name] = given.get("value") or ("on" if given.get("type") == "checkbox" else "")
        elif tag == "textarea":
            self.textarea = name
            self.values[name] = ""
        elif tag == "select":
            self.select = name
            self.values[name] = ""
        elif tag == "option" and self.select and "selected" in given:
            self.values[self.select] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.textarea is not None:
            text = self.values[self.textarea].removeprefix("\n")
            self.values[self.textarea] = text.replace("\r\n", "\n").replace("\n", "\r\n")
            self.textarea = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.inside = False

    def handle_data(self, text: str) -> None:
        if self.textarea is not None:
            self.values[self.textarea] += text


def read_form(response: object, form_id: str) -> dict[str, str]:
    """The values of the form, without the empty row that the browser clones for new ones."""
    form = PostedForm(response.content.decode(), form_id)  # type: ignore[attr-defined]
    return {name: value for name, value in form.values.items() if "__prefix__" not in name}
