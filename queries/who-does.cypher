/*
title: {zh: 提到某个词的任务由谁来做, en: Who does the tasks that mention a word}
help:
  zh: 在任务的文字里找一个词，列出每项任务由哪些机关牵头、负责、配合；没有写明机关的任务也列出。简体、繁体均可。
  en: Looks for a word in the text of the tasks and says who leads, is responsible for and supports each; tasks without any agency are listed too. In either script.
parameters:
  word:
    type: text
    help: {zh: 要找的词, en: the word to look for}
    default: 知识产权
    example: 专利
columns:
  task: {zh: 任务, en: task}
  agency: {zh: 机关, en: agency}
  role: {zh: 角色, en: role, scheme: role}
  document: {zh: 文件, en: document}
  number: {zh: 文号, en: number}
  path: {zh: 位置, en: path}
  clause: {zh: 责任条款, en: clause}
  words: {zh: 原文, en: words}
*/
MATCH (document:PolicyDocument)-[:STATES]->(task:PolicyTask)
WHERE task.text CONTAINS $word
UNWIND task.start AS start
WITH document, task, min(start) AS position
OPTIONAL MATCH (task)-[:HAS_ASSIGNMENT]->(assignment:Assignment)-[:ASSIGNED_TO]->(agency:Agency|AgencyClass)
RETURN task.text AS task,
       agency.name AS agency,
       assignment.role AS role,
       document.title AS document,
       document.number AS number,
       task.path AS path,
       task.clause AS clause,
       CASE WHEN assignment.implied THEN task.quote + assignment.quote ELSE task.quote + task.clause_quote END AS words
ORDER BY coalesce(document.date, '') DESC, document.uri, position, task.uri,
         CASE assignment.role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 WHEN 'support' THEN 3 ELSE 4 END,
         coalesce(agency.full_name, ''), coalesce(agency.uri, ''), coalesce(assignment.uri, '')
