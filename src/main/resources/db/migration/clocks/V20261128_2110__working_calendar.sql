-- When a workspace works; without a row: Monday to Friday, 9:00–12:30 and 13:30–18:00.
create table working_calendar (
    workspace_id uuid        not null default current_workspace() primary key,
    week         jsonb       not null,        -- by day of the week, 1 is Monday: from and to in minutes, [[540, 750], …]
    country      text,                        -- whose public holidays; the workspace's own where it is null
    region       text        not null default '',
    version      integer     not null default 1
);
call isolate('working_calendar');

-- A day on which the workspace is closed though it is no public holiday.
create table closing_day (
    workspace_id uuid not null default current_workspace(),
    day          date not null,
    label        text not null default '',
    primary key (workspace_id, day)
);
call isolate('closing_day');

-- The hours of a member who doesn't work as the others do; in the member's own zone.
create table member_hours (
    workspace_id uuid  not null default current_workspace(),
    member_id    uuid  not null,
    week         jsonb not null,
    primary key (workspace_id, member_id),
    foreign key (workspace_id, member_id) references member
);
call isolate('member_hours');

create table member_absence (
    workspace_id uuid not null default current_workspace(),
    id           uuid not null default uuidv7(),
    member_id    uuid not null,
    from_on      date not null,
    to_on        date not null,               -- the last day away
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references member,
    check (to_on >= from_on)
);
call isolate('member_absence');
create index member_absence_of_member on member_absence (workspace_id, member_id, from_on);
