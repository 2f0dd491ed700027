-- The delivery project of what was signed: from the signature to the go-live, and to the first value for the customer.
create table onboarding (
    workspace_id   uuid        not null default current_workspace(),
    id             uuid        not null default uuidv7(),
    name           text        not null,
    name_key       text        not null generated always as (fold(name)) stored,
    company_id     uuid,
    contract_id    uuid,
    opportunity_id uuid,
    template       text        not null check (template in ('software', 'device', 'consulting')),
    state          text        not null default 'running' check (state in ('running', 'live', 'cancelled')),
    signed_on      date        not null,
    go_live_on     date        not null,              -- as it was planned
    foreseen_on    date        not null,              -- as it looks by what is late
    looked_on      date        not null default current_date,  -- when that was looked at last
    live_on        date,
    first_value_on date,                              -- when the customer first had use of it
    link           text        not null,              -- the address of the customer's own page
    language       text        not null default 'fr' check (language in ('fr', 'en')),
    owner_id       uuid,
    external_id    text,
    custom         jsonb       not null default '{}',
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    created_in     uuid,
    deleted_at     timestamptz,
    version        integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, company_id) references company,
    foreign key (workspace_id, contract_id) references contract,
    foreign key (workspace_id, opportunity_id) references opportunity,
    foreign key (workspace_id, owner_id) references member
);
call isolate('onboarding');
create unique index onboarding_by_link on onboarding (workspace_id, link);
create index onboarding_of_company on onboarding (workspace_id, company_id) where company_id is not null;
create index onboarding_of_contract on onboarding (workspace_id, contract_id) where contract_id is not null;
create index onboarding_of_opportunity on onboarding (workspace_id, opportunity_id) where opportunity_id is not null;
create index onboarding_newest on onboarding (workspace_id, created_at desc, id desc);
create index onboarding_by_name on onboarding (workspace_id, name_key, id);
create index onboarding_due on onboarding (workspace_id, foreseen_on, id) where state = 'running';
-- Those to look at again on a new day.
create index onboarding_to_look_at on onboarding (workspace_id, looked_on) where state = 'running' and deleted_at is null;
create index onboarding_of_owner on onboarding (workspace_id, owner_id) where owner_id is not null;
create index onboarding_external on onboarding (workspace_id, external_id) where external_id is not null;
create index onboarding_created_in on onboarding (workspace_id, created_in) where created_in is not null;

-- A step of it: a milestone, a task of ours or of the customer's, or a point of the go-live checklist.
create table onboarding_step (
    workspace_id  uuid        not null default current_workspace(),
    id            uuid        not null default uuidv7(),
    onboarding_id uuid        not null,
    position      integer     not null,
    kind          text        not null check (kind in ('milestone', 'task', 'check')),
    side          text        not null check (side in ('us', 'customer')),
    role          text,                              -- ours: who usually does it
    owner_id      uuid,
    name          text        not null,
    after_ids     uuid[]      not null default '{}', -- what has to be done before
    days          integer     not null,              -- working days that it takes, once it can begin
    starts_on     date        not null,
    due_on        date        not null,
    done_at       timestamptz,
    done_by       text,                              -- a member's name, or how the customer signed it
    note          text        not null default '',
    created_in    uuid,
    version       integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, onboarding_id) references onboarding on delete cascade,
    foreign key (workspace_id, owner_id) references member
);
call isolate('onboarding_step');
create index onboarding_step_of on onboarding_step (workspace_id, onboarding_id, position);
create index onboarding_step_due on onboarding_step (workspace_id, owner_id, due_on) where done_at is null;
create index onboarding_step_created_in on onboarding_step (workspace_id, created_in) where created_in is not null;

-- A training session of a customer.
create table training (
    workspace_id  uuid        not null default current_workspace(),
    id            uuid        not null default uuidv7(),
    onboarding_id uuid        not null,
    subject       text        not null,
    starts_at     timestamptz not null,
    place         text        not null default '',
    trainer_id    uuid        not null,
    created_in    uuid,
    version       integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, onboarding_id) references onboarding on delete cascade,
    foreign key (workspace_id, trainer_id) references member
);
call isolate('training');
create index training_of on training (workspace_id, onboarding_id, starts_at);
create index training_by on training (workspace_id, trainer_id);
create index training_created_in on training (workspace_id, created_in) where created_in is not null;

-- Who was expected at a training, and whether they came: null until it is said.
create table training_guest (
    workspace_id uuid    not null default current_workspace(),
    id           uuid    not null default uuidv7(),
    training_id  uuid    not null,
    name         text    not null,
    came         boolean,
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, training_id) references training on delete cascade
);
call isolate('training_guest');
create index training_guest_of on training_guest (workspace_id, training_id);
create index training_guest_created_in on training_guest (workspace_id, created_in) where created_in is not null;
