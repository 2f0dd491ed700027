-- A customer's request: what was asked, by whom, who answers, and until when.
create table ticket (
    workspace_id      uuid        not null default current_workspace(),
    id                uuid        not null default uuidv7(),
    reference         text        not null generated always as ('T-' || upper(substr(replace(id::text, '-', ''), 25, 8))) stored,
    subject           text        not null,
    subject_key       text        not null generated always as (fold(subject)) stored,
    description       text        not null default '',
    status            text        not null default 'new' check (status in ('new', 'open', 'pending', 'on_hold', 'solved', 'closed')),
    priority          text        not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
    tier              smallint    not null default 1 check (tier between 1 and 3),
    kind              text,                                -- what sort of request, in the workspace's own words
    skill             text,                                -- what whoever answers has to know: the queue within a tier
    product           text,
    channel           text        not null default 'phone' check (channel in ('mail', 'form', 'portal', 'phone', 'chat', 'social', 'api')),
    language          text        check (language in ('fr', 'en')),
    person_id         uuid,
    company_id        uuid,
    requester_name    text,
    requester_email   text,
    owner_id          uuid,                                -- null: whoever of the tier takes it
    opened_at         timestamptz not null default now(),  -- when the customer asked
    first_response_at timestamptz,
    awaiting_since    timestamptz,                         -- since when the customer waits for our word; null: not
    solved_at         timestamptz,
    closed_at         timestamptz,
    resolution        text,
    due_at            timestamptz,                         -- copy of the first clock's, written with the clocks only
    warn_at           timestamptz,
    due_kind          text,
    policy_id         uuid,                                -- by which promise its clocks run
    joined_id         uuid,                                -- into which ticket it was merged
    mailed_id         uuid,                                -- the newest mail of the conversation, which an answer answers
    csat              smallint    check (csat between 1 and 5),
    csat_comment      text,
    csat_at           timestamptz,
    rating_asked_at   timestamptz,
    external_id       text,
    custom            jsonb       not null default '{}',
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    created_in        uuid,
    deleted_at        timestamptz,
    version           integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, person_id) references person,
    foreign key (workspace_id, company_id) references company,
    foreign key (workspace_id, owner_id) references member,
    foreign key (workspace_id, joined_id) references ticket
);
call isolate('ticket');
create index ticket_newest on ticket (workspace_id, created_at desc, id desc);
create index ticket_opened on ticket (workspace_id, opened_at desc, id desc);
create index ticket_by_subject on ticket (workspace_id, subject_key, id);
create index ticket_by_status on ticket (workspace_id, status, created_at desc, id desc);
create index ticket_of_person on ticket (workspace_id, person_id, created_at desc) where person_id is not null;
create index ticket_of_company on ticket (workspace_id, company_id, created_at desc) where company_id is not null;
create index ticket_of_address on ticket (workspace_id, requester_email, created_at desc) where requester_email is not null;
create index ticket_external on ticket (workspace_id, external_id) where external_id is not null;
create index ticket_created_in on ticket (workspace_id, created_in) where created_in is not null;
create index ticket_joined on ticket (workspace_id, joined_id) where joined_id is not null;
create index ticket_by_reference on ticket (workspace_id, reference);
-- An agent's own, and what waits for a tier, the first due on top.
create index ticket_of_owner on ticket (workspace_id, owner_id, due_at, id) where status in ('new', 'open') and deleted_at is null;
create index ticket_of_tier on ticket (workspace_id, tier, due_at, id)
    where owner_id is null and status in ('new', 'open') and deleted_at is null;
-- Figures: answered, solved and judged in a period; and the night that closes what was solved.
create index ticket_answered on ticket (workspace_id, first_response_at) where first_response_at is not null;
create index ticket_solved on ticket (workspace_id, solved_at) where solved_at is not null;
create index ticket_judged on ticket (workspace_id, csat_at) where csat is not null;

-- What was said in a ticket: to and from the customer, among agents, or by the course of things.
create table ticket_message (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    ticket_id    uuid        not null,
    kind         text        not null check (kind in ('inbound', 'reply', 'note', 'automatic', 'step')),
    member_id    uuid,
    author       text        not null default '',
    address      text        not null default '',
    body         text        not null,
    quoted       text        not null default '',
    html         text,                        -- sanitised when it came in
    mail_id      uuid,
    text_key     text,                        -- of a step: what happened, as a text with its arguments
    text_args    jsonb       not null default '[]',
    at           timestamptz not null default now(),
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, ticket_id) references ticket on delete cascade,
    foreign key (workspace_id, member_id) references member,
    foreign key (workspace_id, mail_id) references mail on delete set null (mail_id)
);
call isolate('ticket_message');
create index ticket_message_of on ticket_message (workspace_id, ticket_id, at, id);
create index ticket_message_mail on ticket_message (workspace_id, mail_id) where mail_id is not null;
create index ticket_message_created_in on ticket_message (workspace_id, created_in) where created_in is not null;
create index ticket_message_replies on ticket_message (workspace_id, member_id, at) where kind = 'reply';

-- Who takes part in the conversation beside its requester: they were in copy.
create table ticket_participant (
    workspace_id uuid not null default current_workspace(),
    ticket_id    uuid not null,
    address      text not null,
    primary key (workspace_id, ticket_id, address),
    foreign key (workspace_id, ticket_id) references ticket on delete cascade
);
call isolate('ticket_participant');

-- Tickets that belong together.
create table ticket_link (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    ticket_id    uuid        not null,
    other_id     uuid        not null,
    kind         text        not null check (kind in ('related', 'split')),
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, ticket_id) references ticket on delete cascade,
    foreign key (workspace_id, other_id) references ticket on delete cascade
);
call isolate('ticket_link');
create unique index ticket_link_once on ticket_link (workspace_id, ticket_id, other_id);
create index ticket_link_other on ticket_link (workspace_id, other_id);
create index ticket_link_created_in on ticket_link (workspace_id, created_in) where created_in is not null;

-- Up to a higher tier or back, and why.
create table ticket_escalation (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    ticket_id    uuid        not null,
    from_tier    smallint    not null,
    to_tier      smallint    not null,
    reason       text        not null,
    member_id    uuid        not null,
    at           timestamptz not null default now(),
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, ticket_id) references ticket on delete cascade,
    foreign key (workspace_id, member_id) references member
);
call isolate('ticket_escalation');
create index ticket_escalation_of on ticket_escalation (workspace_id, ticket_id, at);
create index ticket_escalation_created_in on ticket_escalation (workspace_id, created_in) where created_in is not null;

-- Who is writing an answer right now; forgotten after a minute.
create table ticket_answering (
    workspace_id uuid        not null default current_workspace(),
    ticket_id    uuid        not null,
    member_id    uuid        not null,
    at           timestamptz not null,
    primary key (workspace_id, ticket_id, member_id),
    foreign key (workspace_id, ticket_id) references ticket on delete cascade,
    foreign key (workspace_id, member_id) references member
);
call isolate('ticket_answering');

-- What is promised to whom: the first in order that fits a ticket counts. Working time; null: nothing is promised.
create table sla_policy (
    workspace_id       uuid        not null default current_workspace(),
    id                 uuid        not null default uuidv7(),
    name               text        not null,
    name_key           text        not null generated always as (fold(name)) stored,
    position           integer     not null default 100,
    segment            text        check (segment in ('micro', 'smb', 'mid_market', 'enterprise')),
    contract           text        check (contract in ('running', 'none')),
    priority           text        check (priority in ('low', 'normal', 'high', 'urgent')),
    first_minutes      integer     check (first_minutes between 1 and 10000),
    next_minutes       integer     check (next_minutes between 1 and 10000),
    resolution_hours   integer     check (resolution_hours between 1 and 2000),
    owner_id           uuid,
    external_id        text,
    custom             jsonb       not null default '{}',
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    created_in         uuid,
    deleted_at         timestamptz,
    version            integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, owner_id) references member
);
call isolate('sla_policy');
create index sla_policy_order on sla_policy (workspace_id, position, id);
create index sla_policy_by_name on sla_policy (workspace_id, name_key, id);
create index sla_policy_newest on sla_policy (workspace_id, created_at desc, id desc);
create index sla_policy_external on sla_policy (workspace_id, external_id) where external_id is not null;
create index sla_policy_created_in on sla_policy (workspace_id, created_in) where created_in is not null;

-- A text that is written often, and what becomes of the ticket with it.
create table macro (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,
    name_key     text        not null generated always as (fold(name)) stored,
    body         text        not null default '',
    sets_status  text        check (sets_status in ('open', 'pending', 'on_hold', 'solved')),
    sets_priority text       check (sets_priority in ('low', 'normal', 'high', 'urgent')),
    owner_id     uuid,
    external_id  text,
    custom       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, owner_id) references member
);
call isolate('macro');
create index macro_by_name on macro (workspace_id, name_key, id);
create index macro_newest on macro (workspace_id, created_at desc, id desc);
create index macro_external on macro (workspace_id, external_id) where external_id is not null;
create index macro_created_in on macro (workspace_id, created_in) where created_in is not null;

-- In which tier a member answers, and what they know; without a row: tier 1, everything.
create table support_agent (
    workspace_id uuid     not null default current_workspace(),
    member_id    uuid     not null,
    tier         smallint not null check (tier between 1 and 3),
    skills       text[]   not null default '{}',
    primary key (workspace_id, member_id),
    foreign key (workspace_id, member_id) references member on delete cascade
);
call isolate('support_agent');

-- How this workspace is reached. No row: no shared mailbox, no public pages.
create table support_setting (
    workspace_id uuid     not null default current_workspace() primary key,
    mailbox_id   uuid,                          -- all that comes into it becomes tickets
    acknowledges boolean  not null default true,  -- a person who writes is told that it came in
    rates        boolean  not null default true,  -- asks how it was, once it is solved
    close_days   smallint not null default 7 check (close_days between 1 and 90),
    public_key   text,                          -- in the address of the public pages; null: there are none
    version      integer  not null default 1,
    foreign key (workspace_id, mailbox_id) references mailbox on delete set null (mailbox_id)
);
call isolate('support_setting');
create index support_setting_mailbox on support_setting (workspace_id, mailbox_id) where mailbox_id is not null;

-- What came into the shared mailbox and is nobody's request; it is never answered, and may be made a ticket by hand.
create table ticket_aside (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    mail_id      uuid        not null,
    why          text        not null check (why in ('spam', 'automatic', 'out_of_office', 'bounce', 'complaint', 'loop', 'nobody')),
    at           timestamptz not null,
    ticket_id    uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, mail_id) references mail on delete cascade,
    foreign key (workspace_id, ticket_id) references ticket on delete set null (ticket_id)
);
call isolate('ticket_aside');
create unique index ticket_aside_mail on ticket_aside (workspace_id, mail_id);
create index ticket_aside_newest on ticket_aside (workspace_id, at desc, id desc) where ticket_id is null;
create index ticket_aside_ticket on ticket_aside (workspace_id, ticket_id) where ticket_id is not null;

-- The customer's way into their own tickets, and the question how it was: known by the hash of what was mailed.
create table support_link (
    workspace_id uuid        not null default current_workspace(),
    hash         bytea       not null,
    kind         text        not null check (kind in ('portal', 'rating')),
    address      text        not null default '',
    ticket_id    uuid,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz not null,
    primary key (workspace_id, hash),
    foreign key (workspace_id, ticket_id) references ticket on delete cascade
);
call isolate('support_link');
create index support_link_address on support_link (workspace_id, address, created_at desc);
create index support_link_ticket on support_link (workspace_id, ticket_id) where ticket_id is not null;
