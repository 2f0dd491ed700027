-- Who else gets a mail, in copy; and whether the servers it came through took it for spam.
alter table mail add column copies text[] not null default '{}';
alter table mail add column spam boolean not null default false;
