-- What was signed of a line whose price falls with its quantity; its amount is that of the quantity that was estimated.
alter table contract_line
    add column tiers jsonb not null default '{"graduated": false, "metered": false, "bands": []}';
