/*
title: {zh: 某机关历年各文件的任务, en: An agency across documents and years}
help:
  zh: 一个机关在历年各份文件里牵头、负责、配合的任务各有几项，按年份排列。
  en: "How many tasks an agency leads, is responsible for and supports in each document, by year."
parameters:
  agency:
    type: agency
    help: {zh: 机关，全称、简称均可, en: 'the agency, by its full or short name'}
    default: 市知识产权局
    choices: MATCH (assignment:Assignment)-[:ASSIGNED_TO]->(agency:Agency|AgencyClass) RETURN DISTINCT agency.name AS choice ORDER BY choice
columns:
  agency: {zh: 机关, en: agency}
  year: {zh: 年份, en: year}
  document: {zh: 文件, en: document}
  number: {zh: 文号, en: number}
  tasks: {zh: 任务数, en: tasks}
  lead: {zh: 牵头, en: leads}
  responsible: {zh: 负责, en: responsible}
  support: {zh: 配合, en: supports}
  status: {zh: 效力, en: status, scheme: status}
  status_reason: {zh: 效力依据, en: reason of the status}
*/
MATCH (who:Agency|AgencyClass)<-[:ASSIGNED_TO]-(part:Assignment)<-[:HAS_ASSIGNMENT]-(work:PolicyTask)<-[:STATES]-(source:PolicyDocument)
WHERE who.uri IN $agency AND ($repealed OR NOT source.status IN ['repealed', 'expired'])
WITH who, source, count(DISTINCT work.uri) AS tasks,
     count(DISTINCT CASE WHEN part.role = 'lead' THEN work.uri END) AS lead,
     count(DISTINCT CASE WHEN part.role = 'responsible' THEN work.uri END) AS responsible,
     count(DISTINCT CASE WHEN part.role = 'support' THEN work.uri END) AS support
RETURN who.name AS agency,
       left(source.date, 4) AS year,
       source.title AS document,
       source.number AS number,
       tasks,
       lead,
       responsible,
       support,
       source.status AS status,
       source.status_reason AS status_reason
ORDER BY who.full_name, who.uri, coalesce(source.date, ''), source.uri
