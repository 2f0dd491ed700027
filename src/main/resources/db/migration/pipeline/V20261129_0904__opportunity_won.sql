-- How long sales took: the newest won ones.
create index opportunity_won on opportunity (workspace_id, close_date desc, id)
    where deleted_at is null and stage in ('won', 'delivery', 'live', 'growth');
