-- Set in the transaction that the request commits: after a crash it tells whether anything happened.
alter table idempotent_answer add column written boolean not null default false;
