-- Until when an approval is answered, and for whom somebody answered who stood in.
alter table quote_approval
    add column clock_id     uuid,                     -- null until its turn has come
    add column answered_for uuid,                     -- who was away; null where the answer was one's own
    add foreign key (workspace_id, answered_for) references member;
-- What was passed on to a member in person, on their desk.
create index quote_approval_passed on quote_approval (workspace_id, member_id, asked_at, id)
    where state = 'waiting' and member_id is not null;

-- Who answers for a member while they are away: what waits for the one waits for the other too.
create table approval_delegation (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    member_id    uuid        not null,                -- who is away
    to_id        uuid        not null,
    from_on      date        not null,
    to_on        date        not null,                -- the last day
    created_at   timestamptz not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references member,
    foreign key (workspace_id, to_id) references member,
    check (to_on >= from_on),
    check (to_id <> member_id)
);
call isolate('approval_delegation');
create index approval_delegation_to on approval_delegation (workspace_id, to_id, to_on);
create index approval_delegation_of on approval_delegation (workspace_id, member_id, to_on);

-- A link in a mail by which one member answers one approval without signing in; only its hash is kept.
create table approval_link (
    workspace_id uuid        not null default current_workspace(),
    hash         bytea       not null,
    approval_id  uuid        not null,
    member_id    uuid        not null,
    until        timestamptz not null,
    primary key (workspace_id, hash),
    foreign key (workspace_id, approval_id) references quote_approval on delete cascade,
    foreign key (workspace_id, member_id) references member
);
call isolate('approval_link');
create index approval_link_of_approval on approval_link (workspace_id, approval_id);
