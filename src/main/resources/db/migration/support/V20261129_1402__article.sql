-- A page of the knowledge base, in French, English or both.
create table article (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    title        text        not null generated always as (coalesce(title_fr, title_en, '')) stored,
    title_key    text        not null generated always as (fold(coalesce(title_fr, title_en, ''))) stored,
    title_fr     text,
    title_en     text,
    body_fr      text,
    body_en      text,
    words_key    text        not null generated always as (fold(coalesce(title_fr, '') || ' ' || coalesce(title_en, '') || ' '
                             || coalesce(body_fr, '') || ' ' || coalesce(body_en, ''))) stored,
    kind         text        not null default 'help' check (kind in ('help', 'training')),
    state        text        not null default 'draft' check (state in ('draft', 'published', 'withdrawn')),
    audience     text        not null default 'public' check (audience in ('public', 'customers', 'agents')),
    topic        text,
    ticket_id    uuid,                         -- from which it was made
    owner_id     uuid,
    external_id  text,
    custom       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, ticket_id) references ticket on delete set null (ticket_id),
    foreign key (workspace_id, owner_id) references member
);
call isolate('article');
create index article_by_title on article (workspace_id, title_key, id);
create index article_newest on article (workspace_id, created_at desc, id desc);
create index article_read on article (workspace_id, state, title_key, id) where deleted_at is null;
create index article_of_ticket on article (workspace_id, ticket_id) where ticket_id is not null;
create index article_external on article (workspace_id, external_id) where external_id is not null;
create index article_created_in on article (workspace_id, created_in) where created_in is not null;
