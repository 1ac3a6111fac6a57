/*
title: {zh: 被引用而图里没有的文件, en: Cited but not in the graph}
help:
  zh: 各文件引用了、图里却没有的文件和法规，引用的文件最多的在前：该补哪些一看便知。
  en: "Documents and laws that are cited and that the graph does not hold, those cited by most documents first: what to add next."
parameters:
  document:
    type: document
    help: {zh: 文件：文号、标题或其中一部分；不写则全部现行文件, en: 'the document, by number, title or part of it; all that are in force where none is given'}
    default: ''
    example: 行动计划
    choices: MATCH (document:PolicyDocument) RETURN DISTINCT coalesce(document.number, document.title) AS choice ORDER BY choice
columns:
  cited: {zh: 被引文件, en: cited document}
  cited_number: {zh: 被引文号, en: cited number}
  documents: {zh: 文件数, en: documents}
  citing: {zh: 引用它的文件, en: cited by, list: names}
*/
MATCH (source:PolicyDocument)-[:CITES]->(named:CitedDocument)
WHERE source.uri IN $document
WITH named, count(DISTINCT source.uri) AS documents, collect(DISTINCT coalesce(source.title, source.number)) AS citing
RETURN named.title AS cited, named.number AS cited_number, documents, citing
ORDER BY documents DESC, coalesce(named.title, ''), named.uri
