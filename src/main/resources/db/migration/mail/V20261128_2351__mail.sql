-- A member's mailbox: from where their mail leaves and where answers are read. Secrets are sealed by the application key.
create table mailbox (
    workspace_id  uuid        not null default current_workspace(),
    id            uuid        not null default uuidv7(),
    member_id     uuid        not null,
    address       text        not null,
    sender_name   text        not null,
    way           text        not null check (way in ('password', 'microsoft', 'google')),
    login         text        not null,
    smtp_host     text        not null,
    smtp_port     integer     not null check (smtp_port between 1 and 65535),
    smtp_security text        not null check (smtp_security in ('tls', 'starttls', 'none')),
    imap_host     text,                        -- null: nothing is read
    imap_port     integer     check (imap_port between 1 and 65535),
    imap_security text        check (imap_security in ('tls', 'starttls', 'none')),
    password      bytea,
    refresh_token bytea,
    access_token  bytea,
    access_until  timestamptz,
    privacy       text        not null default 'all' check (privacy in ('exists', 'subject', 'all')),
    folders       text[]      not null default '{INBOX}',
    sent_folder   text,                        -- null: none is read; what is sent by the member's own program isn't seen
    keeps_sent    boolean     not null default true,   -- Diabolo puts a copy there; some servers do so by themselves
    daily_cap     integer     not null default 100 check (daily_cap between 1 and 5000),
    serves_all    boolean     not null default false,  -- carries service mail of members who have no mailbox
    trouble       text,                        -- text key of what is wrong; null: nothing
    trouble_said  text,                        -- the server's own words
    trouble_at    timestamptz,
    failures      integer     not null default 0,
    read_from     timestamptz not null default now(),  -- older mail isn't read
    sync_at       timestamptz,                 -- when it is looked into next; null: never
    synced_at     timestamptz,
    created_in    uuid,
    version       integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references member
);
call isolate('mailbox');
create unique index mailbox_of_member on mailbox (workspace_id, member_id);
create unique index mailbox_for_all on mailbox (workspace_id, serves_all) where serves_all;
create index mailbox_due on mailbox (workspace_id, sync_at) where sync_at is not null;
create index mailbox_created_in on mailbox (workspace_id, created_in) where created_in is not null;

-- How far a folder of a mailbox is read (RFC 3501: uids hold as long as the validity does).
create table mailbox_folder (
    workspace_id uuid        not null default current_workspace(),
    mailbox_id   uuid        not null,
    name         text        not null,
    uid_validity bigint      not null,
    last_uid     bigint      not null default 0,
    fetched      bigint      not null default 0,
    strangers    bigint      not null default 0,   -- not kept: nobody in them is known here
    waiting      bigint      not null default 0,   -- there, but left for the next time
    problem      text,                             -- text key: why it couldn't be read
    synced_at    timestamptz,
    primary key (workspace_id, mailbox_id, name),
    foreign key (workspace_id, mailbox_id) references mailbox on delete cascade
);
call isolate('mailbox_folder');

-- A mail that should have been kept and couldn't be, with the reason.
create table mail_left_out (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    mailbox_id   uuid        not null,
    folder       text        not null,
    uid          bigint      not null,
    why          text        not null check (why in ('too-large', 'unreadable')),
    size         bigint      not null default 0,
    at           timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, mailbox_id) references mailbox on delete cascade
);
call isolate('mail_left_out');
create unique index mail_left_out_once on mail_left_out (workspace_id, mailbox_id, folder, uid);

-- A mail to or from somebody: queued, sent, received. Its text stands here; the timeline holds only what others may read.
create table mail (
    workspace_id  uuid        not null default current_workspace(),
    id            uuid        not null default uuidv7(),
    mailbox_id    uuid,
    member_id     uuid        not null,
    direction     text        not null check (direction in ('outbound', 'inbound')),
    state         text        not null check (state in ('waiting', 'sending', 'sent', 'failed', 'uncertain', 'withdrawn', 'received')),
    kind          text        not null default 'mail'
                  check (kind in ('mail', 'human', 'out_of_office', 'automatic', 'bounce', 'complaint')),
    purpose       text        check (purpose in ('prospecting', 'reply', 'invitation', 'service')),
    origin        text        not null default 'rule',
    person_id     uuid,
    about_type    text,
    about_id      uuid,
    from_address  text        not null,
    to_address    text        not null,
    subject       text        not null,
    body          text        not null,        -- without what it quotes
    quoted        text        not null default '',
    footer        text        not null default '',   -- as it left: the proof of what was told at first contact
    html          text,                        -- sanitised when it came in
    privacy       text        not null default 'all' check (privacy in ('exists', 'subject', 'all')),
    message_id    text        not null,        -- RFC 5322, with its angle brackets
    in_reply_to   text,
    named         text[]      not null default '{}',   -- the References header
    thread_id     uuid        not null,
    reply_to      uuid,                        -- the mail of ours that this one answers
    not_before    timestamptz not null,
    next_at       timestamptz,                 -- when something is to be done with it; null: nothing
    attempts      integer     not null default 0,
    lookups       smallint    not null default 0,    -- how often it was looked for in the Sent folder
    lease         uuid,                        -- of who has it in hand until next_at
    handed_at     timestamptz,                 -- from here on the server may have it
    sent_at       timestamptz,
    at            timestamptz not null,
    fault         text,                        -- text key
    fault_said    text,                        -- the server's own words
    bounced_at    timestamptz,
    bounce        text        check (bounce in ('permanent', 'temporary')),
    answered_at   timestamptz,
    unsubscribe   uuid        not null default gen_random_uuid(),
    activity_id   uuid,
    created_in    uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, mailbox_id) references mailbox on delete set null (mailbox_id),
    foreign key (workspace_id, member_id) references member
);
call isolate('mail');
-- The sender: what is due, whichever state it is in.
create index mail_due on mail (workspace_id, next_at) where next_at is not null;
create index mail_due_of_mailbox on mail (workspace_id, mailbox_id, next_at) where next_at is not null;
-- Threads, and the same mail read twice.
create index mail_message on mail (workspace_id, message_id);
create index mail_thread on mail (workspace_id, thread_id, at);
create index mail_of_person on mail (workspace_id, person_id, at desc) where person_id is not null;
create index mail_about on mail (workspace_id, about_id, at desc) where about_id is not null;
create index mail_activity on mail (workspace_id, activity_id) where activity_id is not null;
-- What left a mailbox today, against its cap.
create index mail_sent on mail (workspace_id, mailbox_id, purpose, sent_at) where sent_at is not null;
create index mail_to on mail (workspace_id, to_address, at desc);
-- The page of mails whose fate is unknown.
create index mail_uncertain on mail (workspace_id, member_id, at) where state = 'uncertain';
create index mail_unsubscribe on mail (workspace_id, unsubscribe);
create index mail_created_in on mail (workspace_id, created_in) where created_in is not null;

create table mail_attachment (
    workspace_id uuid     not null default current_workspace(),
    mail_id      uuid     not null,
    position     smallint not null,
    file_id      uuid     not null,
    primary key (workspace_id, mail_id, position),
    foreign key (workspace_id, mail_id) references mail on delete cascade,
    foreign key (workspace_id, file_id) references stored_file
);
call isolate('mail_attachment');
create index mail_attachment_file on mail_attachment (workspace_id, file_id);

-- An address that a server said doesn't exist: nothing is sent there any more.
create table unreachable_address (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    address      text        not null,
    person_id    uuid,
    mail_id      uuid,
    said         text        not null default '',   -- the server's own words
    since        timestamptz not null default now(),
    primary key (workspace_id, id)
);
call isolate('unreachable_address');
create index unreachable_address_by on unreachable_address (workspace_id, address);
create index unreachable_address_of on unreachable_address (workspace_id, person_id) where person_id is not null;

-- A text to write from, in both languages; a variant may be missing.
create table mail_template (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    name         text        not null,
    name_key     text        not null generated always as (fold(name)) stored,
    subject_fr   text,
    body_fr      text,
    subject_en   text,
    body_en      text,
    owner_id     uuid,
    external_id  text,
    custom       jsonb       not null default '{}',
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    created_in   uuid,
    deleted_at   timestamptz,
    version      integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, owner_id) references member
);
call isolate('mail_template');
create index mail_template_by_name on mail_template (workspace_id, name_key, id);
create index mail_template_newest on mail_template (workspace_id, created_at desc, id desc);
create index mail_template_external on mail_template (workspace_id, external_id) where external_id is not null;
create index mail_template_created_in on mail_template (workspace_id, created_in) where created_in is not null;

-- The workspaces in which a mail waits to be sent or looked up; one look into the index mail_due for each.
create function workspaces_with_due_mail(at timestamptz) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
    select w.id from public.workspace w
    where exists (select from public.mail m where m.workspace_id = w.id and m.next_at <= at)
$$;
revoke all on function workspaces_with_due_mail from public;
grant execute on function workspaces_with_due_mail to ${app_user};

-- The same for mailboxes that are to be looked into.
create function workspaces_with_due_mailboxes(at timestamptz) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
    select w.id from public.workspace w
    where exists (select from public.mailbox m where m.workspace_id = w.id and m.sync_at <= at)
$$;
revoke all on function workspaces_with_due_mailboxes from public;
grant execute on function workspaces_with_due_mailboxes to ${app_user};

-- Attachments are kept as long as their mail, like a file that proves a consent as long as the person.
create or replace function expire_files(before timestamptz, at timestamptz) returns bigint
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare n bigint;
begin
    with gone as (
        update stored_file f set expired_at = at
        where created_at < before and expired_at is null
          and not exists (select from legal_basis b where b.workspace_id = f.workspace_id and b.proof_file_id = f.id)
          and not exists (select from mail_attachment a where a.workspace_id = f.workspace_id and a.file_id = f.id)
        returning workspace_id, id)
    delete from stored_file_piece piece using gone
    where piece.workspace_id = gone.workspace_id and piece.file_id = gone.id;
    get diagnostics n = row_count;
    return n;
end $$;
