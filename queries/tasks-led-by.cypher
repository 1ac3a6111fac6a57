/*
title: {zh: 某机关牵头的任务, en: Tasks that an agency leads}
help:
  zh: 列出一个机关牵头的全部任务，每项附文件、责任条款和原文。不写地名时，各地同名机关都列出。
  en: All tasks that an agency leads, each with its document, its clause and the words of the source. Without a place, the agencies of that name in every place.
parameters:
  agency:
    type: agency
    help: {zh: 机关，全称、简称均可, en: the agency, by its full or short name}
    default: 市知识产权局
    choices: MATCH (task:PolicyTask)-[:HAS_ASSIGNMENT]->(assignment:Assignment)-[:ASSIGNED_TO]->(agency:Agency|AgencyClass) WHERE assignment.role = 'lead' RETURN DISTINCT agency.name AS choice ORDER BY choice
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
WHERE assignment.role = 'lead'
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
ORDER BY agency.full_name, agency.uri, coalesce(document.date, '') DESC, document.uri, position, task.uri, assignment.uri
