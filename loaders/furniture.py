"""What a page puts around a document: 当前位置：首页 > 政务公开, 【打印】【关闭】, 扫一扫在手机打开当前页, 上一篇, 版权所有, 京ICP备05060933号.

Holds the names that sites give such elements and the phrases that stand on such lines. A phrase counts only where it is the whole of a short line: 分享 within
a sentence is the document's. Names of elements are advice, which `loaders.content` weighs against the words inside.
"""

from __future__ import annotations

import re

TAGS = frozenset({"nav", "footer", "aside", "dialog", "menu"})

_NAMES = frozenset(
    "nav navbar navigation menu menubox breadcrumb breadcrumbs crumb crumbs crumbsbox weizhi position location curpage wzy_position pos path dqwz "
    "footer foot copyright share bdshare bdsharebuttonbox sharebox sharebot shareicon fenxiang qrcode qr_container ewm erweima wzewm div_div code_box "
    "print btn_print print-close print_close dayin fontsize changefont zihao close sidebar aside toolbar related relevant relevantdoc xgjd xgzc xglj xgwj xgyd xgxx jdlj "
    "pagination pager prev next prevpage nextpage last_next prenext sxy pagebreak friendlink friendlinks f-link links yqlj login register search searchbox sousuo "
    "comment comments pinglun jiucuo jiucuo_btn alert alert-warning popup modal mask floatbox ls-floatbox ls-crumbs-box couplet backtop totop gotop wza accessibility "
    "visited visits counter yybb voice langdu sub-area tool tools tag tags hot recommend".split()
)
_BETWEEN = re.compile(r"[\s,]+")

_WORDS = (
    "打印本页|打印文章|打印页面|打印|关闭窗口|关闭本页|关闭页面|关闭|返回顶部|返回首页|返回列表|返回上一页|返回|收藏本页|我的收藏|取消收藏|加入收藏|收藏|分享到|分享至|分享|我要纠错|网站纠错|纠错|"
    "字体大小|文字大小|字体|字号|放大|缩小|默认|特大|大|中|小|微信|微博|新浪微博|腾讯微博|QQ空间|QQ|人人网|朋友圈|更多|下载|导出|PDF格式下载|公报PDF|PDF版?|word下载|"
    "语音播报|语言播报|朗读|无障碍阅读|无障碍浏览|无障碍|繁體版?|繁体版?|简体版?|設為首頁|设为首页|TOP|T|A|X|评价建议|保存|转发|点赞|推荐|复制链接|邮件|操作"
)
_SEPARATORS = r"[\s\u3000\xa0\[\]【】()（）|｜/、，:：>+\-·]"
_TOOLS = re.compile(rf"{_SEPARATORS}*(?:(?:{_WORDS}){_SEPARATORS}*)+", re.IGNORECASE)
_LINES = re.compile(
    r"""(?x)
    [\[【（(]?扫[一码描].{0,40} | .{0,8}二维码.{0,12}                                    # captions of QR codes
  | [\[【（(]?\s*[上下]一?[篇条页則则]\s*(?:[:：\]】）)].*)?                            # the neighbours in the list
  | (?:您|你)?(?:现在|当前|目前)?(?:所在|所处)?的?\s*位置\s*(?:是|为|在)?\s*[:：].*     # where one is on the site
  | 当前位置.{0,80}
  | 版权所有.* | .{0,40}版权所有.{0,40} | (?i:copyright).* | ©.*
  | .*[ＩI][ＣC][ＰP]备.* | .*公网安备.* | .*网站标识码.* | .*本站支持IPv6.*
  | (?:主办|承办|技术支持|维护|协办)(?:单位)?[:：].{0,60}(?:网站标识码|备案号|邮编|电话).*
  | (?:相关|推荐|热点|图文)(?:链接|解读|新闻|政策|文章|阅读|信息|稿件|推荐|内容|专题)\s*[:：]?
  | (?:文件|政策|部门|媒体|图文|视频|专家|图片)?解读\s*[:：]? | 延伸阅读\s*[:：]? | 图解 | 一图读懂 | 访谈解读 | 新闻发布会
  | (?:文件|政策)链接\s*[:：].* | (?:责任)?编辑\s*[:：].{0,12} | 浏览(?:次数|量).{0,12} | 阅读(?:次数|量|人次).{0,12} | 访问量.{0,12} | 点击(?:数|率|次数|量).{0,12}
  | .{0,30}(?:即将离开|是否继续[？?]).{0,20} | 收起 | 展开 | 放弃 | 继续访问 | 您访问的链接.*
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
