-- Which journeys each stamp changed, for those who keep them in memory and only fetch what is new. The writing transaction
-- joins the two: a stamp is taken at its end, so stamps are in the order of commits.
create table journey_stamped (
    workspace_id uuid    not null default current_workspace(),
    stamp        bigint  not null,
    transaction  bigint  not null default pg_current_xact_id()::text::bigint,
    whole        boolean not null default false,     -- too many to name: everything may have changed
    primary key (workspace_id, stamp)
);
call isolate('journey_stamped');
create table journey_change (
    workspace_id uuid not null default current_workspace(),
    transaction  bigint not null default pg_current_xact_id()::text::bigint,
    journey_id   uuid   not null,
    primary key (workspace_id, transaction, journey_id)
);
call isolate('journey_change');
