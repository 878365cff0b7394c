"""Bytes into text: which encoding a file is in, and what of it is damaged. Nothing here opens a file.

A mark at the beginning decides; then strict UTF-8; then the candidate whose text reads most like printed Chinese.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

REPLACEMENT = "\ufffd"

# The longer mark first: UTF-32's little-endian mark begins with UTF-16's.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# In the order in which equals are taken: UTF-8 here is UTF-8 with damaged bytes. `big5hkscs` reads all that Big5 does.
CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
NAMES = {"big5hkscs": "big5"}

SAMPLE = 65_536  # bytes that are enough to tell the encoding; even, so that no UTF-16 character is cut
LEAST_SCORE = 0.6  # a character, of 2; random bytes stay below 0.1 (0.5 where they are few), print is above 0.9
MOST_CONTROLS = 0.3  # share of control characters from which a file is no text, whatever its encoding

# The characters that Chinese print uses most, simplified and traditional, and those that every local page has.
COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部"
    "度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你"
    "明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流"
    "路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术"
    "极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步"
    "群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准"
    "讯版县镇村乡街局院校岁户亩吨亿讯摄刊期责编辑"
    "這為個國來時們會對發過學於說產種後動當點從業應開還與關樣義現實實體兩機總經進著無員長變條問題黨運農區強戰決處隊給門熱領東導壓爭濟階術極聯認權證"
    "單風帶場車務萬達議報鬥類離華確張馬節話況傳許廣記觀織裝難礦備辦習響約勞團歷構稱準訊縣鎮鄉億畝噸編輯責電線數質氣結見計論級圖較統組設資軍"
    "，。、；：？！“”‘’（）《》【】—…·　"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the encoding it was in, and how many damaged bytes were replaced."""

    text: str
    encoding: str
    damaged: int


class NotTextError(ValueError):
    """The bytes are no text in any encoding known here."""


def decode_bytes(raw: bytes) -> Decoded:
    """The text of `raw`, each damaged byte and each NUL replaced by U+FFFD, CRLF and CR made LF.

    Raises NotTextError where no candidate gives text.
    """
    encoding, mark = recognise_encoding(raw)
    text = raw[len(mark) :].decode(encoding, "replace-each-byte")
    damaged = text.count(REPLACEMENT)
    if damaged:  # less those that were printed so already
        damaged -= raw[len(mark) :].decode(encoding, "ignore").count(REPLACEMENT)
    damaged += text.count("\0")
    controls = sum(count for character, count in Counter(text).items() if is_control(character))
    if controls > MOST_CONTROLS * len(text):
        raise NotTextError
    text = text.replace("\0", REPLACEMENT).replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, NAMES.get(encoding, encoding), damaged)


def recognise_encoding(raw: bytes) -> tuple[str, bytes]:
    """The encoding of `raw` as Python calls it, and the mark it begins with (empty where there is none)."""
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            sample = raw[len(mark) : len(mark) + SAMPLE].decode(encoding, "replace-each-byte")
            if sample and encoding != "utf-8" and score_text(sample) < LEAST_SCORE:
                raise NotTextError
            return encoding, mark
    if is_utf8(raw) and b"\0" not in raw[:SAMPLE]:
        return "utf-8", b""
    scores = {name: score_text(raw[:SAMPLE].decode(name, "replace-each-byte")) for name in CANDIDATES}
    best = max(CANDIDATES, key=lambda name: scores[name])
    if scores[best] < LEAST_SCORE:
        raise NotTextError
    return best, b""


def is_utf8(raw: bytes) -> bool:
    """Whether every byte of `raw` is part of good UTF-8."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def score_text(text: str) -> float:
    """How much the text reads like a Chinese page: 2 a character at best, below 0 for what nobody prints."""
    counted = Counter(text).items()
    return sum(score_character(character) * count for character, count in counted) / len(text) if text else 0.0


@lru_cache(maxsize=65_536)
def score_character(character: str) -> float:
    """2 for a common character, 1 for ASCII and the usual ones, 0 for rare ones, -2 for what no page holds."""
    if character in COMMON:
        return 2
    if " " <= character <= "~" or character in "\t\n\r\f":
        return 1
    if is_control(character) or character == REPLACEMENT or unicodedata.category(character) in ("Co", "Cn", "Cs"):
        return -2
    return 1 if is_usual(character) else 0


def is_usual(character: str) -> bool:
    """Whether the character is in the first level of GB 2312 or of Big5, or among their signs."""
    for encoding, first, last in (("gb2312", 0xA1, 0xD7), ("big5", 0xA1, 0xC6)):
        try:
            if first <= character.encode(encoding)[0] <= last:
                return True
        except UnicodeEncodeError:
            continue
    return False


def is_control(character: str) -> bool:
    """Whether the character is a control other than white space."""
    return (character < " " or "\x7f" <= character < "\xa0") and character not in "\t\n\v\f\r\x85"


def replace_each_byte(error: UnicodeError) -> tuple[str, int]:
    """One U+FFFD for each damaged byte, so that counting them counts bytes."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return REPLACEMENT * (error.end - error.start), error.end


codecs.register_error("replace-each-byte", replace_each_byte)
