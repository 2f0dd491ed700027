-- The manager's deals at risk: those promised, by when they should close.
create index opportunity_committed on opportunity (workspace_id, close_date)
    where forecast_category = 'commit' and stage in ('discovery', 'proposal', 'closing') and deleted_at is null;
