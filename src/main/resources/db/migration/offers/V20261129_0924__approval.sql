-- What rules ask of a quote, kept with it: what is given away, what is left, over the whole term.
alter table quote
    add column discount_percent numeric(7, 2) not null default 0,
    add column margin_percent   numeric(9, 2);

-- That somebody has to approve a quote before it leaves: one row for each rule that asks.
create table quote_approval (
    workspace_id  uuid        not null default current_workspace(),
    id            uuid        not null default uuidv7(),
    quote_id      uuid        not null,
    quote_version integer     not null,               -- of which content; another one is asked about again
    step          integer     not null,               -- in order: those of a lower step answer first
    rule          text        not null,               -- in words
    role          text        not null,
    member_id     uuid,                               -- to whom it was passed on; null: whoever holds the role
    asked_by      uuid        not null,
    asked_at      timestamptz not null,
    state         text        not null default 'waiting' check (state in ('waiting', 'approved', 'refused', 'lapsed')),
    answered_by   uuid,
    answered_at   timestamptz,
    reason        text,
    primary key (workspace_id, id),
    foreign key (workspace_id, quote_id) references quote on delete cascade,
    foreign key (workspace_id, member_id) references member,
    foreign key (workspace_id, asked_by) references member,
    foreign key (workspace_id, answered_by) references member
);
call isolate('quote_approval');
create index quote_approval_of_quote on quote_approval (workspace_id, quote_id, step, id);
-- What waits for a role, or for whom it was passed to.
create index quote_approval_waiting on quote_approval (workspace_id, role, asked_at, id) where state = 'waiting';
