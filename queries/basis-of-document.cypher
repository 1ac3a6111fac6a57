/*
title: {zh: 某份文件的依据, en: What a document rests on}
help:
  zh: 一份文件依据哪些文件，那些文件又依据什么，至多上溯五层；每层附原文。层级 1 是它自己写明的依据。
  en: "What a document names as its basis, what that rests on in turn, up to five steps; each with its words. Step 1 is what it names itself."
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
  basis: {zh: 依据, en: basis}
  basis_number: {zh: 依据文号, en: number of the basis}
  held: {zh: 图中有, en: in the graph}
  words: {zh: 原文, en: words, list: words}
  status: {zh: 效力, en: status, scheme: status}
  status_reason: {zh: 效力依据, en: reason of the status}
*/
MATCH (source:PolicyDocument)
WHERE source.uri IN $document
MATCH p = (source)-[:BASED_ON*0..4]->(above:PolicyDocument)
WITH source, above, min(length(p)) + 1 AS step
MATCH (above)-[:HAS_LINEAGE]->(said:Lineage)
WHERE said.kind = 'basis'
UNWIND said.start AS start
WITH source, above, step, said, min(start) AS position
OPTIONAL MATCH (said)-[:REFERS_TO]->(rests:PolicyDocument)
RETURN source.title AS document,
       source.number AS number,
       step,
       above.title AS through,
       said.title AS basis,
       said.number AS basis_number,
       rests.uri IS NOT NULL AS held,
       said.quote AS words,
       source.status AS status,
       source.status_reason AS status_reason
ORDER BY coalesce(source.date, '') DESC, source.uri, step, above.uri, position, said.uri
