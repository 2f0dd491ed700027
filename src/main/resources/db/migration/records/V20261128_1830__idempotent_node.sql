-- Which running Diabolo answers the request: one that has ended, by crash or restart, leaves its place to the next at once.
alter table idempotent_answer add column node bigint;
