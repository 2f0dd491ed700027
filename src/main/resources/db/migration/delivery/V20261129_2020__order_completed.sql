-- How long it takes from the signature until an order is complete. Of orders that were complete before, nobody knows.
alter table sales_order add column completed_on date;
create index sales_order_completed on sales_order (workspace_id, completed_on) where completed_on is not null;
create index sales_order_ordered on sales_order (workspace_id, ordered_on);
create index onboarding_live on onboarding (workspace_id, live_on) where live_on is not null;
create index onboarding_first_value on onboarding (workspace_id, first_value_on) where first_value_on is not null;
