/*
title: {zh: 每条事实出自哪里, en: Where each fact comes from}
help:
  zh: 一份文件里读出的每条事实：类别、内容、原文、在文字中的起止位置、在原件的第几页（行、段）和来源文件；可只看含某个词的。
  en: "Each fact that was read from a document: its kind, what it says, its words, where they stand in the text, on which page, in which row or paragraph of the file; only those that hold a word, if so wished."
parameters:
  document:
    type: document
    help: {zh: 文件：文号、标题或其中一部分；不写则全部现行文件, en: 'the document, by number, title or part of it; all that are in force where none is given'}
    default: ''
    example: 行动计划
    choices: MATCH (document:PolicyDocument) RETURN DISTINCT coalesce(document.number, document.title) AS choice ORDER BY choice
  word:
    type: text
    help: {zh: 内容里的词；不写则全部, en: 'a word of what it says; all where none is given'}
    default: ''
    example: 专利
columns:
  fact: {zh: 类别, en: kind, scheme: fact}
  says: {zh: 内容, en: what it says}
  words: {zh: 原文, en: words, list: words}
  starts_at: {zh: 起始字符, en: first character}
  ends_at: {zh: 末尾字符, en: last character}
  place: {zh: 原件位置, en: place in the file, scheme: place, list: words}
  file: {zh: 来源文件, en: file, list: names}
  document: {zh: 文件, en: document}
  number: {zh: 文号, en: number}
  status: {zh: 效力, en: status, scheme: status}
  status_reason: {zh: 效力依据, en: reason of the status}
*/
MATCH (source:PolicyDocument)-[:STATES|SETS|PROVIDES|HAS_PHASE|HAS_MEMBERSHIP|HAS_CITATION|HAS_LINEAGE]->(stated:PolicyTask|Target|Funding|Phase|Membership|Citation|Lineage)
WHERE source.uri IN $document
WITH source, stated, coalesce(stated.text, stated.label, stated.title, stated.member, '') AS says,
     CASE WHEN stated.clause_quote IS NOT NULL THEN 'task' WHEN stated.metric IS NOT NULL THEN 'target' WHEN stated.funders IS NOT NULL THEN 'funding'
          WHEN stated.label IS NOT NULL THEN 'phase' WHEN stated.member IS NOT NULL THEN 'membership' WHEN stated.relation IS NOT NULL THEN 'citation'
          ELSE 'lineage' END AS fact
WHERE $word = '' OR says CONTAINS $word
UNWIND stated.start AS start
WITH source, stated, says, fact, min(start) AS starts_at
UNWIND stated.`end` AS stop
WITH source, stated, says, fact, starts_at, max(stop) AS ends_at
RETURN fact,
       says,
       stated.quote AS words,
       starts_at,
       ends_at,
       stated.place AS place,
       source.sources AS file,
       source.title AS document,
       source.number AS number,
       source.status AS status,
       source.status_reason AS status_reason
ORDER BY coalesce(source.date, '') DESC, source.uri, starts_at, ends_at, stated.uri
