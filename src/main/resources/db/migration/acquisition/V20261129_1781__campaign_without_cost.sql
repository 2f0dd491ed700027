-- What an inbound marketer's desk asks for: campaigns whose cost nobody said, and inbound leads that are still theirs.
create index campaign_without_cost on campaign (workspace_id, owner_id, starts_on) where cost_minor is null and deleted_at is null;
create index form_open_of_owner on form (workspace_id, owner_id) where state = 'open' and deleted_at is null;
