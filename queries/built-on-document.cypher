/*
title: {zh: 以某份文件为依据的文件, en: What builds on a document}
help:
  zh: 哪些文件以这份文件为依据，又有哪些以那些为依据，至多五层；每层附原文。
  en: "Which documents name this one as their basis, which rest on those in turn, up to five steps; each with its words."
parameters:
  document:
    type: document
    help: {zh: 文件：文号、标题或其中一部分；不写则全部现行文件, en: 'the document, by number, title or part of it; all that are in force where none is given'}
    default: ''
    example: 行动计划
    choices: MATCH (document:PolicyDocument) RETURN DISTINCT coalesce(document.number, document.title) AS choice ORDER BY choice
columns:
  document: {zh: 文件, en: document}
  number: {zh: 文号, en: number}
  step: {zh: 层级, en: step}
  through: {zh: 经由, en: through}
  later: {zh: 后续文件, en: later document}
  later_number: {zh: 后续文件文号, en: number of the later document}
  words: {zh: 原文, en: words, list: words}
  status: {zh: 效力, en: status, scheme: status}
  status_reason: {zh: 效力依据, en: reason of the status}
*/
MATCH (source:PolicyDocument)
WHERE source.uri IN $document
MATCH p = (source)<-[:BASED_ON*0..4]-(above:PolicyDocument)
WITH source, above, min(length(p)) + 1 AS step
MATCH (above)<-[:REFERS_TO]-(said:Lineage)<-[:HAS_LINEAGE]-(newer:PolicyDocument)
WHERE said.kind = 'basis' AND newer.uri <> above.uri AND ($repealed OR NOT newer.status IN ['repealed', 'expired'])
UNWIND said.start AS start
WITH source, above, step, said, newer, min(start) AS position
RETURN source.title AS document,
       source.number AS number,
       step,
       above.title AS through,
       newer.title AS later,
       newer.number AS later_number,
       said.quote AS words,
       newer.status AS status,
       newer.status_reason AS status_reason
ORDER BY coalesce(source.date, '') DESC, source.uri, step, above.uri, coalesce(newer.date, ''), newer.uri, position, said.uri
