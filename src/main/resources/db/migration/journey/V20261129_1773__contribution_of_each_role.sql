-- Sales engineer and operations are asked for their contributions apart, and may both be asked at once.
drop index handoff_one_open;
create unique index handoff_one_open on handoff (workspace_id, kind, subject_type, subject_id,
    (case when kind in ('internal-request', 'contribution') then to_role else '' end)) where state = 'offered';
