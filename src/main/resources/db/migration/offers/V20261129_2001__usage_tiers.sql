-- A price by use: what is ordered is an estimate, what is used is invoiced.
alter table product add column metered boolean not null default false;
-- How a line's price falls with its quantity, as the price list had it when the line was made.
alter table quote_line
    add column tiers jsonb not null default '{"graduated": false, "metered": false, "bands": []}';
