"""What a page puts around a document: 当前位置：首页 > 政务公开, 【打印】【关闭】, 扫一扫在手机打开当前页, 上一篇, 版权所有, 京ICP备05060933号.

Holds the phrases that stand on such lines. One counts only where it is the whole of a short line: 分享 within
a sentence is the document's. Names of elements are advice, which `loaders.content` weighs against the words inside.
"""

from __future__ import annotations

import re

from loaders.vocabulary import vocabulary

TAGS = frozenset({"nav", "footer", "aside", "dialog", "menu"})

_NAMES = frozenset(vocabulary("furniture"))
_BETWEEN = re.compile(r"[\s,]+")

_WORDS = "|".join(map(re.escape, vocabulary("tools")))
_SEPARATORS = r"[\s\u3000\xa0\[\]【】()（）|｜/、，:：>+\-·]"
_TOOLS = re.compile(rf"{_SEPARATORS}*(?:(?:{_WORDS}){_SEPARATORS}*)+", re.IGNORECASE)
_LINES = re.compile(
    r"""(?x)
    [\[【（(]?扫一扫(?:.{0,30}(?:手机|微信|页面?|分享|关注|打开|查看|浏览|访问).{0,12})?                  # captions of QR codes
  | 扫(?:描|码)?(?:下方|上方|左侧|右侧)?二维码.{0,20} | 扫码(?:关注|分享|阅读|查看|打开).{0,16} | (?:微信|手机|本页|关注)?二维码
  | [\[【（(]?\s*[上下]一[篇条页则則]\s*(?:[:：\]】）)].*)?                                            # the neighbours in the list
  | (?:您|你)?(?:的|现在|当前|目前)(?:所[在处])?的?\s*位置\s*(?:是|为|在)?\s*[:：>].* | 当前位置          # where one is on the site
  | 版权所有(?:\s*[:：©(（].*|\s.*)? | .{2,30}(?:政府|办公厅|办公室|厅|局|委|网|中心)\s*版权所有.* | (?i:copyright).* | ©.*
  | .*[ＩI][ＣC][ＰP][备证]\s*\d{5}.* | .*公网安备\s*\d{6}.* | .*网站标识码\s*[:：]?\s*\w{6}.* | .*本站支持IPv6.*
  | (?:主办|承办|技术支持|维护|协办)(?:单位)?[:：].{0,60}(?:网站标识码|备案号|邮编).*
  | (?:相关|推荐|热点|图文)(?:链接|解读|新闻|文章|阅读|稿件|推荐|专题)\s*[:：]?
  | (?:文件|政策|部门|媒体|图文|视频|专家|图片)?解读\s*[:：]? | 延伸阅读\s*[:：]? | 图解 | 一图读懂 | 访谈解读
  | (?:信息|稿件|文章)?来源\s*[:：].{0,24} | (?:文件|政策)链接\s*[:：].*
  | (?:责任)?编辑\s*[:：].{0,12} | (?:浏览|阅读|点击|访问)(?:次数|量|人次|数|率)\s*[:：]?\s*\d*\s*次?
  | 您访问的链接即将离开.* | 收起 | 展开 | 继续访问
    """
)
_LONGEST = 120


def named_as_furniture(names: str) -> bool:
    """Whether a class or an id (in lower case) is one that sites give to what is no document."""
    return not _NAMES.isdisjoint(_BETWEEN.split(names)) if names else False


def furniture_line(text: str) -> bool:
    """Whether the whole line is one that pages add.

    >>> furniture_line("【打印本页】 【关闭窗口】"), furniture_line("分享发展机遇。")
    (True, False)
    """
    text = text.strip()
    if not text:
        return True
    if len(text) > _LONGEST:
        return False
    return (len(text) > 1 and _TOOLS.fullmatch(text) is not None) or _LINES.fullmatch(text) is not None
