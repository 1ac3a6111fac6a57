/*
title: {zh: 没有写明机关的任务, en: Tasks without any agency}
help:
  zh: 列出没有写明由谁来做的任务，供分工时补上。
  en: Tasks of which the document does not say who does them.
parameters:
  document:
    type: document
    help: {zh: 文件：文号、标题或其中一部分；不写则全部现行文件, en: 'the document, by number, title or part of it; all that are in force where none is given'}
    default: ''
    example: 行动计划
    choices: MATCH (document:PolicyDocument) RETURN DISTINCT coalesce(document.number, document.title) AS choice ORDER BY choice
columns:
  task: {zh: 任务, en: task}
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
WHERE source.uri IN $document AND NOT EXISTS { MATCH (work)-[:HAS_ASSIGNMENT]->(part:Assignment) }
UNWIND work.start AS start
WITH source, work, min(start) AS position
OPTIONAL MATCH (work)-[:HAS_DUE]->(span:Due)
WITH source, work, position, collect(span.surface) AS due, min(span.last_day) AS last_day
RETURN work.text AS task,
       due,
       last_day,
       source.title AS document,
       source.number AS number,
       work.path AS path,
       work.clause AS clause,
       work.quote + work.clause_quote AS words,
       source.status AS status,
       source.status_reason AS status_reason,
       work.corrected_by AS corrected_by
ORDER BY coalesce(source.date, '') DESC, source.uri, position, work.uri
