-- On a seller's desk: open deals whose close date has passed.
create index opportunity_close_of_owner on opportunity (workspace_id, owner_id, close_date, id)
    where stage in ('discovery', 'proposal', 'closing') and deleted_at is null and close_date is not null;
