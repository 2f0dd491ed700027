-- That a visit report came in: the phone that wrote it chose the id, and may send it again days later. What it says stands with
-- the meeting and the deal; here is only that it was taken, for longer than the day for which answers to requests are kept.
create table visit_report (
    workspace_id  uuid        not null default current_workspace(),
    id            uuid        not null,
    meeting_id    uuid        not null,
    member_id     uuid        not null,
    written_at    timestamptz not null,               -- by the phone's clock
    received_at   timestamptz not null,
    change_set_id uuid        not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, meeting_id) references meeting on delete cascade,
    foreign key (workspace_id, member_id) references member
);
call isolate('visit_report');
create index visit_report_of_meeting on visit_report (workspace_id, meeting_id);
