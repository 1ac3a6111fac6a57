/*
title: {zh: 某年到期的目标, en: Targets due in a year}
help:
  zh: 在某年（或某月）之前要达到的目标；不写年份则列出全部写明时限的，时限近的在前。
  en: "Targets that are to be reached by a year (or month), earliest first; all that have a date where none is given."
parameters:
  year:
    type: date
    help: {zh: 哪一年，或哪一月, en: 'which year, or which month'}
    default: ''
    example: 2025年
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
  due: {zh: 时限, en: by}
  document: {zh: 文件, en: document}
  number: {zh: 文号, en: number}
  path: {zh: 位置, en: path}
  words: {zh: 原文, en: words, list: words}
  status: {zh: 效力, en: status, scheme: status}
  status_reason: {zh: 效力依据, en: reason of the status}
  corrected_by: {zh: 更正, en: corrected by, list: names}
*/
MATCH (source:PolicyDocument)-[:SETS]->(goal:Target)
WHERE source.uri IN $document AND goal.`by` STARTS WITH $year
UNWIND goal.start AS start
WITH source, goal, min(start) AS position
RETURN goal.metric AS metric,
       goal.op AS op,
       goal.value AS value,
       goal.value_high AS value_high,
       goal.unit AS unit,
       goal.`by` AS due,
       source.title AS document,
       source.number AS number,
       goal.path AS path,
       goal.quote AS words,
       source.status AS status,
       source.status_reason AS status_reason,
       goal.corrected_by AS corrected_by
ORDER BY goal.last_day, goal.`by`, coalesce(source.date, '') DESC, source.uri, position, goal.uri
