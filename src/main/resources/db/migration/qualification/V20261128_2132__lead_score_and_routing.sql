-- Who gave the score: the rules, or (null) a person or a file, whose word stays.
alter table lead add column score_basis text check (score_basis in ('rules'));
alter table lead add column fit smallint;
alter table lead add column intent smallint;
-- When a lead that was put off comes back.
alter table lead add column return_on date;
alter table lead add column reason_code text;
create index lead_returns on lead (workspace_id, return_on) where return_on is not null;
-- What a member has open, against their capacity.
create index lead_open_of_owner on lead (workspace_id, owner_id) where status in ('new', 'working') and deleted_at is null;

-- Who got a lead, and why: the rule as it read then.
create table lead_assignment (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    lead_id      uuid        not null,
    member_id    uuid        not null,
    why          text        not null,  -- account_owner, member, turn, nobody
    rule         text        not null default '', -- its expression or name
    pool         integer     not null default 0,  -- of how many it was their turn
    left_out     integer     not null default 0,  -- absent or full
    rules_version integer    not null,
    at           timestamptz not null default now(),
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, lead_id) references lead on delete cascade,
    foreign key (workspace_id, member_id) references member
);
call isolate('lead_assignment');
create index lead_assignment_of_lead on lead_assignment (workspace_id, lead_id, at desc, id desc);
create index lead_assignment_created_in on lead_assignment (workspace_id, created_in) where created_in is not null;

-- A member whom leads are given in turn.
create table lead_taker (
    workspace_id uuid        not null default current_workspace(),
    member_id    uuid        not null,
    capacity     integer     check (capacity > 0), -- open leads at most; null: no limit
    absent_from  date,
    absent_until date,                              -- the last day of the absence
    turn         bigint      not null default 0,    -- rises with each lead taken in turn; the lowest is next
    primary key (workspace_id, member_id),
    foreign key (workspace_id, member_id) references member,
    check (absent_from is null or absent_until is null or absent_until >= absent_from)
);
call isolate('lead_taker');
