/*
title: {zh: 修改和废止, en: Amended or repealed}
help:
  zh: 哪些文件修改、废止了哪些文件，连同原文。
  en: "Which documents amend or repeal which, with their words."
parameters:
  document:
    type: document
    help: {zh: 文件：文号、标题或其中一部分；不写则全部现行文件, en: 'the document, by number, title or part of it; all that are in force where none is given'}
    default: ''
    example: 行动计划
    choices: MATCH (document:PolicyDocument) RETURN DISTINCT coalesce(document.number, document.title) AS choice ORDER BY choice
columns:
  change: {zh: 变动, en: change, scheme: lineage}
  changed: {zh: 被修改或废止的文件, en: document amended or repealed}
  changed_number: {zh: 其文号, en: its number}
  held: {zh: 图中有, en: in the graph}
  document: {zh: 文件, en: document}
  number: {zh: 文号, en: number}
  words: {zh: 原文, en: words, list: words}
  status: {zh: 效力, en: status, scheme: status}
  status_reason: {zh: 效力依据, en: reason of the status}
  corrected_by: {zh: 更正, en: corrected by, list: names}
*/
MATCH (source:PolicyDocument)-[:HAS_LINEAGE]->(said:Lineage)
WHERE source.uri IN $document AND said.kind IN ['amends', 'repeals']
UNWIND said.start AS start
WITH source, said, min(start) AS position
OPTIONAL MATCH (said)-[:REFERS_TO]->(other:PolicyDocument)
RETURN said.kind AS change,
       said.title AS changed,
       said.number AS changed_number,
       other.uri IS NOT NULL AS held,
       source.title AS document,
       source.number AS number,
       said.quote AS words,
       source.status AS status,
       source.status_reason AS status_reason,
       said.corrected_by AS corrected_by
ORDER BY coalesce(source.date, '') DESC, source.uri, position, said.uri
