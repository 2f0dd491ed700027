-- A function may only name a setting of pg_trgm once the session has loaded it. A fresh database has, by making its
-- indexes; one that is upgraded from a later point hasn't, and its owner isn't superuser.
do $$ begin
    if exists (select from pg_extension where extname = 'pg_trgm') then
        perform similarity('a', 'a');
    end if;
end $$;
