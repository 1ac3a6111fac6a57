/*
title: {zh: 协作最多的两个机关, en: Pairs of agencies that work together most}
help:
  zh: 哪两个机关同在一项任务里最多；每对只列一次。
  en: "Which two agencies stand in a task together most often; each pair once."
parameters:
  times:
    type: integer
    help: {zh: 至少同做几项, en: 'at least how many tasks together'}
    default: '2'
    example: '3'
  document:
    type: document
    help: {zh: 文件：文号、标题或其中一部分；不写则全部现行文件, en: 'the document, by number, title or part of it; all that are in force where none is given'}
    default: ''
    example: 行动计划
    choices: MATCH (document:PolicyDocument) RETURN DISTINCT coalesce(document.number, document.title) AS choice ORDER BY choice
columns:
  agency: {zh: 机关, en: agency}
  partner: {zh: 协作机关, en: partner}
  tasks: {zh: 任务数, en: tasks}
  documents: {zh: 文件数, en: documents}
*/
MATCH (source:PolicyDocument)-[:STATES]->(work:PolicyTask)-[:HAS_ASSIGNMENT]->(part:Assignment)-[:ASSIGNED_TO]->(who:Agency|AgencyClass)
WHERE source.uri IN $document
MATCH (work)-[:HAS_ASSIGNMENT]->(own:Assignment)-[:ASSIGNED_TO]->(other:Agency|AgencyClass)
WHERE who.uri < other.uri
WITH who, other, count(DISTINCT work.uri) AS tasks, count(DISTINCT source.uri) AS documents
WHERE tasks >= $times
RETURN who.name AS agency, other.name AS partner, tasks, documents
ORDER BY tasks DESC, who.full_name, who.uri, other.full_name, other.uri
