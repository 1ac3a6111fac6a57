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
*/
UNWIND $agency AS uri
MATCH (agency:Agency|AgencyClass {uri: uri})<-[:ASSIGNED_TO]-(assignment:Assignment)<-[:HAS_ASSIGNMENT]-(task:PolicyTask)<-[:STATES]-(document:PolicyDocument)
WHERE $role IN ['', assignment.role]
UNWIND task.start AS start
WITH agency, assignment, task, document, min(start) AS position
RETURN agency.name AS agency,
       assignment.role AS role,
       task.text AS task,
       document.title AS document,
       document.number AS number,
       task.path AS path,
       task.clause AS clause,
       CASE WHEN assignment.implied THEN task.quote + assignment.quote ELSE task.quote + task.clause_quote END AS words
ORDER BY agency.full_name, agency.uri,
         CASE assignment.role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 ELSE 3 END,
         coalesce(document.date, '') DESC, document.uri, position, task.uri, assignment.uri
