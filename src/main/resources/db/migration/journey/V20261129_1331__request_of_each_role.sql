-- A customer may need something of operations and of support at once: what is asked of each role is a request of its own.
drop index handoff_one_open;
create unique index handoff_one_open on handoff (workspace_id, kind, subject_type, subject_id,
    (case kind when 'internal-request' then to_role else '' end)) where state = 'offered';
