/*
title: {zh: 谁出资、出多少, en: Who gives how much}
help:
  zh: 各文件里每个出资方的金额合计。只把同一文件、同一名目、同一要求、同一单位的相加；不同文件可能说的是同一笔钱，不相加；没有金额的不计。
  en: "What each funder gives by each document. Only what is of one document, kind, bound and unit is added; two documents may speak of the same money; what has no amount is not counted."
parameters:
  document:
    type: document
    help: {zh: 文件：文号、标题或其中一部分；不写则全部现行文件, en: 'the document, by number, title or part of it; all that are in force where none is given'}
    default: ''
    example: 行动计划
    choices: MATCH (document:PolicyDocument) RETURN DISTINCT coalesce(document.number, document.title) AS choice ORDER BY choice
columns:
  funder: {zh: 出资方, en: funder}
  kind: {zh: 名目, en: kind}
  op: {zh: 要求, en: bound, scheme: operator}
  unit: {zh: 单位, en: unit}
  records: {zh: 笔数, en: records}
  total: {zh: 合计, en: total}
  total_high: {zh: 合计上限, en: upper total}
  document: {zh: 文件, en: document}
  number: {zh: 文号, en: number}
  status: {zh: 效力, en: status, scheme: status}
  status_reason: {zh: 效力依据, en: reason of the status}
*/
MATCH (source:PolicyDocument)-[:PROVIDES]->(money:Funding)
WHERE source.uri IN $document AND money.amount IS NOT NULL
UNWIND CASE WHEN size(money.funders) = 0 THEN [''] ELSE money.funders END AS funder
WITH source, funder, money.kind AS kind, money.op AS op, money.unit AS unit,
     count(money.uri) AS records, round(sum(money.amount), 2) AS total, round(sum(money.amount_high), 2) AS high, count(money.amount_high) AS ranges
RETURN funder,
       kind,
       op,
       unit,
       records,
       total,
       CASE WHEN ranges > 0 THEN high END AS total_high,
       source.title AS document,
       source.number AS number,
       source.status AS status,
       source.status_reason AS status_reason
ORDER BY funder, coalesce(source.date, '') DESC, source.uri, kind, op, coalesce(unit, '')
