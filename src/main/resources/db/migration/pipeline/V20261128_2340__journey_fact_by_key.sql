-- The company is found by its key: row-level security lets a CASE be asked of an index, and no COALESCE.
create or replace view journey_fact with (security_invoker = true) as
select j.workspace_id, j.id,
       l.id as lead_id,
       o.id as opportunity_id,
       coalesce(o.type, case when l.id is null then j.type else 'new_business' end) as type,
       coalesce(o.name, l.name, j.name) as name,
       at.company_id,
       coalesce(o.person_id, l.person_id) as person_id,
       coalesce(l.channel, o.channel, j.channel) as channel,
       case when l.id is null then o.source else l.source end as source,
       l.campaign,
       coalesce(o.owner_id, l.owner_id) as owner_id,
       l.owner_id as lead_owner_id,
       coalesce(o.currency, j.currency) as currency,
       coalesce(o.one_off_minor, 0) as one_off_minor,
       -- recurring money counts for its first twelve months
       coalesce(o.amount_minor - o.one_off_minor, 0) as recurring_minor,
       company.segment, company.industry, company.country
from journey j
left join lateral (select * from lead
                   where lead.workspace_id = j.workspace_id and lead.journey_id = j.id and lead.deleted_at is null
                   order by lead.created_at, lead.id limit 1) l on true
left join lateral (select * from opportunity
                   where opportunity.workspace_id = j.workspace_id and opportunity.journey_id = j.id
                     and opportunity.deleted_at is null
                   order by opportunity.created_at desc, opportunity.id desc limit 1) o on true
cross join lateral (select case when o.company_id is null then l.company_id else o.company_id end as company_id) at
left join company on company.workspace_id = j.workspace_id and company.id = at.company_id
where num_nonnulls(l.id, o.id, j.lead_id, j.opportunity_id) > 0;
