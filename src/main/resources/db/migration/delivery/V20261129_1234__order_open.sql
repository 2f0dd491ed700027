-- On sales assistance's desk: orders that aren't delivered yet, the oldest first.
create index sales_order_open on sales_order (workspace_id, ordered_on, id) where state = 'open' and deleted_at is null;
