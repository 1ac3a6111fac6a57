/*
title: {zh: 机关多的任务, en: Tasks with many agencies}
help:
  zh: 列出机关超过若干个的任务，机关最多的在前。
  en: "Tasks with more than so many agencies, most agencies first."
parameters:
  over:
    type: integer
    help: {zh: 超过几个机关, en: 'more than how many agencies'}
    default: '5'
    example: '2'
  document:
    type: document
    help: {zh: 文件：文号、标题或其中一部分；不写则全部现行文件, en: 'the document, by number, title or part of it; all that are in force where none is given'}
    default: ''
    example: 行动计划
    choices: MATCH (document:PolicyDocument) RETURN DISTINCT coalesce(document.number, document.title) AS choice ORDER BY choice
columns:
  task: {zh: 任务, en: task}
  count: {zh: 机关数, en: how many}
  agencies: {zh: 机关, en: agencies, list: names}
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
WHERE source.uri IN $document
UNWIND work.start AS start
WITH source, work, min(start) AS position
OPTIONAL MATCH (work)-[:HAS_DUE]->(span:Due)
WITH source, work, position, collect(span.surface) AS due, min(span.last_day) AS last_day
MATCH (work)-[:HAS_ASSIGNMENT]->(part:Assignment)-[:ASSIGNED_TO]->(who:Agency|AgencyClass)
WITH source, work, position, due, last_day, count(DISTINCT part.uri) AS count, collect(DISTINCT who.name) AS agencies
WHERE count > $over
RETURN work.text AS task,
       count,
       agencies,
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
ORDER BY count DESC, coalesce(source.date, '') DESC, source.uri, position, work.uri
