-- The board: a pipeline's columns, the next to close on top; counts and sums are read from the index alone.
create index opportunity_board on opportunity (workspace_id, pipeline, stage, close_date, id)
    include (amount_minor, currency, owner_id) where deleted_at is null;
