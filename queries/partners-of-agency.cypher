/*
title: {zh: 某机关的协作机关, en: With whom an agency works}
help:
  zh: 与一个机关同在一项任务里的机关，各同做几项、其中各由谁牵头，最多的在前。
  en: "Agencies that stand in a task together with this one: how many tasks, how many of them either leads, most first."
parameters:
  agency:
    type: agency
    help: {zh: 机关，全称、简称均可, en: 'the agency, by its full or short name'}
    default: 市知识产权局
    choices: MATCH (assignment:Assignment)-[:ASSIGNED_TO]->(agency:Agency|AgencyClass) RETURN DISTINCT agency.name AS choice ORDER BY choice
columns:
  agency: {zh: 机关, en: agency}
  partner: {zh: 协作机关, en: partner}
  tasks: {zh: 任务数, en: tasks}
  agency_leads: {zh: 其中本机关牵头, en: of which it leads}
  partner_leads: {zh: 其中对方牵头, en: of which the partner leads}
  documents: {zh: 文件数, en: documents}
*/
MATCH (who:Agency|AgencyClass)<-[:ASSIGNED_TO]-(part:Assignment)<-[:HAS_ASSIGNMENT]-(work:PolicyTask)<-[:STATES]-(source:PolicyDocument)
WHERE who.uri IN $agency AND ($repealed OR NOT source.status IN ['repealed', 'expired'])
MATCH (work)-[:HAS_ASSIGNMENT]->(own:Assignment)-[:ASSIGNED_TO]->(other:Agency|AgencyClass)
WHERE other.uri <> who.uri
WITH who, other, count(DISTINCT work.uri) AS tasks, count(DISTINCT source.uri) AS documents,
     count(DISTINCT CASE WHEN part.role = 'lead' THEN work.uri END) AS agency_leads,
     count(DISTINCT CASE WHEN own.role = 'lead' THEN work.uri END) AS partner_leads
RETURN who.name AS agency, other.name AS partner, tasks, agency_leads, partner_leads, documents
ORDER BY who.full_name, who.uri, tasks DESC, other.full_name, other.uri
