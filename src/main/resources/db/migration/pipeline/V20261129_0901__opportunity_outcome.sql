-- Where it stands within its stage; what came of it and what that teaches; how long a sale of its kind takes.
alter table opportunity
    add column sub_stage  text,
    add column competitor text,
    add column lesson     text,
    add column cycle      text check (cycle in ('short', 'medium', 'long'));
