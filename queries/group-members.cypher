/*
title: {zh: 领导小组的成员, en: Members of leading groups}
help:
  zh: 一份文件设立的领导小组由谁组成、各任何职。
  en: "Who sits on the leading groups of a document, and in which post."
parameters:
  document:
    type: document
    help: {zh: 文件：文号、标题或其中一部分；不写则全部现行文件, en: 'the document, by number, title or part of it; all that are in force where none is given'}
    default: ''
    example: 行动计划
    choices: MATCH (document:PolicyDocument) RETURN DISTINCT coalesce(document.number, document.title) AS choice ORDER BY choice
columns:
  body: {zh: 领导小组, en: group}
  post: {zh: 职务, en: post}
  member: {zh: 成员, en: member}
  document: {zh: 文件, en: document}
  number: {zh: 文号, en: number}
  words: {zh: 原文, en: words, list: words}
  status: {zh: 效力, en: status, scheme: status}
  status_reason: {zh: 效力依据, en: reason of the status}
  corrected_by: {zh: 更正, en: corrected by, list: names}
*/
MATCH (source:PolicyDocument)-[:HAS_MEMBERSHIP]->(seat:Membership)
WHERE source.uri IN $document
UNWIND seat.start AS start
WITH source, seat, min(start) AS position
RETURN seat.body AS body,
       seat.role AS post,
       seat.member AS member,
       source.title AS document,
       source.number AS number,
       seat.quote AS words,
       source.status AS status,
       source.status_reason AS status_reason,
       seat.corrected_by AS corrected_by
ORDER BY coalesce(source.date, '') DESC, source.uri, position, seat.uri
