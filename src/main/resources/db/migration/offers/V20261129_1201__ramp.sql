-- What a recurring line becomes from its second year on: [{"year": 2, "quantity": 120, "unitPrice": 45}]; what isn't said stays.
alter table quote_line
    add column ramp jsonb not null default '[]';
