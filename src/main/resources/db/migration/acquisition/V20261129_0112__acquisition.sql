-- A marketing effort: what it cost, and the UTM value by which links name it.
create table campaign (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,
    name_key     text        not null generated always as (fold(name)) stored,
    kind         text        not null default 'ad' check (kind in ('blog', 'white_paper', 'webinar', 'event', 'ad', 'referral', 'partner')),
    starts_on    date,
    ends_on      date,
    cost_minor   bigint,
    currency     char(3)     not null default 'EUR',
    utm_campaign text,                              -- as links write it; compared folded
    utm_key      text        generated always as (fold(utm_campaign)) stored,
    goal         text        not null default '',
    owner_id     uuid,
    external_id  text,
    custom       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, owner_id) references member,
    check (starts_on is null or ends_on is null or ends_on >= starts_on)
);
call isolate('campaign');
create index campaign_by_name on campaign (workspace_id, name_key, id);
create index campaign_newest on campaign (workspace_id, created_at desc, id desc);
-- A link's campaign: two can't go by one value at the same time.
create unique index campaign_by_utm on campaign (workspace_id, utm_key) where utm_key is not null and deleted_at is null;
create index campaign_external on campaign (workspace_id, external_id) where external_id is not null;
create index campaign_created_in on campaign (workspace_id, created_in) where created_in is not null;

-- A piece of content: what is read, watched or visited. Its address is what a form delivers.
create table asset (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,
    name_key     text        not null generated always as (fold(name)) stored,
    kind         text        not null default 'white_paper' check (kind in ('blog', 'white_paper', 'webinar', 'event', 'ad', 'referral', 'partner')),
    campaign_id  uuid,
    url          text,
    cost_minor   bigint,
    currency     char(3)     not null default 'EUR',
    owner_id     uuid,
    external_id  text,
    custom       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, campaign_id) references campaign,
    foreign key (workspace_id, owner_id) references member
);
call isolate('asset');
create index asset_by_name on asset (workspace_id, name_key, id);
create index asset_newest on asset (workspace_id, created_at desc, id desc);
create index asset_of_campaign on asset (workspace_id, campaign_id) where campaign_id is not null;
create index asset_by_url on asset (workspace_id, url) where url is not null;
create index asset_external on asset (workspace_id, external_id) where external_id is not null;
create index asset_created_in on asset (workspace_id, created_in) where created_in is not null;

-- A web form: what it asks, and what the answers mean.
create table form (
    workspace_id  uuid        not null default current_workspace(),
    id            uuid        not null default uuidv7(),
    name          text        not null,
    name_key      text        not null generated always as (fold(name)) stored,
    key           text        not null,               -- its address; carries the workspace
    state         text        not null default 'draft' check (state in ('draft', 'open', 'closed')),
    questions     jsonb       not null default '[]',  -- in order: target, required, labels in fr and en
    campaign_id   uuid,
    asset_id      uuid,
    source        text,                               -- of its leads, where the link names none
    double_opt_in boolean     not null default false,
    thanks_fr     text        not null default '',
    thanks_en     text        not null default '',
    consent_version integer,                          -- the text asked for now; null: none
    hook_secret   bytea,                              -- sha-256; null: the webhook is closed
    hook_mapping  jsonb       not null default '{}',  -- target: path in the JSON received
    owner_id      uuid        not null,               -- for whom its leads are made when no rule names anybody
    external_id   text,
    custom        jsonb       not null default '{}',
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now(),
    created_in    uuid,
    deleted_at    timestamptz,
    version       integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, campaign_id) references campaign,
    foreign key (workspace_id, asset_id) references asset,
    foreign key (workspace_id, owner_id) references member
);
call isolate('form');
create unique index form_by_key on form (workspace_id, key);
create index form_by_name on form (workspace_id, name_key, id);
create index form_newest on form (workspace_id, created_at desc, id desc);
create index form_of_campaign on form (workspace_id, campaign_id) where campaign_id is not null;
create index form_of_asset on form (workspace_id, asset_id) where asset_id is not null;
create index form_external on form (workspace_id, external_id) where external_id is not null;
create index form_created_in on form (workspace_id, created_in) where created_in is not null;

-- What a visitor agrees to, word by word. A row is never changed: a new text is a new version.
create table form_consent (
    workspace_id uuid        not null default current_workspace(),
    form_id      uuid        not null,
    version      integer     not null,
    text_fr      text        not null,
    text_en      text        not null,
    required     boolean     not null,
    member_id    uuid,
    since        timestamptz not null default now(),
    created_in   uuid,
    primary key (workspace_id, form_id, version),
    foreign key (workspace_id, form_id) references form on delete cascade
);
call isolate('form_consent');
create index form_consent_created_in on form_consent (workspace_id, created_in) where created_in is not null;

-- What came in through a form, as it came; nothing that was sent is lost.
create table submission (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    form_id      uuid        not null,
    state        text        not null check (state in ('accepted', 'awaiting', 'held')), -- awaiting: its sender's confirmation
    why          text,                              -- of a held one: trap, fast, rate, invalid, erased; of an accepted one: freed
    received_at  timestamptz not null,
    received     jsonb       not null default '{}', -- as it came, by field
    utm          jsonb       not null default '{}', -- source, medium, campaign, term, content
    page         text,                              -- where it was filled in
    visitor      bytea,                             -- hashed; known after consent only
    address      bytea,                             -- of the sender, keyed hash
    locale       text,
    consented    boolean     not null default false,
    consent_version integer,
    confirm_hash bytea,
    confirmed_at timestamptz,
    download_hash bytea,
    downloaded_at timestamptz,
    campaign_id  uuid,
    asset_id     uuid,
    lead_id      uuid,                              -- without a key: a lead that is taken back isn't held by it
    person_id    uuid,
    freed_by     uuid,
    made_in      uuid,                              -- the change set of the lead
    primary key (workspace_id, id),
    foreign key (workspace_id, form_id) references form,
    foreign key (workspace_id, person_id) references person on delete set null (person_id),
    foreign key (workspace_id, freed_by) references member
);
call isolate('submission');
create index submission_of_form on submission (workspace_id, form_id, received_at desc, id desc);
create index submission_by_state on submission (workspace_id, state, received_at desc, id desc);
create index submission_of_lead on submission (workspace_id, lead_id) where lead_id is not null;
create index submission_of_person on submission (workspace_id, person_id) where person_id is not null;
create index submission_to_confirm on submission (workspace_id, confirm_hash) where confirm_hash is not null;
create index submission_to_download on submission (workspace_id, download_hash) where download_hash is not null;
create index submission_made_in on submission (workspace_id, made_in) where made_in is not null;

-- How many came from one address in one window: a row that every node counts on.
create table submission_window (
    workspace_id uuid        not null default current_workspace(),
    address      bytea       not null,
    began_at     timestamptz not null,
    kind         text        not null,
    count        integer     not null default 1,
    primary key (workspace_id, address, kind, began_at)
);
call isolate('submission_window');
create index submission_window_age on submission_window (workspace_id, began_at);

-- One contact with a campaign or asset: a visit, a submission, a download.
create table touch (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    at           timestamptz not null,
    kind         text        not null check (kind in ('visit', 'submission', 'download')),
    visitor      bytea,                             -- hashed; null once nobody could be joined by it
    person_id    uuid,
    lead_id      uuid,
    campaign_id  uuid,
    asset_id     uuid,
    form_id      uuid,
    source       text,
    medium       text,
    utm_campaign text,
    page         text,
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, person_id) references person on delete set null (person_id),
    foreign key (workspace_id, campaign_id) references campaign on delete set null (campaign_id),
    foreign key (workspace_id, asset_id) references asset on delete set null (asset_id),
    foreign key (workspace_id, form_id) references form on delete set null (form_id)
);
call isolate('touch');
create index touch_of_person on touch (workspace_id, person_id, at) where person_id is not null;
create index touch_of_visitor on touch (workspace_id, visitor) where visitor is not null;
create index touch_of_lead on touch (workspace_id, lead_id) where lead_id is not null;
create index touch_of_campaign on touch (workspace_id, campaign_id, at) where campaign_id is not null;
create index touch_of_asset on touch (workspace_id, asset_id, at) where asset_id is not null;
create index touch_of_form on touch (workspace_id, form_id) where form_id is not null;
create index touch_age on touch (workspace_id, at);
create index touch_created_in on touch (workspace_id, created_in) where created_in is not null;
-- A growth experiment, or a segment that is explored: what is believed, what was tried, what came of it.
create table experiment (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,
    name_key     text        not null generated always as (fold(name)) stored,
    kind         text        not null default 'growth' check (kind in ('growth', 'segment')),
    state        text        not null default 'idea' check (state in ('idea', 'running', 'decided', 'dropped')),
    hypothesis   text        not null default '',
    lever        text,
    impact       integer     check (impact between 1 and 10),
    confidence   integer     check (confidence between 1 and 10),
    ease         integer     check (ease between 1 and 10),
    ice          integer     generated always as (impact * confidence * ease) stored, -- of 1,000
    budget_minor bigint,
    currency     char(3)     not null default 'EUR',
    starts_on    date,
    ends_on      date,
    metric       text,
    control_trials    integer check (control_trials >= 0),
    control_successes integer check (control_successes >= 0),
    test_trials       integer check (test_trials >= 0),
    test_successes    integer check (test_successes >= 0),
    interviews        integer check (interviews >= 0),
    first_customers   integer check (first_customers >= 0),
    learning     text        not null default '',
    campaign_id  uuid,
    owner_id     uuid,
    external_id  text,
    custom       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, campaign_id) references campaign,
    foreign key (workspace_id, owner_id) references member
);
call isolate('experiment');
create index experiment_by_name on experiment (workspace_id, name_key, id);
create index experiment_newest on experiment (workspace_id, created_at desc, id desc);
-- The board: a column's experiments, the most promising on top.
create index experiment_board on experiment (workspace_id, state, ice desc nulls last, id) where deleted_at is null;
create index experiment_of_campaign on experiment (workspace_id, campaign_id) where campaign_id is not null;
create index experiment_external on experiment (workspace_id, external_id) where external_id is not null;
create index experiment_created_in on experiment (workspace_id, created_in) where created_in is not null;

-- Of all workspaces: visits of nobody who ever said who they are, what was held or never confirmed, and past counts.
create function forget_strangers(visits_before timestamptz, held_before timestamptz, windows_before timestamptz) returns void
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare w uuid;
begin
    for w in select id from workspace loop
        delete from touch where workspace_id = w and at < visits_before and person_id is null;
        delete from submission where workspace_id = w and state in ('held', 'awaiting') and received_at < held_before;
        delete from submission_window where workspace_id = w and began_at < windows_before;
    end loop;
end $$;
revoke all on function forget_strangers from public;
grant execute on function forget_strangers to ${app_user};
