/*
title: {zh: 某机关承担的全部任务, en: All tasks of an agency}
help:
  zh: 列出一个机关牵头、负责、配合的全部任务，按角色和时限排列，每项附文件、责任条款和原文；可只看一种角色。
  en: "All tasks that an agency leads, is responsible for or supports, by role and due date, each with its document, its clause and the words of the source; one role only, if so wished."
parameters:
  agency:
    type: agencies
    help: {zh: 机关，全称、简称均可, en: 'the agency, by its full or short name'}
    default: 市知识产权局
    choices: MATCH (assignment:Assignment)-[:ASSIGNED_TO]->(agency:Agency|AgencyClass) RETURN DISTINCT agency.name AS choice ORDER BY choice
  role:
    type: choice
    help: {zh: 只看一种角色；不写则全部, en: 'one role only; all where none is given'}
    default: ''
    example: support
    choices: ['', lead, responsible, support]
columns:
  agency: {zh: 机关, en: agency}
  role: {zh: 角色, en: role, scheme: role}
  task: {zh: 任务, en: task}
  due: {zh: 时限, en: due, list: names}
  last_day: {zh: 最早截止日, en: first deadline}
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
MATCH (who:Agency|AgencyClass)<-[:ASSIGNED_TO]-(part:Assignment)<-[:HAS_ASSIGNMENT]-(work:PolicyTask)<-[:STATES]-(source:PolicyDocument)
WHERE who.uri IN $agency AND $role IN ['', part.role] AND ($repealed OR NOT source.status IN ['repealed', 'expired'])
UNWIND work.start AS start
WITH who, part, work, source, min(start) AS position
OPTIONAL MATCH (work)-[:HAS_DUE]->(span:Due)
WITH who, part, work, source, position, collect(span.surface) AS due, min(span.last_day) AS last_day
RETURN who.name AS agency,
       part.role AS role,
       work.text AS task,
       due,
       last_day,
       source.title AS document,
       source.number AS number,
       work.path AS path,
       work.clause AS clause,
       CASE WHEN part.implied THEN work.quote + part.quote ELSE work.quote + work.clause_quote END AS words,
       source.status AS status,
       source.status_reason AS status_reason,
       work.corrected_by + part.corrected_by AS corrected_by,
       who.uri AS by
ORDER BY who.full_name, who.uri, CASE part.role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 WHEN 'support' THEN 3 ELSE 4 END,
         coalesce(last_day, '9999'), coalesce(source.date, '') DESC, source.uri, position, work.uri, part.uri
