/*
title: {zh: 某份文件的任务, en: Tasks of a document}
help:
  zh: 按原文次序列出一份文件的全部任务和每项任务的机关；没有写明机关的任务也列出。
  en: "All tasks of a document in its order, with the agencies of each; tasks without any agency are listed too."
parameters:
  document:
    type: document
    help: {zh: 文件：文号、标题或其中一部分；不写则全部现行文件, en: 'the document, by number, title or part of it; all that are in force where none is given'}
    default: ''
    example: 行动计划
    choices: MATCH (document:PolicyDocument) RETURN DISTINCT coalesce(document.number, document.title) AS choice ORDER BY choice
columns:
  task: {zh: 任务, en: task}
  agency: {zh: 机关, en: agency}
  role: {zh: 角色, en: role, scheme: role}
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
*/
MATCH (source:PolicyDocument)-[:STATES]->(work:PolicyTask)
WHERE source.uri IN $document
UNWIND work.start AS start
WITH source, work, min(start) AS position
OPTIONAL MATCH (work)-[:HAS_DUE]->(span:Due)
WITH source, work, position, collect(span.surface) AS due, min(span.last_day) AS last_day
OPTIONAL MATCH (work)-[:HAS_ASSIGNMENT]->(part:Assignment)-[:ASSIGNED_TO]->(who:Agency|AgencyClass)
RETURN work.text AS task,
       who.name AS agency,
       part.role AS role,
       due,
       last_day,
       source.title AS document,
       source.number AS number,
       work.path AS path,
       work.clause AS clause,
       CASE WHEN part.implied THEN work.quote + part.quote ELSE work.quote + work.clause_quote END AS words,
       source.status AS status,
       source.status_reason AS status_reason,
       coalesce(work.corrected_by + part.corrected_by, work.corrected_by) AS corrected_by
ORDER BY coalesce(source.date, '') DESC, source.uri, position, work.uri, CASE part.role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 WHEN 'support' THEN 3 ELSE 4 END,
         coalesce(who.full_name, ''), coalesce(who.uri, ''), coalesce(part.uri, '')
