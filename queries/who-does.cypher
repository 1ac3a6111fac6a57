/*
title: {zh: 提到某个词的任务由谁来做, en: Who does the tasks that mention a word}
help:
  zh: 在任务的文字里找一个词，列出每项任务由哪些机关牵头、负责、配合；没有写明机关的任务也列出。简体、繁体均可。
  en: "Looks for a word in the text of the tasks and says who leads, is responsible for and supports each; tasks without any agency are listed too. In either script."
parameters:
  word:
    type: text
    help: {zh: 要找的词, en: 'the word to look for'}
    default: 知识产权
    example: 专利
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
WHERE ($word = '' OR work.text CONTAINS $word) AND ($repealed OR NOT source.status IN ['repealed', 'expired'])
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
