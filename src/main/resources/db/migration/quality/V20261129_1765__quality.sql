-- What a team watches in its data beside what Diabolo watches by itself, and how many records each check found on a day.
create table quality_check (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    record_type  text        not null,
    name         text        not null,
    query        text        not null,                  -- the list's address
    member_id    uuid        not null,
    created_at   timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references member
);
call isolate('quality_check');
create index quality_check_of_member on quality_check (workspace_id, member_id);

create table quality_count (
    workspace_id uuid        not null default current_workspace(),
    check_key    text        not null,
    day          date        not null,
    records      bigint      not null,
    counted_at   timestamptz not null default now(),
    primary key (workspace_id, check_key, day)
);
call isolate('quality_count');
create index quality_count_of_day on quality_count (workspace_id, day);
