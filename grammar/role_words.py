"""Words that give a role: labels before a colon (牵头单位:), verbs behind names (按职责分工负责), remarks in brackets (（牵头）).

The table of roles is the guide's; the words are those of many issuers.
"""

from __future__ import annotations

import re

from ontology.records import Role

_LEAD = r"总牵头|牵头协调|牵头督导|牵头责任|牵头负责|牵头考核|牵头实施|牵头落实|牵头|主办|主责|第一责任|首位责任"
_SUPPORT = r"配合责任|配合落实|配合实施|配合|协办|协助|协同|协作|参与|参加|会办|支持|指导(?=单位)"
_RESPONSIBLE = r"共同责任|具体责任|主要责任|落实责任|责任落实|责任|承办|实施|落实|负责|主管|主体|属地|执行|承担|指导(?=部门)|工作"
_WHO = r"单位|部门|机构|处室|科室|委办局|地区|区县|县区|县\(市、区\)|主体|方|责任(?!人|领导)|党委|司局"

LABEL = re.compile(
    rf"""
      (?:(?P<lead>{_LEAD})|(?P<support>{_SUPPORT})|(?P<responsible>{_RESPONSIBLE}))
      (?:及?(?:{_LEAD}|{_SUPPORT}|责任|负责|实施|落实)){{0,2}}
      (?:(?:{_WHO})(?:[(\[][^)\]]{{1,8}}[)\]])?)+(?:[和及、](?:单位|部门))?\ *(?=:)
    | (?:(?P<lead_alone>总?牵头|主办|主责)|(?P<support_alone>配合|协办|参与)|(?P<responsible_alone>责任|落实|承办|负责|实施))\ *(?=:)
    """,
    re.VERBOSE,
)
"""牵头单位, 责任部门, 配合单位, 属地责任, 总牵头 … before a colon."""

SPACED_LABEL = re.compile(rf"(?:{_LEAD}|{_SUPPORT}|责任|承办|落实|负责|实施)(?:单位|部门)(?P<space>\ +)(?=[\u4e00-\u9fff])")
"""责任部门　市财政局: a label whose colon is a space, as in pages pasted from tables."""

OTHER_LABEL = re.compile(r"时限|时间|进度|期限|电话|目标|责任人|领导|联系|备注|负责人|标准|要求|成果|依据")
"""A label that names no body; what follows it is skipped."""

_BY_DUTY = (
    r"(?:(?:按照?|依照?|依据?|根据)(?:各自|部门|有关|相关|法定|其)?(?:的)?(?:工作)?(?:职责|职能|职权|权限|分工|任务)*"
    r"(?:[、和及]?(?:分工|职责|任务))*(?:范围)?(?:内)?)?"
    r"(?:各司其职|共同|分别|分头|具体|联合|统筹|组织|密切|协同|分工|各自|依法|积极|直接)*"
)
VERB_INITIALS = "为主会依共具分制办协参可各实密将并应开总承指按推提支是根牵直研积组统联落要负配需须"
"""What a verb and the words before it begin with: at any other character a search need not try them one by one."""
VERB = re.compile(
    rf"""
    (?=[{VERB_INITIALS}])
    (?:
      (?P<join>(?:要|应当?|负责|可以?|将|须|需)?{_BY_DUTY}(?:牵头)?[并]?(?:会同|会商|联合(?!会|社|体|国|大学)))
    | (?P<by_duty>{_BY_DUTY})
      (?:
        (?P<lead>[为是](?:总)?牵头(?:单位|部门)|负责牵头|总?牵头(?:负责|组织实施|组织|落实|实施|推进|抓总|办理|协调|督导|督办)?|主办)
      | (?P<support>[为是](?:配合|协办|参与)(?:单位|部门)|配合(?:落实|实施|做好)?|协助(?:落实|实施)?|协办|参与|参加|指导|支持)
      | (?P<responsible>[为是](?:责任|承办|落实)(?:单位|部门)|承办|(?:组织)?实施|(?:具体)?落实|各负其责
          |负总责|负责(?:落实|实施|组织实施|具体落实|办理|推进|组织落实|承办)?
          |组织(?:推进|开展|落实)?|推进|开展|制定|研究|办理|组建|提出)
      )
      (?=$|会同|[省市区县州国各](?!单位|部门))
    | (?P<duty_only>(?:按照?|依照?|根据)(?:各自|部门)?(?:职责|职能)(?:分工)?(?:负责)?)$
    )
    """,
    re.VERBOSE,
)
"""What stands behind names: 牵头, 配合, 按职责分工负责; 会同 between them."""

REMARK = re.compile(rf"[(\[](?:(?P<lead>{_LEAD})|(?P<support>{_SUPPORT}|配合)|(?P<responsible>负责|责任|承办|落实))(?:单位|部门)?[)\]]$")
"""市科技局（牵头）、市水务局: the role of one body, in brackets behind it."""

STARS = "*★☆▲△#"
"""Marks behind a body that a note explains (标*的为牵头单位)."""


def role_of(found: re.Match[str]) -> Role:
    """The role that a label, verb or remark gives."""
    group = found.lastgroup or ""
    if group.startswith("lead"):
        return Role.LEAD
    return Role.SUPPORT if group.startswith("support") else Role.RESPONSIBLE
