/*
title: {zh: 几份文件里相同的任务, en: The same task in several documents}
help:
  zh: 文字完全相同、出现在两份以上文件里的任务，如国家、省、市逐级转发的；写了文件时只在这些文件之间比。
  en: "Tasks with the same words in two documents or more, as when a plan is passed on from state to city; compared among the named documents only, where some are named."
parameters:
  document:
    type: document
    help: {zh: 文件：文号、标题或其中一部分；不写则全部现行文件, en: 'the document, by number, title or part of it; all that are in force where none is given'}
    default: ''
    example: 行动计划
    choices: MATCH (document:PolicyDocument) RETURN DISTINCT coalesce(document.number, document.title) AS choice ORDER BY choice
columns:
  task: {zh: 任务, en: task}
  documents: {zh: 文件数, en: documents}
  document: {zh: 文件, en: document}
  number: {zh: 文号, en: number}
  jurisdiction: {zh: 辖区, en: jurisdiction}
  date: {zh: 成文日期, en: date}
  path: {zh: 位置, en: path}
  words: {zh: 原文, en: words, list: words}
  status: {zh: 效力, en: status, scheme: status}
  status_reason: {zh: 效力依据, en: reason of the status}
*/
MATCH (source:PolicyDocument)-[:STATES]->(work:PolicyTask)
WHERE source.uri IN $document
WITH work.text AS task, collect(work.uri) AS same, count(DISTINCT source.uri) AS documents
WHERE documents > 1
UNWIND same AS one
MATCH (again:PolicyTask {uri: one})<-[:STATES]-(origin:PolicyDocument)
RETURN task,
       documents,
       origin.title AS document,
       origin.number AS number,
       origin.jurisdiction AS jurisdiction,
       origin.date AS date,
       again.path AS path,
       again.quote AS words,
       origin.status AS status,
       origin.status_reason AS status_reason
ORDER BY documents DESC, task, coalesce(origin.date, ''), origin.uri, again.uri
