"""Memberships: who sits on a leading group, by post or by body, as printed.

    成立示例工作领导小组，由区长任组长，分管副区长任副组长，区财政局、区科技局为成员单位      running text
    成立由分管副区长为组长、区级部门主要领导任成员的示例工作领导小组                          the group behind its members
    组  长：张三  区长 / 成  员：李四  区教育局局长                                           a list, in lines or in a table

The head of its office is the group's 办公室主任. Where an office is housed is no membership, and a post (纪检组长) is no role.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from grammar.drafts import Span
from grammar.groups import GROUP, Role, group_before, group_behind, is_bare, roles
from grammar.member_lists import Seat, read_lists, read_tables
from grammar.members import members
from grammar.stated import StatedMembership
from grammar.view import View

_HEAD_OF_OFFICE = ("主任", "副主任", "常务副主任")
_TAKES = re.compile(r"(?:共同|分别|具体|同时)?(?:担任|兼任|出任|作为|[任为兼])(?:联席会议|领导小组|小组|专班|指挥部)?(?:的)?$")
_HELD_BY = re.compile(r"(?:原则上|分别)?(?:由|为)(?P<members>[^。;\n]{2,200}?)(?:共同|分别)?(?:兼任|担任|出任|组成(?!员)|(?<![主责])任(?![务何]))")
_IS = re.compile(r"(?:为|是)(?P<members>(?![^,。;\n]*责任)[^,。;\n]{2,40})(?=[,。;\n])")
"""总召集人为常务副市长，."""
_NAMES = re.compile(r"(?P<members>(?:[\u4e00-\u9fff]{2,3}、){2,60}[\u4e00-\u9fff]{2,3}?)(?=组成|[。;\n])")
"""组员张三、李四、王五组成;."""
_INCLUDE = re.compile(r"(?:主要)?(?:包括|由|有|为)(?P<members>[^。;\n]{0,40}、[^。;\n]{2,300}?(?:等[^。;\n、]{0,20})?)(?=[。;\n])")
"""成员包括市民政局、市财政局等单位负责同志。"""
_JOINING = re.compile(rf"参[加与]的(?=[^,。;、\n]{{0,60}}?{GROUP})|组成(?:的(?=[^,。;、\n]{{0,60}}?{GROUP})|(?=[,。;\n]))")
_JOINING_WORDS = ("参加的", "参与的", "组成")
"""Few documents hold any of them: a look for plain words is much faster than a search."""
_MADE_OF = re.compile(rf"(?:{GROUP}|成员)(?:主要)?由(?P<members>(?:(?!组成)[^。;\n]){{4,300}})$")
_LED_BY = re.compile(r"由(?P<members>(?!副?组长|副?主任|召集人)[^,。;、\n]{2,30})(?P<role>牵头|召集)[,、](?=[^。;\n]{2,300}?(?:[为任]成员|参加))")
_LEADING = re.compile(r"牵头单位(?=[,。;\n])")
_LEADS = re.compile(rf"(?P<members>[^,。;、:\n]{{2,20}}?)(?:为|是|作为)(?:[^,。;、\n]{{0,14}}{GROUP})?的?$")
"""市民政局为联席会议牵头单位。"""
_LISTED_AS = re.compile(r"(?:单位|部门)(?:主要)?(?:为|有|包括|是)?:?$")
"""参加单位为：市委宣传部、……等成员单位。"""
_GROUP = re.compile(GROUP)
_STOP = re.compile(r"[。;!?\n]")
_STOPS = ",;:。"
_FAR = 320


def read_memberships(view: View) -> list[StatedMembership]:
    """Every seat that the document gives, in its order; said twice it is one record."""
    seats = list(read_tables(view))
    in_tables = [(table.start, table.end) for table in view.tables]
    named = list(roles(view.shadow, view.head.body_start, view.end))
    seats += [seat for seat in (*_running(view, named), *read_lists(view, named)) if not any(start <= seat.member[0] < end for start, end in in_tables)]
    found: dict[tuple[str, str, str], StatedMembership] = {}
    for seat in sorted(seats, key=lambda seat: seat.member):
        body, member = view.value(*seat.body), view.value(*seat.member)
        words = (seat.body, (seat.role.start, seat.role.end), seat.member)
        evidence = [view.quoted(*span) for span in sorted(set(words))]
        found.setdefault((body, seat.role.name, member), StatedMembership(body=body, role=seat.role.name, member=member, evidence=evidence))
    return list(found.values())


def _running(view: View, named: Iterable[Role]) -> Iterator[Seat]:
    """Seats given in sentences: 由…任组长, 组长由…担任, …为成员单位, 由…参加的…领导小组."""
    shadow, (first, end) = view.shadow, view.body
    for role in named:
        if role.end > end:
            break
        if role.name not in _HEAD_OF_OFFICE:
            yield from _seats(view, role)
            continue
        if _of_an_office(shadow, max(first, role.start - 120), role.start):
            yield from _seats(view, role._replace(name=f"办公室{role.name}"))
    for found in _LED_BY.finditer(shadow, first, end):  # 建立示例联席会议,由市商务局牵头,…为成员
        if _GROUP.search(shadow, *view.sentence_at(found.start())):
            yield from _given(view, found.span("members"), Role(*found.span("role"), found["role"]))
    for found in _LEADING.finditer(shadow, first, end):
        leads = _LEADS.search(shadow, _segment(view, found.start()), found.start())
        if leads and _GROUP.search(shadow, *view.sentence_at(found.start())):
            yield from _given(view, leads.span("members"), Role(*found.span(), "牵头单位"))
    for found in _JOINING.finditer(shadow, first, end) if any(word in shadow for word in _JOINING_WORDS) else ():
        begin, words = _segment(view, found.start()), Role(*found.span(), "成员")
        if not found[0].startswith("组成"):
            yield from _given(view, (begin, found.start()), words)
        elif made_of := _MADE_OF.search(shadow, max(view.sentence_at(found.start())[0], found.start() - _FAR), found.start()):
            if shadow.endswith("办公室", first, made_of.start()):
                continue  # read as a role of its own
            yield from _given(view, made_of.span("members"), words)


def _of_an_office(shadow: str, first: int, position: int) -> bool:
    """Whether a 主任 is that of a group's office: named before in the sentence, or as a head itself (办公室主任由…兼任;副主任由…)."""
    office = shadow.rfind("办公室", first, position)
    if office < 0 or not shadow[office + 3 : position].strip():
        return False
    stop = _STOP.search(shadow, office, position)
    return stop is None or (stop[0] == ";" and shadow.startswith("主任由", office + 3) and not re.search(r"[。!?\n]", shadow[office:position]))


def _seats(view: View, role: Role) -> Iterator[Seat]:
    shadow = view.shadow
    if held := _HELD_BY.match(shadow, role.end, role.end + _FAR):
        yield from _given(view, held.span("members"), role)
        return
    for pattern in (_INCLUDE if role.name.startswith("成员") else _IS, _NAMES):
        if said := pattern.match(shadow, role.end, role.end + _FAR):
            yield from _given(view, said.span("members"), role)
            return
    begin = _segment(view, role.start)
    if (
        role.name == "成员单位"
        and shadow.endswith("等", begin, role.start)
        and _STOP.match(shadow, role.end)
        and _LISTED_AS.search(shadow, max(0, begin - 12), begin)
    ):
        yield from _given(view, (begin, role.start), role)
        return
    takes = _TAKES.search(shadow, max(begin, role.start - 14), role.start)
    if takes and takes.start() > begin:
        yield from _given(view, (begin, takes.start()), role)


def _segment(view: View, position: int) -> int:
    """Where the words before a role begin: behind the last stop, or behind the role before it (…任组长、…任副组长)."""
    shadow = view.shadow
    start = max(0, position - _FAR)
    start = max(start, max(shadow.rfind(stop, start, position) for stop in (*_STOPS, "\n", "!", "?")) + 1)
    for before in roles(shadow, start, position):
        if shadow.startswith(("、", "和"), before.end) and _TAKES.search(shadow, start, before.start):
            start = before.end + 1
    return start


def _given(view: View, span: Span, role: Role) -> Iterator[Seat]:
    end = view.sentence_at(role.start)[1]
    behind = group_behind(view.shadow, role.start, min(end, role.end + _FAR))
    body = behind or group_before(view.shadow, role.start)
    if body is None or (behind and is_bare(view.shadow[slice(*behind)])):
        return  # 各区也要成立“一把手”为组长的领导小组: another group, which has no name
    for member in members(view.shadow, *span):
        if member[0] >= body[1] or member[1] <= body[0]:
            yield Seat(body, role, member)
