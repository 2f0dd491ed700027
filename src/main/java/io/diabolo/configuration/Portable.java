package io.diabolo.configuration;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.TEAM;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import io.diabolo.platform.BadInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
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
    /** The tables whose rows settings name; those whose name says which one is meant. */
    private static final Map<String, String> KINDS = kinds();

    private final DSLContext sql;

    Portable(DSLContext sql) {
        this.sql = sql;
    }

    private static Map<String, String> kinds() {
        var all = new LinkedHashMap<String, String>();
        all.put("member", MEMBER.EMAIL.getName());
        all.put("team", TEAM.NAME.getName());
        List.of(
                        "product",
                        "mail_template",
                        "sequence",
                        "campaign",
                        "target_profile",
                        "priority",
                        "onboarding_template",
                        "macro",
                        "sla_policy",
                        "survey",
                        "target_list")
                .forEach(kind -> all.put(kind, "name"));
        all.put("webhook", "name");
        return all;
    }

    /** Without ids; null when it names something that has no name of its own, such as a company. */
    @Transactional(readOnly = true)
    public @Nullable String written(String text) {
        var matcher = ID.matcher(text);
        var written = new StringBuilder();
        while (matcher.find()) {
            var called = called(UUID.fromString(matcher.group()));
            if (called == null) {
                return null;
            }
            matcher.appendReplacement(written, Matcher.quoteReplacement(called));
        }
        return matcher.appendTail(written).toString();
    }

    private @Nullable String called(UUID id) {
        for (var kind : KINDS.entrySet()) {
            var found = sql.select(field(name(kind.getValue()), String.class))
                    .from(table(name(kind.getKey())))
                    .where(field(name("id"), UUID.class).eq(id))
                    .and(present(kind.getKey()))
                    .fetchOne(0, String.class);
            if (found != null && !found.matches(".*[{}].*")) {
                return "{" + kind.getKey() + " " + found + "}";
            }
        }
        return null;
    }

    /** With this workspace's ids. @throws BadInput for what it doesn't have */
    @Transactional(readOnly = true)
    public String local(String text, String field) {
        var matcher = NAMED.matcher(text);
        var written = new StringBuilder();
        while (matcher.find()) {
            if (KINDS.containsKey(matcher.group(1))) {
                var id = id(matcher.group(1), matcher.group(2));
                if (id == null) {
                    throw new BadInput(field, "configuration.fault.reference", matcher.group(2));
                }
                matcher.appendReplacement(written, id.toString());
            }
        }
        return matcher.appendTail(written).toString();
    }

    private @Nullable UUID id(String kind, String called) {
        return sql.select(field(name("id"), UUID.class))
                .from(table(name(kind)))
                .where(field(name(KINDS.getOrDefault(kind, "name")), String.class).eq(called))
                .and(present(kind))
                .orderBy(field(name("id")))
                .limit(1)
                .fetchOne(0, UUID.class);
    }

    private static org.jooq.Condition present(String kind) {
        var table = io.diabolo.jooq.Public.PUBLIC.getTable(kind);
        if (kind.equals("member")) {
            return MEMBER.STATE.ne("left");
        }
        var deleted = table == null ? null : table.field("deleted_at");
        return deleted == null ? noCondition() : field(name("deleted_at")).isNull();
    }
}
