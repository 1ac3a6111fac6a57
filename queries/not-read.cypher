/*
title: {zh: 未采用的句子, en: What was not read}
help:
  zh: 有“牵头”“负责”等词或数字而没有读成记录的句子，按文件和理由列出，供人核对。
  en: "Sentences with a word such as “leads” or a number that are in no record, by document and reason, for people to check."
parameters:
  document:
    type: document
    help: {zh: 文件：文号、标题或其中一部分；不写则全部现行文件, en: 'the document, by number, title or part of it; all that are in force where none is given'}
    default: ''
    example: 行动计划
    choices: MATCH (document:PolicyDocument) RETURN DISTINCT coalesce(document.number, document.title) AS choice ORDER BY choice
  reason:
    type: choice
    help: {zh: 只看一种理由；不写则全部, en: 'one reason only; all where none is given'}
    default: ''
    example: aim
    choices: MATCH (omission:Omission) RETURN DISTINCT omission.reason AS choice ORDER BY choice
columns:
  reason: {zh: 理由, en: reason, scheme: reason}
  document: {zh: 文件, en: document}
  number: {zh: 文号, en: number}
  words: {zh: 原文, en: words, list: words}
  status: {zh: 效力, en: status, scheme: status}
  status_reason: {zh: 效力依据, en: reason of the status}
*/
MATCH (source:PolicyDocument)-[:OMITS]->(missed:Omission)
WHERE source.uri IN $document AND $reason IN ['', missed.reason]
UNWIND missed.start AS start
WITH source, missed, min(start) AS position
RETURN missed.reason AS reason,
       source.title AS document,
       source.number AS number,
       missed.quote AS words,
       source.status AS status,
       source.status_reason AS status_reason
ORDER BY coalesce(source.date, '') DESC, source.uri, missed.reason, position, missed.uri
