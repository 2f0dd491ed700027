-- The journey that an opportunity in the bin gave way on to a new one; its entries there don't count any more.
alter table opportunity add column former_journey_id uuid;
create index opportunity_moved on opportunity (workspace_id, id) where former_journey_id is not null;
-- A journey leads to one sale; should two be made at once from one lead, the second starts its own.
create unique index opportunity_alone on opportunity (workspace_id, journey_id) where deleted_at is null;
create or replace view counting_entry with (security_invoker = true) as
select e.workspace_id, e.journey_id, e.seq, e.subject_type, e.subject_id, e.to_stage, e.occurred_at,
       (e.occurred_at at time zone setting.time_zone)::date as occurred_on, e.reason
from journey_entry e
join change_set c on c.workspace_id = e.workspace_id and c.id = e.change_set_id and c.voided_at is null
join workspace_setting setting on setting.workspace_id = e.workspace_id
where not exists (select from lead
                  where lead.workspace_id = e.workspace_id and lead.id = e.subject_id and lead.deleted_at is not null)
  and not exists (select from opportunity o
                  where o.workspace_id = e.workspace_id and o.id = e.subject_id and o.deleted_at is not null)
  and not exists (select from opportunity o
                  where o.workspace_id = e.workspace_id and o.id = e.subject_id and o.former_journey_id is not null
                    and o.former_journey_id = e.journey_id);
