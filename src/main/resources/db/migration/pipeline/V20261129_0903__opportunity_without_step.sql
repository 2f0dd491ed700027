-- A desk: open opportunities of which nobody said what comes next.
create index opportunity_without_step on opportunity (workspace_id, owner_id, created_at, id)
    where next_step is null and deleted_at is null and stage in ('discovery', 'proposal', 'closing');
