/*
title: {zh: 某机关承担的全部任务, en: All tasks of an agency}
help:
  zh: 列出一个机关牵头、负责、配合的全部任务，每项附文件、责任条款和原文；可只看一种角色。
  en: All tasks that an agency leads, is responsible for or supports, each with its document, its clause and the words of the source; one role only, if so wished.
parameters:
  agency:
    type: agency
    help: {zh: 机关，全称、简称均可, en: the agency, by its full or short name}
    default: 市知识产权局
    choices: MATCH (assignment:Assignment)-[:ASSIGNED_TO]->(agency:Agency|AgencyClass) RETURN DISTINCT agency.name AS choice ORDER BY choice
  role:
    type: choice
    help: {zh: 只看一种角色；不写则全部, en: one role only; all where none is given}
    default: ''
    example: support
    choices: ['', lead, responsible, support]
columns:
  agency: {zh: 机关, en: agency}
  role: {zh: 角色, en: role, scheme: role}
  task: {zh: 任务, en: task}
  document: {zh: 文件, en: document}
  number: {zh: 文号, en: number}
  path: {zh: 位置, en: path}
  clause: {zh: 责任条款, en: clause}
  words: {zh: 原文, en: words}
  status: {zh: 效力, en: status, scheme: status}
  status_reason: {zh: 效力依据, en: reason of the status}
  corrected_by: {zh: 更正, en: corrected by}
*/
UNWIND $agency AS uri
MATCH (who:Agency|AgencyClass {uri: uri})<-[:ASSIGNED_TO]-(part:Assignment)<-[:HAS_ASSIGNMENT]-(work:PolicyTask)<-[:STATES]-(source:PolicyDocument)
WHERE $role IN ['', part.role]
UNWIND work.start AS start
WITH who, part, work, source, min(start) AS position
RETURN who.name AS agency,
       part.role AS role,
       work.text AS task,
       source.title AS document,
       source.number AS number,
       work.path AS path,
       work.clause AS clause,
       CASE WHEN part.implied THEN work.quote + part.quote ELSE work.quote + work.clause_quote END AS words,
       source.status AS status,
       source.status_reason AS status_reason,
       work.corrected_by + part.corrected_by AS corrected_by
ORDER BY who.full_name, who.uri,
         CASE part.role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 ELSE 3 END,
         coalesce(source.date, '') DESC, source.uri, position, work.uri, part.uri
