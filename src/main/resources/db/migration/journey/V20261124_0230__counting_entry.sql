-- What lies in the bin is little and asked for with each entry.
create index lead_in_bin on lead (workspace_id, id) where deleted_at is not null;
create index opportunity_in_bin on opportunity (workspace_id, id) where deleted_at is not null;
-- The entries that count: those of change sets that stand, about records that are neither in the bin nor gone on to a
-- journey of their own. The day is that of the zone in which the workspace reckons now, not when it was recorded.
create view counting_entry with (security_invoker = true) as
select e.workspace_id, e.journey_id, e.seq, e.subject_type, e.subject_id, e.to_stage, e.occurred_at,
       (e.occurred_at at time zone setting.time_zone)::date as occurred_on, e.reason
from journey_entry e
join change_set c on c.workspace_id = e.workspace_id and c.id = e.change_set_id and c.voided_at is null
join workspace_setting setting on setting.workspace_id = e.workspace_id
where not exists (select from lead
                  where lead.workspace_id = e.workspace_id and lead.id = e.subject_id and lead.deleted_at is not null)
  and not exists (select from opportunity o
                  where o.workspace_id = e.workspace_id and o.id = e.subject_id and o.deleted_at is not null);
grant select on counting_entry to ${app_user};
