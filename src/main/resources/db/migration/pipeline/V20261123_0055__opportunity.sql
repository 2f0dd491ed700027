-- An opportunity: a possible sale.
create table opportunity (
    workspace_id     uuid        not null default current_workspace(),
    id               uuid        not null default uuidv7(),
    journey_id       uuid        not null,
    name             text        not null,
    name_key         text        not null generated always as (fold(name)) stored,
    company_id       uuid,
    person_id        uuid,
    lead_id          uuid,
    type             text        not null default 'new_business' check (type in ('new_business', 'renewal', 'upsell', 'cross_sell')),
    pipeline         text        not null default 'new_business',
    stage            text        not null default 'discovery', -- copy of the journey's last entry, written by the ledger only
    stage_on         date,
    channel          text        not null default 'unknown' check (channel in ('inbound', 'outbound', 'unknown')),
    source           text,
    one_off_minor    bigint      not null default 0,
    recurring_minor  bigint      not null default 0, -- for one recurring_period
    recurring_period text        not null default 'month' check (recurring_period in ('month', 'quarter', 'year')),
    term_months      integer     check (term_months > 0),
    -- one-off plus the first twelve months (fewer when the term is shorter)
    amount_minor     bigint      not null generated always as (
        one_off_minor + round(recurring_minor
            * (case recurring_period when 'month' then 1.0 when 'quarter' then 1.0 / 3 else 1.0 / 12 end)
            * least(coalesce(term_months, 12), 12))::bigint) stored,
    currency         char(3)     not null default 'EUR',
    close_date       date,                    -- expected while open, real once closed
    forecast_category text       not null default 'pipeline' check (forecast_category in ('omitted', 'pipeline', 'best_case', 'commit', 'closed')),
    next_step        text,
    next_step_on     date,
    reason           text,                    -- why it was lost
    owner_id         uuid,
    external_id      text,
    custom           jsonb       not null default '{}',
    created_at       timestamptz not null default now(),
    updated_at       timestamptz not null default now(),
    created_in       uuid,
    deleted_at       timestamptz,
    version          integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, company_id) references company,
    foreign key (workspace_id, person_id) references person,
    foreign key (workspace_id, lead_id) references lead,
    foreign key (workspace_id, owner_id) references member,
    foreign key (workspace_id, journey_id) references journey
);
call isolate('opportunity');
create index opportunity_by_name on opportunity (workspace_id, name_key, id);
create index opportunity_newest on opportunity (workspace_id, created_at desc, id desc);
create index opportunity_of_owner on opportunity (workspace_id, owner_id, created_at desc, id desc);
create index opportunity_by_stage on opportunity (workspace_id, stage, created_at desc, id desc);
create index opportunity_by_amount on opportunity (workspace_id, amount_minor desc, id desc);
create index opportunity_by_close on opportunity (workspace_id, close_date, id);
create index opportunity_of_company on opportunity (workspace_id, company_id) where company_id is not null;
create index opportunity_of_person on opportunity (workspace_id, person_id) where person_id is not null;
create index opportunity_of_lead on opportunity (workspace_id, lead_id) where lead_id is not null;
create index opportunity_of_journey on opportunity (workspace_id, journey_id);
create index opportunity_external on opportunity (workspace_id, external_id) where external_id is not null;
create index opportunity_created_in on opportunity (workspace_id, created_in) where created_in is not null;
