package io.diabolo.privacy;

import io.diabolo.privacy.Traces.Everywhere;
import io.diabolo.privacy.Traces.Name;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds by what people can be recognised: what their records say, and what their history says that they once said. */
@Component
class FindTraces {
    /** Shorter ones would be found in the middle of other words. */
    private static final int SHORTEST_WORD = 6;

    private static final int SHORTEST_PHONE = 8;

    private final DSLContext sql;

    FindTraces(DSLContext sql) {
        this.sql = sql;
    }

    Traces of(List<UUID> people) {
        var named = new Named();
        sql.fetch("""
            select id, first_name, last_name, email, linkedin, external_id, phone, mobile from person where id = any (?)
            union all
            select record_id, j ->> 'first_name', j ->> 'last_name', j ->> 'email', j ->> 'linkedin',
                   j ->> 'external_id', j ->> 'phone', j ->> 'mobile'
            from change, lateral (values (before), (after)) as said (j)
            where record_type = 'person' and record_id = any (?)
            """, ids(people), ids(people)).forEach(row -> {
            var id = row.get(0, UUID.class);
            add(named.firsts, id, row.get(1, String.class));
            add(named.lasts, id, row.get(2, String.class));
            for (var at = 3; at < 6; at++) {
                word(named.words, row.get(at, String.class));
            }
            phone(named.phones, row.get(6, String.class));
            phone(named.phones, row.get(7, String.class));
        });
        var names = named.names();
        return new Traces(
                people,
                names,
                named.words,
                named.phones,
                new Everywhere(
                        without(names, namesakes(names, people)),
                        without(named.words, sharedWords(named.words, people)),
                        without(named.phones, sharedPhones(named.phones, people))));
    }

    private static final class Named {
        final Map<UUID, Set<String>> firsts = new LinkedHashMap<>();
        final Map<UUID, Set<String>> lasts = new HashMap<>();
        final Set<String> words = new LinkedHashSet<>();
        final Set<String> phones = new LinkedHashSet<>();

        Set<Name> names() {
            var all = new LinkedHashSet<Name>();
            firsts.forEach((id, first) -> lasts.getOrDefault(id, Set.of())
                    .forEach(last -> first.forEach(one -> all.add(new Name(one, last)))));
            lasts.forEach((id, last) -> {
                if (!firsts.containsKey(id)) {
                    last.stream().filter(one -> one.length() >= SHORTEST_WORD).forEach(words::add);
                }
            });
            return all;
        }
    }

    private static void add(Map<UUID, Set<String>> to, UUID id, @Nullable String value) {
        if (value != null && value.strip().length() > 1) {
            to.computeIfAbsent(id, _ -> new LinkedHashSet<>()).add(value.strip());
        }
    }

    private static void word(Set<String> to, @Nullable String value) {
        if (value != null && value.strip().length() >= SHORTEST_WORD) {
            to.add(value.strip());
        }
    }

    private static void phone(Set<String> to, @Nullable String value) {
        if (value != null && value.replaceAll("[^0-9]", "").length() >= SHORTEST_PHONE) {
            to.add(value);
        }
    }

    private static <T> Set<T> without(Set<T> all, Set<T> shared) {
        var rest = new LinkedHashSet<>(all);
        rest.removeAll(shared);
        return rest;
    }

    /** Who bears the same name as somebody who stays, or as a company. */
    private Set<Name> namesakes(Set<Name> names, List<UUID> people) {
        var keys = new HashMap<String, Name>();
        names.forEach(name -> keys.put(Traces.plain(name.first() + " " + name.last()), name));
        var wanted = keys.keySet().toArray(String[]::new);
        var found = new HashSet<Name>();
        sql.fetch("""
            select name_key from person where name_key = any (?) and id <> all (?)
            union all select name_key from member where name_key = any (?)
            union all select name_key from company where name_key = any (?)
            """, wanted, ids(people), wanted, wanted).forEach(row -> {
            var name = keys.get(row.get(0, String.class));
            if (name != null) {
                found.add(name);
            }
        });
        return found;
    }

    private Set<String> sharedWords(Set<String> words, List<UUID> people) {
        var wanted = words.toArray(String[]::new);
        return Set.copyOf(sql.fetch("""
            select email from person where email = any (?) and id <> all (?)
            union select external_id from person where external_id = any (?) and id <> all (?)
            union select email from company where email = any (?)
            union select email from member where email = any (?)
            """, wanted, ids(people), wanted, ids(people), wanted, wanted)
                .getValues(0, String.class));
    }

    /** The switchboard of a company is nobody's. */
    private Set<String> sharedPhones(Set<String> phones, List<UUID> people) {
        var wanted = phones.toArray(String[]::new);
        return Set.copyOf(
                sql.fetch("""
                    select phone from person where phone = any (?) and id <> all (?)
                    union select mobile from person where mobile = any (?) and id <> all (?)
                    union select phone from company where phone = any (?)
                    """, wanted, ids(people), wanted, ids(people), wanted).getValues(0, String.class));
    }

    static UUID[] ids(List<UUID> people) {
        return people.toArray(UUID[]::new);
    }
}
