-- A call from the call desk, or a lead passed over there. What was said stands in the activity, so this knows no person.
create table phone_call (
    workspace_id uuid        not null default current_workspace(),
    id           uuid        not null default uuidv7(),
    member_id    uuid        not null,
    lead_id      uuid        not null,
    outcome      text        not null check (outcome in ('answered', 'no_answer', 'voicemail', 'busy', 'wrong_number',
                                                         'call_back', 'not_interested', 'meeting', 'skipped')),
    at           timestamptz not null,
    again_at     timestamptz not null,        -- the lead isn't offered before
    activity_id  uuid,
    created_in   uuid,
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references member,
    foreign key (workspace_id, lead_id) references lead on delete cascade
);
call isolate('phone_call');
-- The last one decides when the lead is offered again.
create index phone_call_of_lead on phone_call (workspace_id, lead_id, at desc, id desc);
-- How many a member made today, and which call-backs are due.
create index phone_call_of_member on phone_call (workspace_id, member_id, at desc);
create index phone_call_back on phone_call (workspace_id, member_id, again_at) where outcome = 'call_back';
create index phone_call_created_in on phone_call (workspace_id, created_in) where created_in is not null;

-- What the team says on the phone, shown beside each call.
create table call_script (
    workspace_id uuid not null default current_workspace() primary key,
    body         text not null
);
call isolate('call_script');
