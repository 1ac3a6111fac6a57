/*
title: {zh: 某机关在某日之前到期的任务, en: What an agency has to do before a date}
help:
  zh: 列出一个机关截至某日到期的任务，按截止日排列；每年、每季度要做的没有截止日，不在其内。日期可写 2025年6月底、2025-06-30、2025；不写年份的不接受。
  en: "What an agency has due up to a date, by deadline; what is due every year or quarter has none and is left out. Dates as 2025-06-30, 2025-06 or 2025, never without the year."
parameters:
  agency:
    type: agencies
    help: {zh: 机关，全称、简称均可, en: 'the agency, by its full or short name'}
    default: 市知识产权局
    choices: MATCH (assignment:Assignment)-[:ASSIGNED_TO]->(agency:Agency|AgencyClass) RETURN DISTINCT agency.name AS choice ORDER BY choice
  before:
    type: day
    help: {zh: 截至何日（含）；不写则不限, en: 'up to which day; any where none is given'}
    default: ''
    example: 2025年底
  after:
    type: date
    help: {zh: 自何时起；不写则不限, en: 'from when on; any where none is given'}
    default: ''
    example: '2025'
columns:
  agency: {zh: 机关, en: agency}
  role: {zh: 角色, en: role, scheme: role}
  task: {zh: 任务, en: task}
  due: {zh: 时间原词, en: time as printed}
  last_day: {zh: 截止日, en: last day}
  document: {zh: 文件, en: document}
  number: {zh: 文号, en: number}
  path: {zh: 位置, en: path}
  clause: {zh: 责任条款, en: clause}
  words: {zh: 原文, en: words, list: words}
  status: {zh: 效力, en: status, scheme: status}
  status_reason: {zh: 效力依据, en: reason of the status}
  corrected_by: {zh: 更正, en: corrected by, list: names}
  by: {zh: 以何身份, en: in which capacity, scheme: by}
*/
MATCH (who:Agency|AgencyClass)<-[:ASSIGNED_TO]-(part:Assignment)<-[:HAS_ASSIGNMENT]-(work:PolicyTask)<-[:STATES]-(source:PolicyDocument),
      (work)-[:HAS_DUE]->(span:Due)
WHERE who.uri IN $agency AND ($before = '' OR span.last_day <= $before) AND span.last_day >= $after AND ($repealed OR NOT source.status IN ['repealed', 'expired'])
UNWIND work.start AS start
WITH who, part, work, source, span, min(start) AS position
RETURN who.name AS agency,
       part.role AS role,
       work.text AS task,
       span.surface AS due,
       span.last_day AS last_day,
       source.title AS document,
       source.number AS number,
       work.path AS path,
       work.clause AS clause,
       CASE WHEN part.implied THEN work.quote + part.quote ELSE work.quote + work.clause_quote END AS words,
       source.status AS status,
       source.status_reason AS status_reason,
       work.corrected_by + part.corrected_by AS corrected_by,
       who.uri AS by
ORDER BY span.last_day, who.full_name, who.uri, coalesce(source.date, '') DESC, source.uri, position, work.uri, part.uri, span.uri
