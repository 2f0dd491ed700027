-- A house's own way to bring a customer to use what it bought: for a kind of product, one product, a segment, or all of them.
create table onboarding_template (
    workspace_id  uuid        not null default current_workspace(),
    id            uuid        not null default uuidv7(),
    name          text        not null,
    name_key      text        not null generated always as (fold(name)) stored,
    kind          text        not null default 'software' check (kind in ('software', 'device', 'consulting')),
    product_id    uuid,                                 -- null: every product of the kind
    segment       text        check (segment in ('micro', 'smb', 'mid_market', 'enterprise')),
    state         text        not null default 'active' check (state in ('active', 'retired')),
    steps_version integer     not null default 0,       -- the newest, by which the next onboarding begins
    owner_id      uuid,
    external_id   text,
    custom        jsonb       not null default '{}',
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now(),
    created_in    uuid,
    deleted_at    timestamptz,
    version       integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, product_id) references product,
    foreign key (workspace_id, owner_id) references member
);
call isolate('onboarding_template');
create index onboarding_template_newest on onboarding_template (workspace_id, created_at desc, id desc);
create index onboarding_template_by_name on onboarding_template (workspace_id, name_key, id);
-- Which one fits what was signed.
create index onboarding_template_fitting on onboarding_template (workspace_id, kind, created_at)
    where state = 'active' and deleted_at is null;
create index onboarding_template_of_product on onboarding_template (workspace_id, product_id) where product_id is not null;
create index onboarding_template_of_owner on onboarding_template (workspace_id, owner_id) where owner_id is not null;
create index onboarding_template_external on onboarding_template (workspace_id, external_id) where external_id is not null;
create index onboarding_template_created_in on onboarding_template (workspace_id, created_in) where created_in is not null;

-- The steps of a template as they were written once: never changed, so an onboarding keeps those with which it began.
create table onboarding_template_version (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    template_id  uuid        not null,
    number       integer     not null,
    steps        jsonb       not null,        -- in order: id, kind, side, role, days, due_in, after, name_fr, name_en, asks
    member_id    uuid        not null,
    at           timestamptz not null default now(),
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, template_id) references onboarding_template on delete cascade,
    foreign key (workspace_id, member_id) references member
);
call isolate('onboarding_template_version');
create unique index onboarding_template_version_of on onboarding_template_version (workspace_id, template_id, number);
create index onboarding_template_version_created_in on onboarding_template_version (workspace_id, created_in)
    where created_in is not null;

alter table onboarding
    add own_template_id uuid,
    add template_version_id uuid,
    add foreign key (workspace_id, own_template_id) references onboarding_template,
    add foreign key (workspace_id, template_version_id) references onboarding_template_version;
create index onboarding_of_template on onboarding (workspace_id, own_template_id) where own_template_id is not null;
create index onboarding_of_template_version on onboarding (workspace_id, template_version_id)
    where template_version_id is not null;

alter table onboarding_step
    add due_in integer,                             -- not before so many working days after the signature
    add asks boolean not null default false,        -- its role is asked for it by an internal request when it can begin
    add handoff_id uuid,                            -- by which it was asked for
    add foreign key (workspace_id, handoff_id) references handoff on delete set null (handoff_id);
create index onboarding_step_of_handoff on onboarding_step (workspace_id, handoff_id) where handoff_id is not null;
