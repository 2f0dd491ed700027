-- How long sales take, as learned_cycle told last: by the length of their cycle, and under the empty word all together.
create table cycle_length (
    workspace_id uuid    not null default current_workspace(),
    cycle        text    not null,
    days         integer not null, -- the median from opening to signature
    deals        integer not null, -- of so many
    primary key (workspace_id, cycle)
);
call isolate('cycle_length');
