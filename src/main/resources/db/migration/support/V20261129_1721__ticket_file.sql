-- A file that came or goes with what was said in a ticket without a mail: through the form, the portal, or an answer there.
create table ticket_file (
    workspace_id uuid     not null default current_workspace(),
    id           uuid     not null default uuidv7(),
    message_id   uuid     not null,
    position     smallint not null,
    file_id      uuid     not null,
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, message_id) references ticket_message on delete cascade,
    foreign key (workspace_id, file_id) references stored_file
);
call isolate('ticket_file');
create index ticket_file_of on ticket_file (workspace_id, message_id, position);
create index ticket_file_by_file on ticket_file (workspace_id, file_id);
create index ticket_file_created_in on ticket_file (workspace_id, created_in) where created_in is not null;

-- It is kept as long as the ticket.
create or replace function expire_files(before timestamptz, at timestamptz) returns bigint
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare n bigint;
begin
    with gone as (
        update stored_file f set expired_at = at
        where created_at < before and expired_at is null
          and not exists (select from legal_basis b where b.workspace_id = f.workspace_id and b.proof_file_id = f.id)
          and not exists (select from mail_attachment a where a.workspace_id = f.workspace_id and a.file_id = f.id)
          and not exists (select from asset a where a.workspace_id = f.workspace_id and a.file_id = f.id)
          and not exists (select from quote q where q.workspace_id = f.workspace_id and q.file_id = f.id)
          and not exists (select from quote_acceptance q where q.workspace_id = f.workspace_id and q.file_id = f.id)
          and not exists (select from order_document d where d.workspace_id = f.workspace_id and d.file_id = f.id)
          and not exists (select from ticket_file t where t.workspace_id = f.workspace_id and t.file_id = f.id)
        returning workspace_id, id)
    delete from stored_file_piece piece using gone
    where piece.workspace_id = gone.workspace_id and piece.file_id = gone.id;
    get diagnostics n = row_count;
    return n;
end $$;
