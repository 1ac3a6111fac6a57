"""What the command line says, in Chinese and English side by side; `told("build")` is the text of a key, its blanks filled.

A verb `x` has its line under `x`, more under `x.more`, an example under `x.example`, and its parameters under `x.parameter`.
"""

from __future__ import annotations

from queries.wording import Wording

_MESSAGES: dict[str, tuple[str, str]] = {
    # --help
    "program": (
        "把中文政策文件读成带原文出处的图：谁牵头、谁配合、依据哪份文件。",
        "Chinese policy documents as a graph: who leads what, under which document, in which words.",
    ),
    "help.usage": ("用法：", "Usage: "),
    "help.verbs": ("命令：", "Commands:"),
    "help.arguments": ("参数：", "Arguments:"),
    "help.options": ("选项：", "Options:"),
    "help.common": ("各命令通用：", "Everywhere:"),
    "help.example": ("例：", "Example:"),
    "help.parameters": ("此问题的参数：", "Parameters of this question:"),
    "help.columns": ("答案的列：", "Columns of the answer:"),
    "help.default": ("默认：{value}", "default: {value}"),
    "help.for_example": ("如：{value}", "e.g. {value}"),
    "help.more": ("每个命令的用法：policygraph 命令 --help", "How to use a command: policygraph COMMAND --help"),
    "help.options_word": ("[选项]", "[OPTIONS]"),
    "help.verb_word": ("命令", "COMMAND"),
    "help.exit": (
        "退出码：0 完成；1 完成，但有文件被拒绝或结果不全；2 无法完成或用法有误。",
        "Exit codes: 0 done; 1 done, but something was refused or fell short; 2 could not, or called wrongly.",
    ),
    "common.workspace": (
        "工作区文件夹（默认 $POLICYGRAPH_WORKSPACE，否则 .policygraph）",
        "the workspace folder (default $POLICYGRAPH_WORKSPACE, else .policygraph)",
    ),
    "common.lang": (
        "说明和消息的语言（默认按系统语言，也可设 POLICYGRAPH_LANG）",
        "language of help and messages (default from the locale, or POLICYGRAPH_LANG)",
    ),
    "common.quiet": ("不显示进度、说明和报告", "no progress, remarks and reports"),
    "common.help": ("显示此说明", "show this help"),
    "common.version": ("显示版本", "show the version"),
    # verbs
    "extract": ("读文件，以 JSON 输出读到的记录", "read documents, print their records as JSON"),
    "extract.more": (
        "一个文件输出一个 JSON 对象；多个文件请用 -o 指明文件夹，每个文件写成 文件名.json。",
        "One file gives one JSON object; for several name a folder with -o: each is written as STEM.json.",
    ),
    "extract.example": ("policygraph extract 方案.txt", "policygraph extract plan.txt"),
    "extract.paths": ("文件或文件夹", "files or folders"),
    "extract.allow_marked": ("标有密级或内部标识的文件也读", "read documents with a mark of secrecy too"),
    "extract.output": ("写到此文件夹，每个文件一份 JSON", "write one JSON a file into this folder"),
    "build": ("读入文件和文件夹，把图更新到最新", "read files and folders, bring the graph up to date"),
    "build.more": (
        "给出的路径会记住；以后只写 build 就重读全部，只重读改动过的文件。结束时逐个文件交代结果。",
        "The paths are remembered; build alone reads all of them again, changed files only. It ends with an account of every file.",
    ),
    "build.example": ("policygraph build 文件夹", "policygraph build FOLDER"),
    "build.paths": ("文件或文件夹；不写则重读以前给出的全部", "files or folders; all that were given before where none is named"),
    "build.names": ("机关名称表（全称⇥简称,简称…），补充自带的名称", "a table of agency names (full⇥short,short…) beside those that are known"),
    "build.base": ("IRI 的开头，只能在第一次 build 时给出", "how IRIs begin; only at the first build"),
    "build.allow_marked": (
        "标有密级或内部标识的文件也读入；不加时一律拒绝，以前读入的也去掉",
        "take documents with a mark of secrecy too; without it they are refused, and those taken before go",
    ),
    "build.replace": ("同一文号有不同正文时，以新文件为准", "where texts differ under one number, the newer takes the place of the older"),
    "forget": ("从图中去掉文件或文件夹", "take files or folders out of the graph"),
    "forget.more": ("只忘掉，不删除文件本身。", "Forgets them; the files themselves are not deleted."),
    "forget.example": ("policygraph forget 文件夹/旧方案.txt", "policygraph forget FOLDER/old.txt"),
    "forget.paths": ("文件或文件夹", "files or folders"),
    "report": ("读了什么、没读什么、为什么", "what was read, what was not, and why"),
    "report.more": ("逐个文件列出结果，以及任务数、指派数、未采用的句子数。", "Every file with its result and its tasks, assignments and omissions."),
    "report.example": ("policygraph report --format json", "policygraph report --format json"),
    "report.since": ("只列出自此次 build 以来有变化的文件", "only the files that changed since this build"),
    "report.format": ("table、tsv 或 json（默认：终端 table，管道 tsv）", "table, tsv or json (default: table to a terminal, tsv to a pipe)"),
    "correct": ("更正一处读错的内容", "correct something that was misread"),
    "correct.more": (
        "更正写成 工作区/corrections 里的一个文件，指明文件、原文和应是什么；下次 build 起生效，规则更新后仍在。",
        "A file in WORKSPACE/corrections that names document, words and what they say; it holds from the next build on, also under new rules.",
    ),
    "correct.example": (
        "policygraph correct 示府〔2025〕6号 --words 市财政局 --kind assignment --says role=support --by 张三",
        "policygraph correct 示府〔2025〕6号 --words 市财政局 --kind assignment --says role=support --by Zhang",
    ),
    "correct.document": ("文件：文号、标题或 IRI", "the document, by number, title or IRI"),
    "correct.words": ("原文里的一段，一字不差", "words of the document, exactly as they stand there"),
    "correct.start": ("这段原文从第几个字符开始（出现多次时才要写）", "where they start, in characters; only where they stand there more than once"),
    "correct.kind": (
        "更正什么：document、task、assignment、due、target、funding、citation、membership、phase、lineage；能看出时可不写",
        "what is corrected: document, task, assignment, due, target, funding, citation, membership, phase or lineage; may be left out where it is plain",
    ),
    "correct.says": (
        "应是什么：字段=值，可写多次；几个值写作 [甲, 乙]，没有写 null",
        "what it says: FIELD=VALUE, any number of times; several values as [a, b], none as null",
    ),
    "correct.nothing": ("这段原文没有说这样的内容", "the words say nothing of the kind"),
    "correct.by": ("由谁更正（默认为登录名）", "who corrects it (default: the login name)"),
    "correct.why": ("理由", "the reason"),
    "questions": ("列出可以问的问题", "list the saved questions"),
    "questions.more": ("自己的问题放在 工作区/queries/名称.cypher。", "Questions of your own lie in WORKSPACE/queries/NAME.cypher."),
    "questions.example": ("policygraph questions", "policygraph questions"),
    "questions.format": ("table、tsv 或 json（默认：终端 table，管道 tsv）", "table, tsv or json (default: table to a terminal, tsv to a pipe)"),
    "ask": ("问一个保存好的问题", "ask a saved question"),
    "ask.more": ("问题的参数写作选项；policygraph ask 问题 --help 列出它们。", "A question's parameters are options; policygraph ask NAME --help lists them."),
    "ask.example": ("policygraph ask tasks-led-by --agency 市知识产权局", "policygraph ask tasks-led-by --agency 市知识产权局"),
    "ask.arguments": ("问题的名称（见 policygraph questions）及其参数", "the name of the question (see policygraph questions) and its parameters"),
    "ask.on": (
        "embedded（默认，工作区里的图）、sparql（工作区里的 RDF）或 Neo4j 地址，如 bolt://127.0.0.1:7687",
        "embedded (default: the workspace's graph), sparql (its RDF) or a Neo4j address such as bolt://127.0.0.1:7687",
    ),
    "ask.include": (
        "也列出：repealed（已废止或过期的文件）、classes（机关作为“各区政府”之一的任务）、predecessors（机构改革前的机关的任务）",
        "also: repealed (documents repealed or out of their time), classes (what an agency does as one of a class), predecessors (what it was before a reform)",
    ),
    "ask.database": ("Neo4j 数据库名", "the Neo4j database"),
    "ask.limit": ("最多给出多少行，0 为不限", "how many rows at most; 0 for all"),
    "ask.timeout": ("最多等几秒，0 为不限", "how many seconds at most; 0 for no end"),
    "ask.format": (
        "table、tsv、json 或 csv（默认：终端 table，管道 tsv；csv 可直接用 Excel 打开）",
        "table, tsv, json or csv (default: table to a terminal, tsv to a pipe; csv is for Excel)",
    ),
    "ask.allow-marked": ("图中有标着密级或内部标识的文件时，也照样给出", "also where the graph holds documents with a mark of secrecy"),
    "ask.output": ("写入此文件；没有 --format 时按扩展名", "write into this file; its suffix gives the format where --format does not"),
    "show": ("画成可离线打开的网页", "draw a picture that works offline"),
    "show.example": ("policygraph show agency 市知识产权局 -o 市知识产权局.html", "policygraph show agency 市知识产权局 -o agency.html"),
    "show agency": ("一个机关、它的任务和协作机关", "an agency, its tasks and with whom it has them"),
    "show agency.example": ("policygraph show agency 市知识产权局 -o 市知识产权局.html", "policygraph show agency 市知识产权局 -o agency.html"),
    "show agency.name": ("机关，全称、简称均可", "the agency, by its full or short name"),
    "show agency.allow_marked": ("图中有标着密级或内部标识的文件时，也照样给出", "also where the graph holds documents with a mark of secrecy"),
    "show agency.output": ("写成此 HTML 文件", "write this HTML file"),
    "export": ("导出整个图", "take the whole graph away"),
    "export.more": ("turtle 和 ntriples 是各文件之和，trig 一份文件一个命名图。", "turtle and ntriples hold the union, trig one named graph a document."),
    "export.example": ("policygraph export turtle -o 图.ttl", "policygraph export turtle -o graph.ttl"),
    "export.format": ("turtle、ntriples、trig 或 neo4j-csv", "turtle, ntriples, trig or neo4j-csv"),
    "export.allow_marked": ("图中有标着密级或内部标识的文件时，也照样给出", "also where the graph holds documents with a mark of secrecy"),
    "export.output": ("写入此文件；neo4j-csv 写成此文件夹", "write this file, for neo4j-csv this folder"),
    "publish": ("把图写入 Neo4j", "write the graph to Neo4j"),
    "publish.more": (
        "用户名和口令取自 NEO4J_USERNAME、NEO4J_PASSWORD，没有就询问。别人的节点、属性和关系不受影响。",
        "User and password come from NEO4J_USERNAME and NEO4J_PASSWORD, else they are asked for. Other people's nodes, properties and relationships stay.",
    ),
    "publish.example": ("policygraph publish bolt://127.0.0.1:7687", "policygraph publish bolt://127.0.0.1:7687"),
    "publish.uri": ("Neo4j 地址", "address of the Neo4j server"),
    "publish.allow_marked": ("图中有标着密级或内部标识的文件时，也照样给出", "also where the graph holds documents with a mark of secrecy"),
    "publish.bulk": ("不经网络，用 Neo4j 自带的导入工具填满一个停着的空库", "fill an empty, stopped Neo4j through its own import tool instead"),
    "publish.neo4j_home": ("--bulk 时：Neo4j 的安装目录", "with --bulk: where Neo4j is installed"),
    "publish.where": (
        "写到哪里：一个 Bolt 地址，或 --bulk 加 --neo4j-home 目录，二者取一",
        "where to: a Bolt address, or --bulk with --neo4j-home DIR, one of the two",
    ),
    "publish.database": ("Neo4j 数据库名", "the Neo4j database"),
    "check": ("核对各处的图是否一致、每个事实的原文是否还在", "prove that all copies hold the same facts, and that their words stand in the documents"),
    "check.example": ("policygraph check --on bolt://127.0.0.1:7687", "policygraph check --on bolt://127.0.0.1:7687"),
    "check.on": ("也核对此 Neo4j", "check this Neo4j too"),
    "check.database": ("Neo4j 数据库名", "the Neo4j database"),
    "check.allow_marked": ("图中有标着密级或内部标识的文件时，也说明不符的是哪里", "say what differs also where a document bears a mark of secrecy"),
    "check.withheld": ("从略：图中有标着密级或内部标识的文件；要看请加 --allow-marked", "withheld: a document bears a mark; add --allow-marked"),
    # wrong use
    "usage.wrong": ("用法有误：{what}", "wrong use: {what}"),
    "usage.see": ("看用法：{command} --help", "how to use it: {command} --help"),
    "usage.value": ("{option} 后面要写一个值", "{option} needs a value"),
    "usage.twice": ("{option} 写了两次", "{option} is given twice"),
    "usage.language": ("{where}：没有“{given}”这种语言，可用 zh、en", "{where}: no language {given!r}; there are zh and en"),
    "usage.option": ("没有选项 {option}", "there is no option {option}"),
    "usage.near": ("，是不是 {near}", "; did you mean {near}"),
    "usage.missing": ("缺少 {what}", "{what} is missing"),
    "usage.invalid": ("{what}：{message}", "{what}: {message}"),
    "usage.verb": ("没有命令 {verb}", "there is no command {verb}"),
    "usage.no_verb": ("缺少命令", "a command is missing"),
    "usage.extra": ("多出来的参数：{extra}", "unexpected: {extra}"),
    "usage.choice": ("没有“{given}”，可用：{choices}", "there is no {given!r}; there are {choices}"),
    "usage.number": ("应为不小于 0 的数，不是“{given}”", "must be a number of 0 or more, not {given!r}"),
    # what happened
    "error": ("错误：{what}", "error: {what}"),
    "interrupted": ("已中断", "interrupted"),
    "remark": ("注：{what}", "note: {what}"),
    "rows": ("{count} 行", "{count} rows"),
    "no_rows": ("没有符合的内容", "nothing found"),
    "written": ("已写入 {path}", "written: {path}"),
    "cannot_write": ("{path}：写不了（{why}）。请换一个位置或文件名", "{path}: cannot be written ({why}). Name another place or file"),
    "no_such_path": ("{path}：不存在。请检查路径", "{path}: does not exist. Check the path"),
    "no_files": ("{path}：里面没有可读的文件", "{path}: holds no file that can be read"),
    "several_files": ("有 {count} 个文件，请用 -o 指明写到哪个文件夹", "there are {count} files: name a folder for them with -o"),
    "same_stem": ("{stem} 有几个同名文件，输出文件名带上了扩展名：{names}", "several files are called {stem}: their outputs carry the suffix too: {names}"),
    "not_yet_built": (
        "{workspace}：这里还没有图。先读入文件：policygraph build 文件夹",
        "{workspace}: nothing has been built here. Read documents first: policygraph build FOLDER",
    ),
    "marked": (
        "{path}：标有“{marks}”，不读；确可读时请加 --allow-marked",
        "{path}: bears the mark “{marks}” and is not read; where it may be, add --allow-marked",
    ),
    "corrected": ("已写入 {path}；运行 policygraph build 后生效", "written: {path}; it holds from the next policygraph build on"),
    "correct.no_document": (
        "{document}：工作区里没有这个文号、标题或 IRI 的文件；policygraph report 列出全部",
        "{document}: no document of the workspace has this number, title or IRI; policygraph report lists them",
    ),
    "correct.several_documents": ("{document}：指几份文件，请写 IRI：{iris}", "{document}: means several documents, name one by IRI: {iris}"),
    "correct.no_words": (
        "原文里没有“{words}”；请照抄原文，标点、空格在内",
        "the document does not have the words “{words}”: copy them, with their stops and spaces",
    ),
    "correct.several_words": (
        "“{words}”出现多次，请用 --start 指明哪一处：{starts}",
        "“{words}” stands there more than once: say which with --start: {starts}",
    ),
    "correct.which_kind": ("看不出更正的是什么，请用 --kind 指明：{kinds}", "it is not plain what is corrected: say with --kind: {kinds}"),
    "correct.says_what": ("请写 --says 字段=值，或 --nothing", "write --says FIELD=VALUE, or --nothing"),
    "correct.refused": ("不能这样更正：{why}", "cannot be corrected so: {why}"),
    "published": (
        "已写入 {uri}：新增 {new} 份文件，更新 {changed} 份，未变 {unchanged} 份，去掉 {removed} 份；{seconds} 秒",
        "{uri}: {new} documents new, {changed} changed, {unchanged} unchanged, {removed} removed; {seconds} s",
    ),
    "published_bulk": (
        "{home}：已导入 {rows} 个节点和关系。启动 Neo4j 后运行一次 policygraph publish bolt://…，建立约束和索引",
        "{home}: {rows} nodes and relationships are in. Start Neo4j and run policygraph publish bolt://… once: it makes constraints and indexes",
    ),
    "neo4j_csv": (
        "已写入 {path}：{rows} 个节点和关系。在该文件夹中运行 neo4j-admin database import full neo4j @{arguments}，启动后再运行 {indexes}",
        "written: {path}, {rows} nodes and relationships. In it run neo4j-admin database import full neo4j @{arguments}, and {indexes} once it is up",
    ),
    "sound": (
        "一致：记录陈述 {stated} 条事实，各处所存 {held}；{passages} 段原文都在文件里",
        "sound: the records state {stated} facts, held are {held}; all {passages} passages stand in their documents",
    ),
    "unsound": (
        "不一致：{wrong} 处。记录陈述 {stated} 条事实，各处所存 {held}；核对了 {passages} 段原文",
        "not sound in {wrong} places: the records state {stated} facts, held are {held}; {passages} passages were looked at",
    ),
    "nothing_to_build": (
        "{workspace}：新的工作区，还没有给过路径；写 policygraph build 文件夹",
        "{workspace}: a new workspace that was given no paths yet; write policygraph build FOLDER",
    ),
    "stale": ("（图中仍是此文件以前的内容）", "(the graph still holds what this file said before)"),
    "totals": (
        "文件：{zh}。图中有 {documents} 份文件、{tasks} 项任务、{assignments} 条指派；{omissions} 个句子未采用（各有原因）。本次构建：{build}",
        "Files: {en}. The graph holds {documents} documents, {tasks} tasks, {assignments} assignments; {omissions} sentences left out. Build: {build}",
    ),
    "reading": ("读取文件", "reading"),
    "building": ("生成图", "building the graph"),
    "exporting": ("正在导出", "exporting"),
    "publishing": ("写入 Neo4j", "publishing"),
    "checking": ("核对", "checking"),
}


def told(key: str, **blanks: object) -> Wording:
    """The text of a key in both languages."""
    zh, en = _MESSAGES[key]
    return Wording(zh.format(**blanks), en.format(**blanks)) if blanks else Wording(zh, en)


def has(key: str) -> bool:
    """Whether there is a text of that key."""
    return key in _MESSAGES
