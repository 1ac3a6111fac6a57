/*
title: {zh: 没有写明时限的目标, en: Targets without a date}
help:
  zh: 没有写明何时达到的目标。
  en: Targets of which the document does not say by when.
parameters:
  document:
    type: document
    help: {zh: 文件：文号、标题或其中一部分；不写则全部现行文件, en: 'the document, by number, title or part of it; all that are in force where none is given'}
    default: ''
    example: 行动计划
    choices: MATCH (document:PolicyDocument) RETURN DISTINCT coalesce(document.number, document.title) AS choice ORDER BY choice
columns:
  metric: {zh: 指标名, en: metric}
  op: {zh: 要求, en: bound, scheme: operator}
  value: {zh: 数值, en: value}
  value_high: {zh: 上限, en: upper value}
  unit: {zh: 单位, en: unit}
  document: {zh: 文件, en: document}
  number: {zh: 文号, en: number}
  path: {zh: 位置, en: path}
  words: {zh: 原文, en: words, list: words}
  status: {zh: 效力, en: status, scheme: status}
  status_reason: {zh: 效力依据, en: reason of the status}
  corrected_by: {zh: 更正, en: corrected by, list: names}
*/
MATCH (source:PolicyDocument)-[:SETS]->(goal:Target)
WHERE source.uri IN $document AND coalesce(goal.`by`, '') = ''
UNWIND goal.start AS start
WITH source, goal, min(start) AS position
RETURN goal.metric AS metric,
       goal.op AS op,
       goal.value AS value,
       goal.value_high AS value_high,
       goal.unit AS unit,
       source.title AS document,
       source.number AS number,
       goal.path AS path,
       goal.quote AS words,
       source.status AS status,
       source.status_reason AS status_reason,
       goal.corrected_by AS corrected_by
ORDER BY coalesce(source.date, '') DESC, source.uri, position, goal.uri
