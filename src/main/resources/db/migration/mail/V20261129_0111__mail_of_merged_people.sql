-- Mails follow their person when two records become one; an address that isn't reachable is an address, whoever has it.
alter table mail add constraint mail_person_fkey
    foreign key (workspace_id, person_id) references person on delete set null (person_id);
alter table unreachable_address drop column person_id;
-- Another privacy level of a mailbox holds for all of its mails.
create index mail_of_mailbox on mail (workspace_id, mailbox_id);
