-- The unit of the double funnel: one pursuit from its first touch to live. The columns after "projection" are rebuilt
-- from journey_entry alone; those before it are facts of the lead, the opportunity and the company it belongs to.
create table journey (
    workspace_id   uuid     not null default current_workspace(),
    id             uuid     not null default uuidv7(),
    type           text     not null default 'new_business' check (type in ('new_business', 'renewal', 'upsell', 'cross_sell')),
    parent_id      uuid,
    lead_id        uuid,
    opportunity_id uuid,
    company_id     uuid,
    person_id      uuid,
    name           text     not null default '',
    channel        text     not null default 'unknown' check (channel in ('inbound', 'outbound', 'unknown')),
    source         text,
    campaign       text,
    segment        text,
    industry       text,
    country        char(2),
    owner_id       uuid,                       -- of the opportunity, else of the lead
    lead_owner_id  uuid,
    one_off_minor   bigint  not null default 0,
    recurring_minor bigint  not null default 0, -- a year's worth
    currency       char(3)  not null default 'EUR',
    created_in     uuid,
    -- projection: stages by number (1 market … 10 growth); exits 11 disqualified, 12 lost, 13 churned, 14 joined
    start_stage    smallint,                   -- null: no counting entry, the journey counts nowhere
    furthest_stage smallint,
    current_stage  smallint,                   -- of the last entry, exits too
    exited         boolean  not null default false,
    exited_on      date,
    reopened       smallint not null default 0,
    undated        integer  not null default 0, -- bit n: the entry of stage n has no date
    entered_on     date,                       -- the first dated entry
    on_1 date, on_2 date, on_3 date, on_4 date, on_5 date, on_6 date, on_7 date, on_8 date, on_9 date, on_10 date,
    primary key (workspace_id, id)
);
call isolate('journey');
create index journey_cohort on journey (workspace_id, entered_on, id);
create index journey_of_lead on journey (workspace_id, lead_id) where lead_id is not null;
create index journey_of_opportunity on journey (workspace_id, opportunity_id) where opportunity_id is not null;
create index journey_of_company on journey (workspace_id, company_id) where company_id is not null;
create index journey_created_in on journey (workspace_id, created_in) where created_in is not null;
-- The append-only record of every stage change. Corrections are new entries; a voided change set's entries don't count.
create table journey_entry (
    workspace_id  uuid        not null default current_workspace(),
    journey_id    uuid        not null,
    seq           bigint      not null generated always as identity, -- the order of recording
    subject_type  text        not null check (subject_type in ('company', 'person', 'lead', 'opportunity', 'customer')),
    subject_id    uuid        not null,
    from_stage    smallint,
    to_stage      smallint    not null check (to_stage between 1 and 14),
    occurred_at   timestamptz,                 -- null: the source holds no date
    occurred_on   date,                        -- its day in the workspace's zone
    recorded_at   timestamptz not null default now(),
    change_set_id uuid        not null,
    member_id     uuid,
    role          text,
    channel       text,
    source        text,
    segment       text,
    amount_minor  bigint,
    currency      char(3),
    reason        text,
    note          text,
    primary key (workspace_id, journey_id, seq)
);
call isolate('journey_entry');
create index journey_entry_activity on journey_entry (workspace_id, occurred_on, to_stage);
create index journey_entry_of_change_set on journey_entry (workspace_id, change_set_id);
create index journey_entry_of_subject on journey_entry (workspace_id, subject_id);
-- The ledger stays what it was: the application may add, never change.
revoke update, delete on journey_entry from ${app_user};
