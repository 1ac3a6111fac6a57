/*
title: {zh: 某机关负责的任务, en: Tasks that an agency is responsible for}
help:
  zh: 列出一个机关负责的全部任务，每项附时限、文件、责任条款和原文。不写地名时，各地同名机关都列出。
  en: All tasks that an agency is responsible for, each with its due dates, its document, its clause and the words of the source. Without a place, the agencies of that name in every place.
parameters:
  agency:
    type: agencies
    help: {zh: 机关，全称、简称均可, en: 'the agency, by its full or short name'}
    default: 市知识产权局
    choices: MATCH (assignment:Assignment)-[:ASSIGNED_TO]->(agency:Agency|AgencyClass) WHERE assignment.role = 'responsible' RETURN DISTINCT agency.name AS choice ORDER BY choice
columns:
  agency: {zh: 机关, en: agency}
  role: {zh: 角色, en: role, scheme: role}
  task: {zh: 任务, en: task}
  due: {zh: 时限, en: due, list: names}
  last_day: {zh: 最早截止日, en: first deadline}
  document: {zh: 文件, en: document}
  number: {zh: 文号, en: number}
  path: {zh: 位置, en: path}
  clause: {zh: 责任条款, en: clause}
  words: {zh: 原文, en: words, list: words}
  status: {zh: 效力, en: status, scheme: status}
  status_reason: {zh: 效力依据, en: reason of the status}
  corrected_by: {zh: 更正, en: corrected by, list: names}
  by: {zh: 以何身份, en: in which capacity, scheme: by}
*/
MATCH (who:Agency|AgencyClass)<-[:ASSIGNED_TO]-(part:Assignment)<-[:HAS_ASSIGNMENT]-(work:PolicyTask)<-[:STATES]-(source:PolicyDocument)
WHERE who.uri IN $agency AND part.role = 'responsible' AND ($repealed OR NOT source.status IN ['repealed', 'expired'])
UNWIND work.start AS start
WITH who, part, work, source, min(start) AS position
OPTIONAL MATCH (work)-[:HAS_DUE]->(span:Due)
WITH who, part, work, source, position, collect(span.surface) AS due, min(span.last_day) AS last_day
RETURN who.name AS agency,
       part.role AS role,
       work.text AS task,
       due,
       last_day,
       source.title AS document,
       source.number AS number,
       work.path AS path,
       work.clause AS clause,
       CASE WHEN part.implied THEN work.quote + part.quote ELSE work.quote + work.clause_quote END AS words,
       source.status AS status,
       source.status_reason AS status_reason,
       work.corrected_by + part.corrected_by AS corrected_by,
       who.uri AS by
ORDER BY who.full_name, who.uri, coalesce(source.date, '') DESC, source.uri, position, work.uri, part.uri
