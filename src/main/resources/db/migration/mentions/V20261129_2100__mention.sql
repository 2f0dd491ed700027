-- Whom a note, a hand-off or a coaching note names with an @. The text itself stays as it was typed.
create table mention (
    workspace_id uuid        not null default current_workspace(),
    text_type    text        not null,        -- of what kind the text is: activity, ticket_message, handoff …
    text_id      uuid        not null,
    member_id    uuid        not null,
    written      text        not null,        -- as it stands in the text: @Inès Roy, @"Inès Roy"
    reach        text        not null check (reach in ('told', 'unseen', 'absent', 'own')),
    at           timestamptz not null default now(),
    created_in   uuid,
    primary key (workspace_id, text_type, text_id, member_id),
    foreign key (workspace_id, member_id) references member
);
call isolate('mention');
create index mention_created_in on mention (workspace_id, created_in) where created_in is not null;
