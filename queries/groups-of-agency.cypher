/*
title: {zh: 某机关参加的领导小组, en: Leading groups of an agency}
help:
  zh: 一个机关（或它的负责人）在哪些领导小组里、任何职。按文件所印的成员名称认，本地机关只在本地文件里认。
  en: "On which leading groups an agency or its head sits, and in which post. Found by the names that documents print; a local agency only in documents of its place."
parameters:
  agency:
    type: agency
    help: {zh: 机关，全称、简称均可, en: 'the agency, by its full or short name'}
    default: 市知识产权局
    choices: MATCH (assignment:Assignment)-[:ASSIGNED_TO]->(agency:Agency|AgencyClass) RETURN DISTINCT agency.name AS choice ORDER BY choice
columns:
  agency: {zh: 机关, en: agency}
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
MATCH (who:Agency|AgencyClass)
WHERE who.uri IN $agency
UNWIND who.names AS name
MATCH (source:PolicyDocument)-[:HAS_MEMBERSHIP]->(seat:Membership)
WHERE ($repealed OR NOT source.status IN ['repealed', 'expired'])
WITH who, source, seat, name, coalesce(source.jurisdiction, '') AS place
WITH who, source, seat, name, place, right(place, 1) + replace(name, place, '') AS local
WHERE seat.member CONTAINS name OR (place <> '' AND name STARTS WITH place AND seat.member CONTAINS local)
WITH DISTINCT who, source, seat
UNWIND seat.start AS start
WITH who, source, seat, min(start) AS position
RETURN who.name AS agency,
       seat.body AS body,
       seat.role AS post,
       seat.member AS member,
       source.title AS document,
       source.number AS number,
       seat.quote AS words,
       source.status AS status,
       source.status_reason AS status_reason,
       seat.corrected_by AS corrected_by
ORDER BY who.full_name, who.uri, coalesce(source.date, '') DESC, source.uri, position, seat.uri
