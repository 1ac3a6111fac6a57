"""Bytes as characters, strictly: every byte is accounted for, and the encoding that was taken is said. 《2020年工作要点.txt》 saved by Notepad.

The order, and why:

1. A byte order mark names its encoding (UTF-8, UTF-16, UTF-32); what follows must then be valid in it.
2. NUL bytes: none in text, except in UTF-16 and UTF-32, where they stand beside every ASCII character (and 一 is 4E 00). The reading that has no NUL and most
   ASCII and frequent Chinese characters is taken, where these make up a fair part of it; else the file is binary.
3. UTF-8, which Chinese in another encoding as good as never forms by chance. The exception is short text of two-byte pairs (联通 in GBK): where all
   that UTF-8 finds are Latin, Greek, Arabic letters and the like, and GB18030 gives common characters, GB18030 is taken.
4. GB18030 (which holds GB2312 and GBK) against Big5. Either accepts almost any text of the other, so validity decides nothing; frequency does. About a third
   of any Chinese text are a hundred characters and marks (的、，。和), and text read in the wrong one holds nearly none of them: it becomes rare characters and
   private-use code points. The reading with the greater share of frequent characters wins.
5. A charset that a page declares is a hint for a tie only: pages declare utf-8 and are GB18030, gb2312 and hold characters of GB18030, gbk and are UTF-8.

Refused: bytes that no encoding takes whole, and bytes whose best reading is not Chinese that anybody wrote. Never a replacement character, never a lost byte.
"""

from __future__ import annotations

import codecs
import re

from loaders.errors import Words, WrongEncodingError
from loaders.kinds import binary_kind, refuse_binary

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BIG5 = ("big5", "cp950", "big5hkscs")
# Frequent in any Chinese text and in official prose, in both scripts, with the marks.
_FREQUENT = frozenset(
    "，。、；：（）《》“”　的一和在是不了有人为為这這中大国國上个個我以要他时時来來用们們生到作地于於出会會可也你对對就实實发發工年"
    "动動同成行政府市省区區县縣部门門业業务務员員关關总總理管制度法律条條第项項目通知意见見办辦公各单單位机機构構建设設加强強推进進提高展服务全面重点點文件规規定及与與等或其按应應当當"
)
_UNLIKELY = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff\x80-\x9f]")
_BEYOND_LETTERS = re.compile("[\u2000-\U0010ffff]")
_ASCII = re.compile(rb"[\x00-\x7f]+")
_DECLARED = re.compile(rb"""(?i)<meta[^>]{0,512}?charset\s*=\s*["']?\s*([\w-]{2,24})|<\?xml[^>]{0,128}?encoding\s*=\s*["']([\w-]{2,24})""")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")
_SAMPLE = 200_000
_LEAST_SHARE = 0.04
"""Of the characters beyond ASCII, how many must be frequent ones; real text has five to ten times as many, misread text a tenth."""
_LEAST_WIDE = 0.1


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _share(text: str) -> float:
    """The share of frequent characters among those beyond ASCII, less that of characters that nobody writes."""
    foreign = [character for character in text[:_SAMPLE] if character > "\x7f"]
    if not foreign:
        return 0.0
    unlikely = sum(1 for character in foreign if _UNLIKELY.match(character))
    return (sum(1 for character in foreign if character in _FREQUENT) - unlikely) / len(foreign)


def _common(text: str) -> bool:
    """Whether all characters are of GB2312's common level, as short texts must be that hold no frequent one (附件)."""
    try:
        pairs = _ASCII.sub(b"", text.encode("gb2312"))
    except UnicodeError:
        return False
    return all(lead < 0xD8 for lead in pairs[::2])


def _wide(data: bytes) -> tuple[str, str] | None:
    """Text in UTF-16 or UTF-32 without a mark, and which of them."""
    best: tuple[float, str, str] | None = None
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = _try(data, encoding)
        if text is None or _CONTROLS.search(text):
            continue
        sample = text[:_SAMPLE]
        share = sum(1 for character in sample if character <= "\x7f" or character in _FREQUENT) / len(sample)
        if share >= _LEAST_WIDE and (best is None or share > best[0]):
            best = share, text, encoding
    return best and best[1:]


def declared(data: bytes) -> str | None:
    """The charset that a page declares in its first bytes, in lower case."""
    found = _DECLARED.search(data[:8192])
    name = found and (found[1] or found[2])
    return name.decode("ascii").lower() if name else None


def _chinese(data: bytes, hint: str | None) -> tuple[str, str] | None:
    """GB18030 or Big5, whichever reading has the frequent characters."""
    simplified = _try(data, "gb18030")
    name, traditional = next(((name, text) for name in _BIG5 if (text := _try(data, name)) is not None), ("big5", None))
    first, second = (-1.0 if text is None else _share(text) for text in (simplified, traditional))
    if hint is not None and abs(first - second) < _LEAST_SHARE:
        first, second = (first, -1.0) if hint.startswith("gb") else (-1.0, second) if hint.startswith("big5") else (first, second)
    if simplified is not None and first >= second and (first >= _LEAST_SHARE or _common(simplified)):
        return simplified, "gb18030"
    if traditional is not None and second >= _LEAST_SHARE:
        return traditional, name
    return None


def _refusal(path: str, tried: str) -> WrongEncodingError:
    return WrongEncodingError(
        path,
        Words(f"无法确定文字编码：{tried}都不能完整读出全部字节", f"its encoding is not clear: {tried.replace('、', ', ')} do not account for every byte"),
        Words("请用原来的编辑器打开，另存为 UTF-8 编码的文本", "Open it in the editor it came from and save it as UTF-8"),
    )


def decode(data: bytes, path: str, *, page: bool = False) -> tuple[str, str]:
    """The characters of `data` and the encoding that was taken; `page` where a declared charset may be heard.

    >>> decode("市知识产权局牵头".encode("gb18030"), "a.txt")
    ('市知识产权局牵头', 'gb18030')
    """
    if (kind := binary_kind(data)) is not None:
        raise refuse_binary(path, kind)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _try(data[len(mark) :], encoding.removesuffix("-sig"))
            if text is None:
                raise _refusal(path, encoding)
            return _without_nul(text, path), encoding
    if b"\x00" in data:
        wide = _wide(data)
        if wide is None:
            raise refuse_binary(path, None)
        return wide
    text = _try(data, "utf-8")
    hint = declared(data) if page else None
    if text is not None:
        if not text.isascii() and _BEYOND_LETTERS.search(text) is None and (other := _try(data, "gb18030")) is not None and _common(other):
            return other, "gb18030"
        return text, "utf-8"
    found = _chinese(data, hint)
    if found is None:
        raise _refusal(path, "UTF-8、GB18030、Big5")
    return found


def _without_nul(text: str, path: str) -> str:
    if "\x00" in text:
        raise refuse_binary(path, None)
    return text
