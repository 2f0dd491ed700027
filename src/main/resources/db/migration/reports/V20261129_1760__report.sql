-- Questions to the records that a member keeps under a name, and who is told of them regularly.
create table report (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    record_type  text        not null,
    name         text        not null,
    query        text        not null,                  -- the address's parameters: what is counted, by what, which records
    member_id    uuid        not null,
    shared       boolean     not null default false,
    version      integer     not null default 1,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references member
);
call isolate('report');
create index report_of_member on report (workspace_id, member_id);
create index report_shared on report (workspace_id, shared) where shared;

create table report_subscription (
    workspace_id uuid not null default current_workspace(),
    report_id    uuid not null,
    member_id    uuid not null,
    every        text not null check (every in ('week', 'month')),
    next_on      date not null,
    primary key (workspace_id, report_id, member_id),
    foreign key (workspace_id, report_id) references report on delete cascade,
    foreign key (workspace_id, member_id) references member
);
call isolate('report_subscription');
create index report_subscription_due on report_subscription (workspace_id, next_on);
create index report_subscription_of_member on report_subscription (workspace_id, member_id);
