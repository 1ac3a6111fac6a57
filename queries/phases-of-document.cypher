/*
title: {zh: 某份文件的实施阶段, en: Phases of a document}
help:
  zh: 一份文件的实施步骤：各阶段的名称、起止时间和原文，按原文次序。
  en: "The stages of a document: what each is called, from when to when, and its words, in its order."
parameters:
  document:
    type: document
    help: {zh: 文件：文号、标题或其中一部分；不写则全部现行文件, en: 'the document, by number, title or part of it; all that are in force where none is given'}
    default: ''
    example: 行动计划
    choices: MATCH (document:PolicyDocument) RETURN DISTINCT coalesce(document.number, document.title) AS choice ORDER BY choice
columns:
  phase: {zh: 阶段, en: phase}
  date_from: {zh: 起, en: from}
  date_to: {zh: 止, en: to}
  surface: {zh: 时间原词, en: time as printed}
  document: {zh: 文件, en: document}
  number: {zh: 文号, en: number}
  path: {zh: 位置, en: path}
  words: {zh: 原文, en: words, list: words}
  status: {zh: 效力, en: status, scheme: status}
  status_reason: {zh: 效力依据, en: reason of the status}
  corrected_by: {zh: 更正, en: corrected by, list: names}
*/
MATCH (source:PolicyDocument)-[:HAS_PHASE]->(stage:Phase)
WHERE source.uri IN $document
UNWIND stage.start AS start
WITH source, stage, min(start) AS position
RETURN stage.label AS phase,
       stage.date_from AS date_from,
       stage.date_to AS date_to,
       stage.surface AS surface,
       source.title AS document,
       source.number AS number,
       stage.path AS path,
       stage.quote AS words,
       source.status AS status,
       source.status_reason AS status_reason,
       stage.corrected_by AS corrected_by
ORDER BY coalesce(source.date, '') DESC, source.uri, position, stage.uri
