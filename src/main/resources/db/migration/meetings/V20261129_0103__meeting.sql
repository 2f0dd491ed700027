-- How a member can be booked. The row is also what two who want the same hour wait for, one after the other.
create table meeting_host (
    workspace_id   uuid    not null default current_workspace(),
    member_id      uuid    not null,
    notice_minutes integer not null default 240 check (notice_minutes between 0 and 43200),
    buffer_minutes integer not null default 15 check (buffer_minutes between 0 and 240),
    ahead_days     integer not null default 30 check (ahead_days between 1 and 180),
    lengths        jsonb   not null default '{}', -- minutes by kind, where they aren't the usual ones
    place          text    not null default '',   -- a number or the address of a video room
    version        integer not null default 1,
    primary key (workspace_id, member_id),
    foreign key (workspace_id, member_id) references member
);
call isolate('meeting_host');

-- A public page on which visitors book one member, or whichever AE has the least to do.
create table booking_page (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    key          text        not null,
    member_id    uuid,                             -- null: AEs in turn, by load
    kind         text        not null check (kind in ('discovery', 'demo', 'closing', 'review', 'visit')),
    open         boolean     not null default true,
    made_by      uuid        not null,
    created_at   timestamptz not null default now(),
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references member,
    foreign key (workspace_id, made_by) references member
);
call isolate('booking_page');
create unique index booking_page_key on booking_page (workspace_id, key);
create index booking_page_of_member on booking_page (workspace_id, member_id);

-- A meeting with people outside: booked, then held, missed or cancelled.
create table meeting (
    workspace_id   uuid        not null default current_workspace(),
    id             uuid        not null default uuidv7(),
    subject        text        not null,
    kind           text        not null check (kind in ('discovery', 'demo', 'closing', 'review', 'visit')),
    state          text        not null default 'booked' check (state in ('booked', 'held', 'missed', 'cancelled')),
    starts_at      timestamptz not null,
    ends_at        timestamptz not null,
    place          text,
    notes          text,
    person_id      uuid,
    company_id     uuid,
    lead_id        uuid,
    opportunity_id uuid,
    owner_id       uuid        not null,             -- the host
    booked_by      uuid        not null,             -- who booked it; the host when the guest did
    by_guest       boolean     not null default false,
    guest_zone     text,                             -- in which the guest reads the time
    link           text        not null,             -- the end of the guest's own address: opens this meeting and no more
    activity_id    uuid,                             -- where it stands on the timelines
    said           text,                             -- what was said of the outcome, or why it was cancelled
    external_id    text,
    custom         jsonb       not null default '{}',
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    created_in     uuid,
    deleted_at     timestamptz,
    version        integer     not null default 1,
    primary key (workspace_id, id),
    foreign key (workspace_id, person_id) references person,
    foreign key (workspace_id, company_id) references company,
    foreign key (workspace_id, lead_id) references lead,
    foreign key (workspace_id, opportunity_id) references opportunity,
    foreign key (workspace_id, owner_id) references member,
    foreign key (workspace_id, booked_by) references member,
    check (ends_at > starts_at)
);
call isolate('meeting');
create unique index meeting_link on meeting (workspace_id, link);
create index meeting_newest on meeting (workspace_id, starts_at desc, id desc);
-- When a host isn't free, and how much they have before them.
create index meeting_of_host on meeting (workspace_id, owner_id, starts_at) where state = 'booked' and deleted_at is null;
create index meeting_of_owner on meeting (workspace_id, owner_id, starts_at desc, id desc);
create index meeting_booked_by on meeting (workspace_id, booked_by, starts_at desc);
create index meeting_of_person on meeting (workspace_id, person_id, starts_at desc) where person_id is not null;
create index meeting_of_company on meeting (workspace_id, company_id, starts_at desc) where company_id is not null;
create index meeting_of_lead on meeting (workspace_id, lead_id, starts_at desc) where lead_id is not null;
create index meeting_of_opportunity on meeting (workspace_id, opportunity_id, starts_at desc) where opportunity_id is not null;
create index meeting_external on meeting (workspace_id, external_id) where external_id is not null;
create index meeting_created_in on meeting (workspace_id, created_in) where created_in is not null;

-- What a guest was told of a meeting: an invitation, a newer one, or that it is called off. It outlives an undone booking.
create table meeting_invitation (
    workspace_id uuid        not null default current_workspace(),
    meeting_id   uuid        not null,
    sequence     integer     not null,               -- RFC 5546: rises with each change
    method       text        not null check (method in ('REQUEST', 'CANCEL')),
    starts_at    timestamptz not null,
    ends_at      timestamptz not null,
    host_id      uuid        not null,
    recipient    text        not null,
    subject      text        not null,
    mail_id      uuid,                               -- null: no mail left, and why
    refused      text,
    booked_in    uuid,                               -- the meeting's change set
    at           timestamptz not null,
    primary key (workspace_id, meeting_id, sequence)
);
call isolate('meeting_invitation');
create index meeting_invitation_booked_in on meeting_invitation (workspace_id, booked_in);

-- The calendar that a member keeps elsewhere, read again and again for when they are busy.
create table calendar_feed (
    workspace_id uuid        not null default current_workspace(),
    member_id    uuid        not null,
    url          bytea       not null,               -- sealed: who has the address reads the whole calendar
    host         text        not null,               -- of the address, shown
    asked_at     timestamptz,
    worked_at    timestamptz,
    trouble      text,                               -- why the last time didn't work
    found        integer     not null default 0,
    primary key (workspace_id, member_id),
    foreign key (workspace_id, member_id) references member
);
call isolate('calendar_feed');

-- When a member is busy elsewhere: no more of it than the time.
create table busy_time (
    workspace_id uuid        not null default current_workspace(),
    member_id    uuid        not null,
    starts_at    timestamptz not null,
    ends_at      timestamptz not null,
    primary key (workspace_id, member_id, starts_at, ends_at),
    foreign key (workspace_id, member_id) references member,
    check (ends_at > starts_at)
);
call isolate('busy_time');

-- Who holds the discovery meeting: the AE, or who qualified as well. The stages mean the same either way.
create table meeting_setting (
    workspace_id uuid not null default current_workspace() primary key,
    discovery_by text not null default 'ae' check (discovery_by in ('ae', 'qualifier'))
);
call isolate('meeting_setting');

-- By which public addresses name the workspace.
create function own_slug() returns text
    language sql stable security definer set search_path = public, pg_temp
    return (select slug from workspace where id = current_workspace());
revoke all on function own_slug() from public;
grant execute on function own_slug() to ${app_user};
