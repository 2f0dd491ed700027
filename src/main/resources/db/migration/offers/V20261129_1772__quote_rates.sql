-- By which exchange rates a quote's prices were converted: they stay, whatever the rates become.
alter table quote
    add column priced_on       date,                          -- the day whose rates hold; null: before they were kept
    add column rates           jsonb   not null default '[]', -- each pair that was needed, with the day of its rate
    add column rates_confirmed boolean not null default false; -- old ones were looked at, and hold all the same
