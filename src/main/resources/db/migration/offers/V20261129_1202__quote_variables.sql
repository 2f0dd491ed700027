-- What the variables in a quote's texts stood for when it was sent, by name: what was sent says the same for ever.
alter table quote
    add column variables jsonb not null default '{}';
