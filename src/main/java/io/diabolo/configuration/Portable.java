package io.diabolo.configuration;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import io.diabolo.platform.BadInput;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Texts that name somebody or something by an id, such as a rule's outcome {@code member:0198…}, and the same texts as the
 * file has them: <code>member:{member ines@example.com}</code>. Members are named by their address, all else by its name.
 */
@Component
public class Portable {
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMED = Pattern.compile("\\{([a-z_]{3,20}) ([^{}]{1,200})}");
    /** The tables whose rows settings name; by their names one knows which is meant. */
    private static final List<String> TABLES = List.of(
            "member",
            "team",
            "product",
            "mail_template",
            "sequence",
            "campaign",
            "target_profile",
            "priority",
            "onboarding_template",
            "playbook",
            "macro",
            "sla_policy",
            "survey",
            "target_list",
            "webhook");

    private final DSLContext sql;

    Portable(DSLContext sql) {
        this.sql = sql;
    }

    private Select<Record3<String, String, String>> called(String kind, List<String> ids) {
        return sql.select(
                        inline(kind).as("kind"),
                        idOf(kind).as("id"),
                        calledBy(kind).as("called"))
                .from(table(name(kind)))
                .where(isOneOf(kind, ids))
                .and(present(kind));
    }

    private static Field<String> calledBy(String kind) {
        return field(name(kind.equals("member") ? "email" : "name"), String.class);
    }

    /** A playbook of one's own is named by its key, which is an id too. */
    private static Field<String> idOf(String kind) {
        return kind.equals("playbook")
                ? field(name("key"), String.class)
                : field(name("id"), UUID.class).cast(String.class);
    }

    private static Condition isOneOf(String kind, List<String> ids) {
        return kind.equals("playbook")
                ? field(name("key"), String.class).in(ids)
                : field(name("id"), UUID.class)
                        .in(ids.stream().map(UUID::fromString).toList());
    }

    /** Without ids; null when it names something that has no name of its own, such as a company. */
    @Transactional(readOnly = true)
    public @Nullable String written(String text) {
        var ids = ID.matcher(text)
                .results()
                .map(found -> found.group().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            return text;
        }
        var names = names(ids);
        return names.keySet().containsAll(ids)
                ? ID.matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                names.getOrDefault(found.group().toLowerCase(Locale.ROOT), "")))
                : null;
    }

    /** All tables are asked at once; each finds its ids by its key. */
    private Map<String, String> names(List<String> ids) {
        var asked = TABLES.stream().map(kind -> called(kind, ids)).reduce((one, other) -> one.unionAll(other));
        var names = new HashMap<String, String>();
        asked.orElseThrow().fetch().forEach(row -> {
            if (row.value3() != null
                    && row.value3().indexOf('{') < 0
                    && row.value3().indexOf('}') < 0) {
                names.putIfAbsent(row.value2(), "{" + row.value1() + " " + row.value3() + "}");
            }
        });
        return names;
    }

    /** With this workspace's ids. @throws BadInput for what it doesn't have */
    @Transactional(readOnly = true)
    public String local(String text, String field) {
        var matcher = NAMED.matcher(text);
        var written = new StringBuilder();
        while (matcher.find()) {
            if (TABLES.contains(matcher.group(1))) {
                var id = id(matcher.group(1), matcher.group(2));
                if (id == null) {
                    throw new BadInput(field, "configuration.fault.reference", matcher.group(2));
                }
                matcher.appendReplacement(written, id);
            }
        }
        return matcher.appendTail(written).toString();
    }

    private @Nullable String id(String kind, String called) {
        return sql.select(idOf(kind))
                .from(table(name(kind)))
                .where(calledBy(kind).eq(called))
                .and(present(kind))
                .orderBy(field(name("id")))
                .limit(1)
                .fetchOne(0, String.class);
    }

    private static Condition present(String kind) {
        var table = io.diabolo.jooq.Public.PUBLIC.getTable(kind);
        if (kind.equals("member")) {
            return field(name("state"), String.class).ne("left");
        }
        var deleted = table == null ? null : table.field("deleted_at");
        return deleted == null ? noCondition() : field(name("deleted_at")).isNull();
    }
}
