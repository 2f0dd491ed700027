-- A pipeline that a workspace wrote or changed; those that come with Diabolo need no row until then.
create table pipeline (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    key          text        not null check (key ~ '^[a-z][a-z0-9_]{0,60}$'),
    name         text        not null,
    stages       jsonb       not null default '[]', -- in order: id, label, probability, stale_after, sub_stages, criteria, guidance, asks
    version      integer     not null default 1,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    primary key (workspace_id, id)
);
call isolate('pipeline');
create unique index pipeline_key on pipeline (workspace_id, key) where deleted_at is null;

-- The key of a pipeline called so: one that comes with Diabolo where its name says so, else the name in plain letters.
create function pipeline_key(name text) returns text
    language sql immutable strict parallel safe
    return (select case
        when plain ~ '^(new_business|nouvelles?_affaires?|new_deals?|nouveau_business)$' then 'new_business'
        when plain ~ '^(renewals?|renouvellements?|reconductions?)$' then 'renewal'
        when plain ~ '^(expansions?|developpements?|upsells?|ventes?_additionnelles?)$' then 'expansion'
        when plain ~ '^(partners?|partenaires?|partenariats?)$' then 'partner'
        when plain = '' then 'p_' || left(md5(name), 8)
        when plain ~ '^[a-z]' then left(plain, 60)
        else left('p_' || plain, 60) end
    from (select trim(both '_' from regexp_replace(fold(name), '[^a-z0-9]+', '_', 'g')) as plain) as said);

-- What imports brought before pipelines were kept: each name is a pipeline of the workspace's own.
insert into pipeline (workspace_id, key, name)
select workspace_id, pipeline_key(pipeline), min(pipeline) from opportunity
where pipeline not in ('new_business', 'renewal', 'expansion', 'partner')
  and pipeline_key(pipeline) not in ('new_business', 'renewal', 'expansion', 'partner')
group by 1, 2;
update opportunity set pipeline = pipeline_key(pipeline) where pipeline <> pipeline_key(pipeline);
