/*
title: {zh: 配套比例, en: Matching ratios}
help:
  zh: 各文件写明的配套比例、预算占比和倍数，连同原文。
  en: "Matching ratios, shares of a budget and multiples that documents state, with their words."
parameters:
  document:
    type: document
    help: {zh: 文件：文号、标题或其中一部分；不写则全部现行文件, en: 'the document, by number, title or part of it; all that are in force where none is given'}
    default: ''
    example: 行动计划
    choices: MATCH (document:PolicyDocument) RETURN DISTINCT coalesce(document.number, document.title) AS choice ORDER BY choice
columns:
  ratio: {zh: 比例, en: ratio}
  kind: {zh: 名目, en: kind}
  amount: {zh: 金额, en: amount}
  amount_high: {zh: 金额上限, en: upper amount}
  op: {zh: 要求, en: bound, scheme: operator}
  unit: {zh: 单位, en: unit}
  funders: {zh: 出资方, en: funders, list: names}
  document: {zh: 文件, en: document}
  number: {zh: 文号, en: number}
  path: {zh: 位置, en: path}
  words: {zh: 原文, en: words, list: words}
  status: {zh: 效力, en: status, scheme: status}
  status_reason: {zh: 效力依据, en: reason of the status}
  corrected_by: {zh: 更正, en: corrected by, list: names}
*/
MATCH (source:PolicyDocument)-[:PROVIDES]->(money:Funding)
WHERE source.uri IN $document AND money.ratio <> ''
UNWIND money.start AS start
WITH source, money, min(start) AS position
RETURN money.ratio AS ratio,
       money.kind AS kind,
       money.amount AS amount,
       money.amount_high AS amount_high,
       money.op AS op,
       money.unit AS unit,
       money.funders AS funders,
       source.title AS document,
       source.number AS number,
       money.path AS path,
       money.quote AS words,
       source.status AS status,
       source.status_reason AS status_reason,
       money.corrected_by AS corrected_by
ORDER BY coalesce(source.date, '') DESC, source.uri, position, money.uri
