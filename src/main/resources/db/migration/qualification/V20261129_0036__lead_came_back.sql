-- A lead that was kept for later and is on its owner's desk again: since when, and whether its day came or its person gave
-- a sign. Empty again once somebody has spoken to it or decided on it.
alter table lead add column came_back_at timestamptz;
alter table lead add column came_back_why text check (came_back_why in ('date', 'signal'));
create index lead_came_back on lead (workspace_id, owner_id, came_back_at desc) where came_back_at is not null;
-- What a member did in a period.
create index activity_of_owner on activity (workspace_id, owner_id, at desc) where owner_id is not null;
-- How fast a member answered: the clocks that were stopped.
create index clock_of_owner_past on clock (workspace_id, owner_id, stopped_at) where stopped_at is not null;
