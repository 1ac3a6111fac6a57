/*
title: {zh: 只配合的机关, en: Agencies that only support}
help:
  zh: 列出只以配合身份出现、从不牵头或负责的机关，各有几项任务。
  en: "Agencies that are only ever named as support, never as lead or responsible, with the number of their tasks."
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
  documents: {zh: 文件数, en: documents}
*/
MATCH (source:PolicyDocument)-[:STATES]->(work:PolicyTask)-[:HAS_ASSIGNMENT]->(part:Assignment)-[:ASSIGNED_TO]->(who:Agency|AgencyClass)
WHERE source.uri IN $document
WITH who, count(DISTINCT work.uri) AS tasks, count(DISTINCT source.uri) AS documents, count(CASE WHEN part.role <> 'support' THEN 1 END) AS others
WHERE others = 0
RETURN who.name AS agency, tasks, documents
ORDER BY tasks DESC, who.full_name, who.uri
