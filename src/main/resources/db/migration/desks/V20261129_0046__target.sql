-- What a member or a team should reach in a period on one figure of a role.
create table target (
    workspace_id uuid          not null default current_workspace(),
    id           uuid          not null default uuidv7(),
    member_id    uuid,
    team_id      uuid,
    role         text          not null,
    figure       text          not null,
    period       text          not null check (period ~ '^\d{4}(-(Q[1-4]|0[1-9]|1[0-2]))?$'), -- 2026-11, 2026-Q4, 2026
    value        numeric(19, 4) check (value >= 0),  -- in the figure's unit; empty once it was taken away
    updated_at   timestamptz   not null default now(),
    created_in   uuid,
    version      integer       not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references member,
    foreign key (workspace_id, team_id) references team on delete cascade,
    check (num_nonnulls(member_id, team_id) = 1)
);
call isolate('target');
create unique index target_of_member on target (workspace_id, member_id, figure, period) where member_id is not null;
create unique index target_of_team on target (workspace_id, team_id, figure, period) where team_id is not null;
create index target_of_period on target (workspace_id, period, role);
create index target_created_in on target (workspace_id, created_in) where created_in is not null;

-- When a member last saw their own figures: a manager sees them from then on, not before.
create table desk_visit (
    workspace_id uuid        not null default current_workspace(),
    member_id    uuid        not null,
    seen_at      timestamptz not null,
    primary key (workspace_id, member_id),
    foreign key (workspace_id, member_id) references member
);
call isolate('desk_visit');
