/*
title: {zh: 有哪些文件, en: Which documents there are}
help:
  zh: 按发文机关、文号或标题、日期、规划期查文件；都不写则列出全部现行文件。
  en: "Documents by issuer, number or title, date and period; all that are in force where nothing is given."
parameters:
  document:
    type: document
    help: {zh: 文件：文号、标题或其中一部分；不写则全部现行文件, en: 'the document, by number, title or part of it; all that are in force where none is given'}
    default: ''
    example: 行动计划
    choices: MATCH (document:PolicyDocument) RETURN DISTINCT coalesce(document.number, document.title) AS choice ORDER BY choice
  issuer:
    type: text
    help: {zh: 发文机关名称或其一部分, en: 'the name of an issuer, or part of it'}
    default: ''
    example: 人民政府
  date:
    type: date
    help: {zh: 成文日期：年、年月或年月日, en: 'the date: a year, a month or a day'}
    default: ''
    example: '2025'
  period:
    type: date
    help: {zh: 规划期所含的年份, en: 'a year within the period of the plan'}
    default: ''
    example: '2026'
columns:
  document: {zh: 文件, en: document}
  number: {zh: 文号, en: number}
  issuers: {zh: 发文机关, en: issuers, list: names}
  date: {zh: 成文日期, en: date}
  period_from: {zh: 规划期始, en: period from}
  period_to: {zh: 规划期止, en: period to}
  jurisdiction: {zh: 辖区, en: jurisdiction}
  tasks: {zh: 任务数, en: tasks}
  file: {zh: 来源文件, en: file, list: names}
  status: {zh: 效力, en: status, scheme: status}
  status_reason: {zh: 效力依据, en: reason of the status}
  corrected_by: {zh: 更正, en: corrected by, list: names}
*/
MATCH (source:PolicyDocument)
WHERE source.uri IN $document AND ($issuer = '' OR EXISTS { MATCH (source)-[:ISSUED_BY]->(who:Agency) WHERE who.name CONTAINS $issuer })
      AND coalesce(source.date, '') STARTS WITH $date
      AND ($period = '' OR (source.period_from <= $period AND source.period_to >= $period))
OPTIONAL MATCH (source)-[:STATES]->(work:PolicyTask)
WITH source, count(DISTINCT work.uri) AS tasks
RETURN source.title AS document,
       source.number AS number,
       source.issuers AS issuers,
       source.date AS date,
       source.period_from AS period_from,
       source.period_to AS period_to,
       source.jurisdiction AS jurisdiction,
       tasks,
       source.sources AS file,
       source.status AS status,
       source.status_reason AS status_reason,
       source.corrected_by AS corrected_by
ORDER BY coalesce(source.date, '') DESC, source.uri
