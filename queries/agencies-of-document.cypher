/*
title: {zh: 某份文件涉及的机关, en: Agencies of a document}
help:
  zh: 一份文件给哪些机关派了任务，各以什么角色、各有几项。
  en: "Which agencies a document gives work, in which role, and how many tasks each."
parameters:
  document:
    type: document
    help: {zh: 文件：文号、标题或其中一部分；不写则全部现行文件, en: 'the document, by number, title or part of it; all that are in force where none is given'}
    default: ''
    example: 行动计划
    choices: MATCH (document:PolicyDocument) RETURN DISTINCT coalesce(document.number, document.title) AS choice ORDER BY choice
columns:
  document: {zh: 文件, en: document}
  number: {zh: 文号, en: number}
  agency: {zh: 机关, en: agency}
  role: {zh: 角色, en: role, scheme: role}
  tasks: {zh: 任务数, en: tasks}
  status: {zh: 效力, en: status, scheme: status}
  corrected: {zh: 经更正, en: of these corrected}
*/
MATCH (source:PolicyDocument)-[:STATES]->(work:PolicyTask)-[:HAS_ASSIGNMENT]->(part:Assignment)-[:ASSIGNED_TO]->(who:Agency|AgencyClass)
WHERE source.uri IN $document
WITH source, who, part.role AS role, count(DISTINCT work.uri) AS tasks,
     count(DISTINCT CASE WHEN size(part.corrected_by) + size(work.corrected_by) > 0 THEN work.uri END) AS corrected
RETURN source.title AS document,
       source.number AS number,
       who.name AS agency,
       role,
       tasks,
       source.status AS status,
       corrected
ORDER BY coalesce(source.date, '') DESC, source.uri,
         CASE role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 ELSE 3 END,
         tasks DESC, who.full_name, who.uri
