"""What is kept of a web page and what is furniture: the box above the document, its title and paragraphs; no menus, no 【打印】, no 上一篇."""

from __future__ import annotations

import pytest

import loaders
from loaders.furniture import furniture_line

FIRST = "各区人民政府，市政府各部门：现将《示例市促进知识产权转化若干措施》印发给你们，请认真贯彻执行，落实中的问题向市知识产权局反映。"
SECOND = "一、加强高价值专利培育，支持企业与高校开展订单式研发。（市知识产权局牵头，市科技局、市教育局配合）"
TITLE = "示例市人民政府关于印发促进知识产权转化若干措施的通知"


def _text(body: str, head: str = "") -> str:
    return loaders.from_text(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>", "a.html", page=True).text


def _page(content: str = f"<p>{FIRST}</p><p>{SECOND}</p>", around: str = '<div class="article">{}</div>') -> str:
    return f"""
    <div class="top"><ul class="nav"><li><a href="#">首页</a></li><li><a href="#">政务公开</a></li></ul>
      <form><input value="搜"><button>搜索</button></form></div>
    <div class="weizhi">您当前的位置：<a href="#">首页</a> &gt; <a href="#">文件</a></div>
    <div class="main"><h1>{TITLE}</h1>
      <div class="info"><span>发布时间：2025-02-20</span> <span>来源：示例市政府</span> <span>浏览次数：12</span> 字号：[大] [中] [小]
        <a href="#">打印</a></div>
      {around.format(content)}
      <div class="code"><p>扫一扫在手机打开当前页</p></div>
      <div class="more"><h3>相关解读</h3><ul><li><a href="#">一图读懂若干措施</a></li><li><a href="#">专家解读</a></li></ul></div>
      <p>上一篇：<a href="#">关于另一件事的通知</a></p>
    </div>
    <div class="bottom"><p>版权所有：示例市人民政府办公室 网站标识码：0000000000 示ICP备00000000号</p><p>【打印本页】【关闭窗口】</p></div>
    """


@pytest.mark.parametrize(
    "around",
    [
        '<div class="article">{}</div>',
        '<div class="TRS_Editor">{}</div>',
        '<div><table width="100%"><tr><td id="UCAP-CONTENT">{}</td></tr></table></div>',
        "<div><div><div>{}</div></div></div>",
        "{}",
    ],
)
def test_a_page_gives_its_document_and_nothing_around_it(around: str) -> None:
    text = _text(_page(around=around))
    assert text == f"发布时间：2025-02-20\n来源：示例市政府\n{TITLE}\n{FIRST}\n{SECOND}\n"


def test_the_title_is_not_said_twice_where_the_content_begins_with_it() -> None:
    halves = f"<p>{TITLE[:11]}</p><p>{TITLE[11:]}</p><p>{FIRST}</p>"
    text = _text(_page(halves))
    assert text.split("\n")[2:5] == [TITLE[:11], TITLE[11:], FIRST]


def test_a_title_that_only_the_head_states_is_kept() -> None:
    head = f'<meta name="ArticleTitle" content="{TITLE}"><title>{TITLE}_示例市政府</title>'
    assert _text(f'<div id="zoom"><p>{FIRST}</p><p>{SECOND}</p></div>', head) == f"{TITLE}\n{FIRST}\n{SECOND}\n"


BOXES = {
    "cells": "<table><tr><td><b>索 引 号：</b></td><td>0001/2025</td><td><b>发文机关：</b></td><td>示例市政府</td></tr>"
    "<tr><td>发文字号：</td><td>示府发〔2025〕2号</td><td>主 题 词：</td><td></td></tr><tr><td>成文日期：</td><td>2025-02-18</td></tr></table>",
    "cells without colons": "<table><tr><td>索引号</td><td>0001/2025</td><td>发文机关</td><td>示例市政府</td></tr>"
    "<tr><td>发文字号</td><td>示府发〔2025〕2号</td></tr><tr><td>成文日期</td><td>2025-02-18</td></tr></table>",
    "one cell": "<table><tr><td><b>索&nbsp;引&nbsp;号: </b>0001/2025</td><td><b>发文机关:</b> 示例市政府</td></tr>"
    "<tr><td><b>发文字号:</b> 示府发〔2025〕2号</td><td><b>成文日期:</b> 2025-02-18   </td></tr></table>",
    "brackets": "<ol><li>[索引号] <span>0001/2025</span></li><li>[发文机关] <span></span><span>示例市政府</span></li><li>[联合发文单位] <span></span></li>"
    "<li>[发文字号] <span><span>示府发</span><span>〔2025〕</span><span>2号</span></span></li>"
    "<li>[成文日期] <span>2025-02-18</span></li></ol>",
    "items": "<ul><li>索引号:</li><li>0001/2025</li></ul><ul><li>发文机关:</li><li>示例市政府</li><li>发文字号:</li><li>示府发〔2025〕2号</li>"
    "<li>成文日期:</li><li>2025-02-18</li></ul>",
    "labels": "<div><label>索引号：</label><span>0001/2025</span></div><div><label>发文机关：</label><span>示例市政府</span></div>"
    "<div><label>发文字号：</label><span>示府发〔2025〕2号</span></div><div><label>成文日期：</label><span>2025-02-18</span></div>",
    "one line": "<p>索引号：0001/2025　发文机关：示例市政府 发文字号：示府发〔2025〕2号 | 成文日期：2025-02-18</p>",
}


@pytest.mark.parametrize("box", BOXES.values(), ids=list(BOXES))
@pytest.mark.parametrize("marked", [True, False])
def test_the_box_above_a_document_is_a_line_a_particular(box: str, marked: bool) -> None:
    content = f"<p>{FIRST}</p><p>{SECOND}</p>"
    text = _text(f'<div class="box">{box}</div><div id="zoom">{content}</div>' if marked else f"{box}{content}")
    assert text == f"索引号：0001/2025\n发文机关：示例市政府\n发文字号：示府发〔2025〕2号\n成文日期：2025-02-18\n{FIRST}\n{SECOND}\n"


def test_a_count_that_a_script_fills_in_does_not_take_the_number_below_it() -> None:
    page = f"<div><p>来源：示例市政府 日期：2025-02-20 浏览次数：</p><p>示府发〔2025〕2号</p><p>{FIRST}</p><p>{SECOND}</p></div>"
    assert "示府发〔2025〕2号" in loaders.from_text(page, page=True).text.splitlines()
    page = f"<div><p>浏览次数：</p><p>示府发〔2025〕2号</p><p>{FIRST}</p><p>{SECOND}</p></div>"
    assert "示府发〔2025〕2号" in loaders.from_text(page, page=True).text.splitlines()


def test_hidden_words_scripts_and_comments_are_out() -> None:
    text = _text(
        f'<div id="zoom"><p>{FIRST}</p><script>document.write("市公安局牵头")</script><style>p{{}}</style><!-- 市财政局牵头 -->'
        "<template><p>市科技局牵头</p></template>"
        '<p style="DISPLAY : none">市教育局牵头</p><p hidden>市民政局牵头</p><span style="visibility:hidden">市司法局牵头</span>'
        f"<noscript>请打开脚本</noscript><select><option>选</option></select><p>{SECOND}</p></div>"
    )
    assert text == f"{FIRST}\n{SECOND}\n"


def test_content_that_a_script_was_to_show_is_read_where_nothing_else_is_there() -> None:
    assert _text(f'<p>加载中</p><div style="display:none"><p>{FIRST * 3}</p><p>{SECOND * 3}</p></div>').endswith(f"{FIRST * 3}\n{SECOND * 3}\n")


def test_a_break_is_a_line_and_spans_join() -> None:
    assert (
        _text("<p>（责任<span>单位：</span><b>市</b>\n  <i>知识产权局</i>）<br/>二、保护<br>三、服务</p>") == "（责任单位：市知识产权局）\n二、保护\n三、服务\n"
    )


def test_spaces_of_the_text_stay_and_those_of_the_markup_collapse() -> None:
    assert _text("<p>\n\t\u3000\u3000市\n\t政府&nbsp;&nbsp;2025   年\nMarch\n report&emsp;</p>") == "\u3000\u3000市政府\xa0\xa02025 年 March report\u2003\n"


def test_preformatted_lines_stay_lines() -> None:
    assert _text("<pre>一、保护\n  二、服务\r\n三、发展</pre>") == "一、保护\n  二、服务\n三、发展\n"


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<ol><li>保护</li><li>服务</li></ol>", "1.保护\n2.服务\n"),
        ('<ol start="3"><li><p>保护</p></li><li value="7">服务</li><li>发展</li></ol>', "3.保护\n7.服务\n8.发展\n"),
        ('<ol class="custom_cn2 list-paddingleft-1"><li>保护</li><li>服务</li></ol>', "（一）保护\n（二）服务\n"),
        ('<ol style="list-style-type: cjk-ideographic"><li>保护</li></ol>', "一、保护\n"),
        ('<ol type="a"><li>保护</li></ol>', "a.保护\n"),
        ('<ol style="list-style:none"><li>保护</li></ol>', "保护\n"),
        ("<ol><li>（一）保护</li><li>2.服务</li><li>第三条 发展</li></ol>", "（一）保护\n2.服务\n第三条 发展\n"),
        ("<ol><li>2.5亿元资金到位</li></ol>", "1.2.5亿元资金到位\n"),
        ("<ul><li>保护</li><li>服务</li></ul>", "保护\n服务\n"),
        ("<ol><li>保护<ul><li>甲</li></ul></li><li>服务</li></ol>", "1.保护\n甲\n2.服务\n"),
    ],
)
def test_the_numbers_that_a_browser_shows_are_in_the_text(markup: str, lines: str) -> None:
    assert _text(markup) == lines


@pytest.mark.parametrize(
    "line",
    [
        "【打印本页】 【关闭窗口】",
        "字体：大 中 小",
        "扫一扫在手机打开当前页",
        "上一篇：关于某事的通知",
        "您的位置：首页>文件",
        "版权所有：示例市政府",
        "示ICP备12345678号-1",
        "分享到：微信 微博",
    ],
)
def test_page_tools_are_furniture(line: str) -> None:
    assert furniture_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "分享发展机遇。",
        "（三）保护版权所有者权益",
        "办理ICP备案手续",
        "推广扫码支付",
        "二维码标识管理",
        "位置：示例区",
        "打印耗材回收（市生态环境局负责）",
        "上一级政府批准",
        "大",
        "附件下载说明",
    ],
)
def test_refuses_to_take_the_documents_words_for_furniture(line: str) -> None:
    assert not furniture_line(line)


def test_links_at_the_end_go_unless_they_are_what_is_attached() -> None:
    content = f"<p>{FIRST}</p><p>{SECOND}</p>"
    assert "解读" not in _text(f'<div id="zoom">{content}<p>相关解读：<a href="#">《若干措施》解读</a></p></div>')
    assert "任务分工表" in _text(f'<div id="zoom">{content}<p>附件：<a href="#">1.任务分工表.doc</a></p><p><a href="#">2.任务清单.doc</a></p></div>')


def test_a_name_like_furniture_does_not_cost_the_document_its_words() -> None:
    assert SECOND in _text(f'<div class="share"><p>{FIRST}</p><p>{SECOND}</p></div>')


def test_a_document_in_two_containers_is_read_whole() -> None:
    text = _text(f'<div class="nav"><a href="#">首页</a></div><div class="a"><p>{FIRST * 2}</p></div><div class="b"><p>{SECOND * 2}</p></div>')
    assert text == f"{FIRST * 2}\n{SECOND * 2}\n"


def test_a_title_and_a_date_beside_the_container_of_the_prose_are_kept() -> None:
    text = _text(f'<div class="nav"><a href="#">首页</a></div><div><p>{TITLE}</p><div><p>{FIRST * 3}</p><p>{SECOND * 3}</p></div><p>2025年2月18日</p></div>')
    assert text == f"{TITLE}\n{FIRST * 3}\n{SECOND * 3}\n2025年2月18日\n"


def test_fragments_without_head_or_body_are_read() -> None:
    assert loaders.from_text(f"<p>{FIRST}</p>{SECOND}", page=True).text == f"{FIRST}\n{SECOND}\n"


def test_an_old_page_of_nested_tables_and_breaks_is_read() -> None:
    menu = "".join(f"<tr><td><a href=#>栏目{number}</a></td><td><a href=#>更多</a></td></tr>" for number in range(12))
    prose = f"<font size=3>{TITLE}<br><br>　　{FIRST}<br>　　{SECOND}<br>　　二、优化服务，压缩办理时间，提高审查质量。（市知识产权局负责）<br></font>" * 3
    page = f"""<body><table width=900><tr><td colspan=2><img src=a.gif></td></tr><tr><td width=200><table>{menu}</table></td>
      <td><table><tr><td height=30>当前位置：<a href=#>首页</a></td></tr><tr><td class=f14>{prose}</td></tr>
      <tr><td>【<a href=#>打印</a>】【<a href=#>关闭</a>】</td></tr></table></td></tr>
      <tr><td colspan=2>版权所有：示例市政府</td></tr></table>"""
    lines = _text(page).split("\n")
    assert lines == [TITLE, f"　　{FIRST}", f"　　{SECOND}", "　　二、优化服务，压缩办理时间，提高审查质量。（市知识产权局负责）"] * 3 + [""]


def test_a_page_saved_by_a_word_processor_is_read() -> None:
    page = """<body lang=ZH-CN><div class=WordSection1><!--[if gte mso 9]><xml><o:a>1</o:a></xml><![endif]-->
      <p class=MsoNormal align=center><b><span style='font-family:宋体'>示例市重点任务<o:p></o:p></span></b></p>
      <p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>一、<span>&nbsp;</span></span><![endif]><span>加强
      知识产权保护。（责任单位：市知识<span
      lang=EN-US>产权局）<o:p></o:p></span></span></p></div></body>"""
    assert _text(page) == "示例市重点任务\n一、\xa0加强知识产权保护。（责任单位：市知识产权局）\n"


def test_a_page_that_is_one_form_is_read() -> None:
    assert _text(f"<form id=form1><input type=hidden value=x><div><p>{FIRST}</p><p>{SECOND}</p></div></form>") == f"{FIRST}\n{SECOND}\n"
