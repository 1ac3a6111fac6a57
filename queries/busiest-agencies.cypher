/*
title: {zh: 任务最多的机关, en: The busiest agencies}
help:
  zh: 各机关牵头、负责、配合的任务各有几项，任务最多的在前；一项任务在两份文件里各算一项。
  en: "How many tasks each agency leads, is responsible for and supports, the busiest first."
parameters:
  document:
    type: document
    help: {zh: 文件：文号、标题或其中一部分；不写则全部现行文件, en: 'the document, by number, title or part of it; all that are in force where none is given'}
    default: ''
    example: 行动计划
    choices: MATCH (document:PolicyDocument) RETURN DISTINCT coalesce(document.number, document.title) AS choice ORDER BY choice
columns:
  agency: {zh: 机关, en: agency}
  tasks: {zh: 任务数, en: tasks}
  lead: {zh: 牵头, en: leads}
  responsible: {zh: 负责, en: responsible}
  support: {zh: 配合, en: supports}
  documents: {zh: 文件数, en: documents}
*/
MATCH (source:PolicyDocument)-[:STATES]->(work:PolicyTask)-[:HAS_ASSIGNMENT]->(part:Assignment)-[:ASSIGNED_TO]->(who:Agency|AgencyClass)
WHERE source.uri IN $document
WITH who, count(DISTINCT work.uri) AS tasks, count(DISTINCT source.uri) AS documents,
     count(DISTINCT CASE WHEN part.role = 'lead' THEN work.uri END) AS lead,
     count(DISTINCT CASE WHEN part.role = 'responsible' THEN work.uri END) AS responsible,
     count(DISTINCT CASE WHEN part.role = 'support' THEN work.uri END) AS support
RETURN who.name AS agency, tasks, lead, responsible, support, documents
ORDER BY tasks DESC, lead DESC, who.full_name, who.uri
