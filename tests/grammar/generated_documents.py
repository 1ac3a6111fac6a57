"""Documents made from conventions, each with its answer in the guide's form: what is written is known before it is read.

    示例市养老服务提升方案（2025—2028年）   a notice, its plan, goals, numbered tasks, a table of tasks, a leading group, stages

The sentences are those of `generated_pieces.py`; here they are numbered, framed by head and signature, and told what they
are in the answer. Refuses to make what the guide leaves open.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from hypothesis import strategies as st

from tests.grammar.generated_pieces import BODIES, CITY, Clause, Piece, Record, citation, clauses, due, money, names, targets, times

TOPICS = "养老服务 数字政府 营商环境 职业教育 冷链物流 城市绿化".split()
WORK = "社区食堂 河道巡查 电子证照 公共停车 校园书屋 农村公路 街头公园 便民早餐 水质监测 旧楼改造".split()
FILLERS = ["健全工作机制，提高服务水平。", "摸清底数，分类施策。", "加强宣传引导，营造良好氛围。", "优化布局，补齐短板。"]
CHINESE = "一二三四五六七八九十"


class Made(NamedTuple):
    """A document and its answer."""

    text: str
    answer: Record


@st.composite
def documents(draw: st.DrawFn) -> Made:
    """A plan within its notice, or opinions on their own: head, goals, tasks, perhaps a table, a group and stages, signature."""
    issued = draw(st.dates(date(2024, 1, 1), date(2026, 12, 28)))
    until, topic, noticed = issued.year + 3, draw(st.sampled_from(TOPICS)), draw(st.booleans())
    title = f"{CITY}{topic}提升方案（{issued.year}—{until}年）" if noticed else f"{CITY}人民政府关于加强{topic}工作的实施意见"
    number = f"示府〔{issued.year}〕{draw(st.integers(1, 99))}号"
    period = [str(issued.year), str(until)] if noticed else None
    head = {"title": _normal(title), "number": number, "date": issued.isoformat(), "issuers": [f"{CITY}人民政府"], "period": period}
    basis = f"示范省{topic}条例"
    answer: Record = {"document": head, "tasks": [], "citations": [citation(basis, "basis")]}
    answer |= {kind: [] for kind in ("targets", "funding", "memberships", "phases")}
    goals = draw(st.lists(targets(str(until)), min_size=1, max_size=3, unique_by=lambda piece: piece.words[:4]))
    _state(answer, *goals)
    body = [f"为贯彻落实《{basis}》，制定本{'方案' if noticed else '意见'}。", "一、工作目标"]
    body += [f"到{until}年，{'；'.join(goal.words for goal in goals)}。", "二、重点任务"]
    body += _numbered(draw, answer, issued, until if noticed else None)
    parts = draw(st.lists(st.sampled_from((_table, _group, _stages)), max_size=3, unique=True))
    for place, part in enumerate(parts):
        body += part(draw, answer, CHINESE[place + 2], issued.year + 1)
    signature = [f"{CITY}人民政府", f"{issued.year}年{issued.month}月{issued.day}日"]
    greeting = "各区县人民政府，市政府各部门："
    if not noticed:
        return Made("\n".join([title, number, greeting, *body, *signature]) + "\n", answer)
    answer["citations"].append(citation(_normal(title), "issues"))
    notice = [f"{CITY}人民政府关于印发{title}的通知", number, greeting, f"现将《{title}》印发给你们，请认真组织实施。"]
    return Made("\n".join([*notice, *signature, title, *body]) + "\n", answer)


def _numbered(draw: st.DrawFn, answer: Record, issued: date, until: int | None) -> list[str]:
    """The tasks with their numbers, on one level or under headings."""
    deep, stop = draw(st.booleans()), draw(st.sampled_from(".．、"))
    below = draw(st.booleans())  # a line below the last of several items without one would be the clause of them all
    lines = []
    for place, work in enumerate(draw(st.lists(st.sampled_from(WORK), min_size=1, max_size=4, unique=True))):
        if deep and place % 2 == 0:
            lines.append(f"（{CHINESE[place // 2]}）{'抓好当前' if place else '着眼长远'}")
        path = ["二", f"({CHINESE[place // 2]})", str(place % 2 + 1)] if deep else ["二", f"({CHINESE[place]})"]
        words = _task(draw, answer, path, work, issued, until, below=below)
        lines.append((f"{path[-1]}{stop}" if deep else f"（{CHINESE[place]}）") + words)
    return lines


def _task(draw: st.DrawFn, answer: Record, path: list[str], work: str, issued: date, until: int | None, *, below: bool) -> str:
    """The lines of one task behind its number."""
    # A number beside a time would be due by then, or not: the guide leaves it open, so an item has the one or the other.
    times_or_targets = times(issued, until) if draw(st.booleans()) else targets(None).map(_stopped)
    heading = draw(st.sampled_from(("完善", "推广", "规范"))) + work + draw(st.sampled_from("。\n"))
    if below or draw(st.booleans()):
        return _part(draw, answer, path, heading, draw(clauses(below)), st.one_of(times_or_targets, money(), names(work)))
    parts = (heading, work), ("", f"示例{work}")  # each clause has its own part of the item
    behind = clauses(below).filter(lambda clause: clause.words != "")
    return "".join(_part(draw, answer, path, words, draw(behind), st.one_of(times_or_targets, money(), names(named))) for words, named in parts)


def _part(draw: st.DrawFn, answer: Record, path: list[str], heading: str, clause: Clause, pieces: st.SearchStrategy[Piece]) -> str:
    """What one clause governs, with the clause."""
    stated = draw(st.lists(pieces, max_size=3, unique_by=lambda piece: piece.sort))
    sentences = draw(st.sampled_from(FILLERS)) + "".join(piece.words for piece in stated)
    _state(answer, *stated)
    answer["tasks"].append(
        {
            "path": path,
            "text": heading.strip() + sentences,
            "assignments": [{"role": role, "agency": CITY + body} for role, body in clause.given],
            "due": [one for piece in stated for one in piece.due],
        }
    )
    if clause.below:
        return f"{heading}{sentences}\n{clause.words}"
    inside = draw(st.booleans()) and clause.words
    return f"{heading}{sentences[:-1]}{clause.words}。" if inside else f"{heading}{sentences}{clause.words}"


def _table(draw: st.DrawFn, answer: Record, own: str, year: int) -> list[str]:
    """A table of tasks: what, who leads, who supports, by when; its years are the document's where they are not printed."""
    lines = [f"{own}、任务分工", "序号\t重点任务\t牵头单位\t配合单位\t完成时限"]
    for place in range(1, draw(st.integers(2, 4))):
        lead, support = draw(st.permutations(BODIES))[:2]
        month = draw(st.integers(1, 12))
        when, stated = draw(
            st.sampled_from(
                (
                    (f"{year}年{month}月底前", due("by", end=f"{year}-{month:02}")),
                    (f"{year}年底前", due("by", end=str(year))),
                    (f"{year}年{month}月", due("during", start=f"{year}-{month:02}", end=f"{year}-{month:02}")),
                    ("长期坚持", due("ongoing")),
                    ("持续推进", due("ongoing")),
                )
            )
        )
        text = f"办好示例实事{CHINESE[place]}，{draw(st.sampled_from(FILLERS))}"
        lines.append(f"{place}\t{text}\t市{lead}\t市{support}\t{when}")
        given = [{"role": "lead", "agency": CITY + lead}, {"role": "support", "agency": CITY + support}]
        answer["tasks"].append({"path": [own, str(place)], "text": text, "assignments": given, "due": [stated]})
    return lines


def _group(draw: st.DrawFn, answer: Record, own: str, year: int) -> list[str]:
    """An item that sets up a leading group."""
    body, members = "市示例工作领导小组", draw(st.permutations(BODIES))[:3]
    words = f"加强组织领导。成立{body}，由分管副市长任组长，市{members[0]}局长任副组长，市{members[1]}、市{members[2]}为成员单位。".replace("委局长", "委主任")
    deputy = f"市{members[0]}局长".replace("委局长", "委主任")
    sits = (("组长", "分管副市长"), ("副组长", deputy), ("成员单位", f"市{members[1]}"), ("成员单位", f"市{members[2]}"))
    answer["memberships"] += [{"body": body, "role": role, "member": member} for role, member in sits]
    answer["tasks"].append({"path": [own, "(一)"], "text": words, "assignments": [], "due": []})
    return [f"{own}、保障措施", f"（一）{words}"]


def _stages(draw: st.DrawFn, answer: Record, own: str, year: int) -> list[str]:
    """A timetable: stages as items, as lines with a colon, or with an end only."""
    month = draw(st.integers(1, 6))
    first, second, third = f"{year}年{month}月至{month + 3}月", f"{year}年{month + 4}月至{year + 1}年{month}月", f"{year + 1}年{month + 1}月底前"
    ends = (f"{year}-{month:02}", f"{year}-{month + 3:02}"), (f"{year}-{month + 4:02}", f"{year + 1}-{month:02}"), (None, f"{year + 1}-{month + 1:02}")
    labels = ("启动阶段", "推进阶段", "总结阶段")
    answer["phases"] += [{"label": label, "from": start, "to": end} for label, (start, end) in zip(labels, ends, strict=True)]
    form = draw(st.sampled_from(("（{number}）{label}（{when}）。{does}。", "{label}：{when}，{does}。")))
    stages = zip(CHINESE, labels, (first, second, third), ("细化任务分工", "推进各项工作", "开展总结评估"), strict=False)
    return [f"{own}、进度安排", *(form.format(number=number, label=label, when=when, does=does) for number, label, when, does in stages)]


def _stopped(piece: Piece) -> Piece:
    return Piece(f"{piece.words}。", targets=piece.targets)


def _state(answer: Record, *pieces: Piece) -> None:
    for piece in pieces:
        answer["targets"] += piece.targets
        answer["funding"] += piece.funding
        answer["citations"] += piece.citations


def _normal(words: str) -> str:
    return words.translate(str.maketrans("（）", "()"))
