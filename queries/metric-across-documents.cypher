/*
title: {zh: 一项指标在各文件里的数值, en: One metric across documents}
help:
  zh: 指标名里含某个词的目标，在各级各份文件里各是多少：先按时限、再按文件日期排列。
  en: "Targets whose metric holds a word, in documents of every level: by date, then by document."
parameters:
  metric:
    type: text
    help: {zh: 指标名里的词, en: 'a word of the metric'}
    default: 专利
    example: 有效发明专利
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
  jurisdiction: {zh: 辖区, en: jurisdiction}
  document: {zh: 文件, en: document}
  number: {zh: 文号, en: number}
  path: {zh: 位置, en: path}
  words: {zh: 原文, en: words, list: words}
  status: {zh: 效力, en: status, scheme: status}
  status_reason: {zh: 效力依据, en: reason of the status}
  corrected_by: {zh: 更正, en: corrected by, list: names}
*/
MATCH (source:PolicyDocument)-[:SETS]->(goal:Target)
WHERE source.uri IN $document AND ($metric = '' OR goal.metric CONTAINS $metric)
UNWIND goal.start AS start
WITH source, goal, min(start) AS position
RETURN goal.metric AS metric,
       goal.op AS op,
       goal.value AS value,
       goal.value_high AS value_high,
       goal.unit AS unit,
       goal.`by` AS due,
       source.jurisdiction AS jurisdiction,
       source.title AS document,
       source.number AS number,
       goal.path AS path,
       goal.quote AS words,
       source.status AS status,
       source.status_reason AS status_reason,
       goal.corrected_by AS corrected_by
ORDER BY coalesce(goal.`by`, ''), coalesce(source.date, '') DESC, source.uri, position, goal.uri
