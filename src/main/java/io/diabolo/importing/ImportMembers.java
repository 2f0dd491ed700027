package io.diabolo.importing;

import io.diabolo.importing.mapping.Fields;
import io.diabolo.importing.mapping.Target;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Members whom files name: found by e-mail, then by name; who isn't there becomes a placeholder that can be invited. */
@Component
@Order(10)
class ImportMembers implements ImportTarget {
    @Override
    public String target() {
        return "member";
    }

    @Override
    public void derive(Applying applying) {
        // Managers are members too.
        applying.imply(
                "member",
                "member",
                "name, email",
                NAMED.replace("value_", "s.manager"),
                "s.manager is not null and not s.derived and s.manager_optional is not true");
        for (var target : Target.values()) {
            if (Fields.of(target, "owner") != null) {
                applying.imply(
                        "member",
                        target.id(),
                        "name, email",
                        NAMED.replace("value_", "s.owner"),
                        "s.owner is not null and s.owner_optional is not true");
            }
        }
    }

    /** An address names a member by its first part until somebody says the name. */
    private static final String NAMED =
            "case when value_ like '%@%' then initcap(translate(split_part(value_, '@', 1), '._', '  ')) else value_ end, "
                    + "case when value_ like '%@%' then lower(value_) end";

    @Override
    public void write(Applying applying) {
        applying.run("member", """
                update %s set name = initcap(translate(split_part(email, '@', 1), '._', '  ')) where name is null and email is not null
                """);
        applying.run("member", """
                update %s set refusal = 'import.rejected.nameless' where name is null and refusal is null
                """);
        match(applying, "lower(s.email)", "lower(r.email)");
        match(applying, "fold(s.name)", "r.name_key");
        applying.run("member", """
                update %s set record_id = uuidv7(), action = 'create' where refusal is null and record_id is null and same_as is null
                """);
        applying.run("member", """
                update %s s set record_id = f.record_id, action = case when s.derived then 'same' else 'unchanged' end
                from %s f where s.same_as = f.row_id
                """);
        applying.run(
                "member",
                "update %s set action = case when refusal is not null then 'reject' else 'unchanged' end where action is null");
        applying.run("member", """
                insert into member (id, name, email, state, created_in)
                select record_id, name, lower(email), 'placeholder', ? from %s where action = 'create' order by row_id
                """, applying.changeSet());
        teams(applying);
        managers(applying);
        roles(applying);
    }

    private static void match(Applying applying, String key, String recordKey) {
        applying.run("member", """
                update %s s set record_id = k.id, matched_by = 'name'
                from (select other_ as key, (array_agg(r.id order by r.id))[1] as id from member r where r.state <> 'left' group by 1) k
                where s.record_id is null and s.refusal is null and s.same_as is null and key_ = k.key
                """.replace("other_", recordKey).replace("key_", key));
        applying.run("member", """
                update %s s set same_as = f.first_row
                from (select row_id, first_value(row_id) over same as first_row, row_number() over same as place
                      from (select s.row_id, s.derived, key_ as key from %s s
                            where s.record_id is null and s.refusal is null and s.same_as is null) k
                      where key is not null
                      window same as (partition by key order by derived, row_id)) f
                where s.row_id = f.row_id and f.place > 1
                """.replace("key_", key));
    }

    private static void teams(Applying applying) {
        applying.run("member", """
                insert into team (name, created_in)
                select min(team), ? from %s where team is not null and refusal is null group by fold(team)
                on conflict do nothing
                """, applying.changeSet());
        change(
                applying,
                "team_id",
                "select s.record_id as id, t.id as value from %s s join team t on t.name_key = fold(s.team) where s.refusal is null");
    }

    private static void managers(Applying applying) {
        change(applying, "manager_id", """
                select s.record_id as id, m.record_id as value
                from %s s join %s m on m.derived and m.source_target = 'member' and m.source_row = s.row_id
                where s.refusal is null and m.record_id <> s.record_id
                """);
    }

    /**
     * Team and manager of members who were there are changed too, and noted; nobody loses either. Both decide who sees
     * what, so only an administrator's file changes them; anybody's may give them to the placeholders that it makes.
     */
    private static void change(Applying applying, String column, String values) {
        applying.run(
                "member",
                """
                insert into change (change_set_id, record_type, record_id, kind, before, after)
                select ?, 'member', m.id, 'updated', jsonb_build_object('column_', m.column_), jsonb_build_object('column_', n.value)
                from member m join (select distinct on (id) id, value from (values_) v) n on n.id = m.id
                where m.column_ is distinct from n.value and m.created_in is distinct from ? and ?
                on conflict (workspace_id, change_set_id, record_type, record_id)
                do update set before = change.before || excluded.before, after = change.after || excluded.after
                """.replace("column_", column).replace("values_", values),
                applying.changeSet(),
                applying.changeSet(),
                applying.me().administrator());
        applying.run(
                "member",
                """
                update member m set column_ = n.value, version = m.version + 1
                from (select distinct on (id) id, value from (values_) v) n
                where n.id = m.id and m.column_ is distinct from n.value and (m.created_in is not distinct from ? or ?)
                """.replace("column_", column).replace("values_", values),
                applying.changeSet(),
                applying.me().administrator());
    }

    /** A placeholder's roles are what the file shows them doing. */
    private static void roles(Applying applying) {
        applying.run("member", """
                update member m set roles = w.roles
                from (select record_id, array_agg(distinct case source_target when 'lead' then 'sdr' when 'opportunity' then 'ae' else 'manager' end) as roles
                      from %s where derived and source_target in ('lead', 'opportunity', 'member') group by record_id) w
                where m.id = w.record_id and m.created_in = ?
                """, applying.changeSet());
    }
}
