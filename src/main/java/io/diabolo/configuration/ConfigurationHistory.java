package io.diabolo.configuration;

import static io.diabolo.jooq.Tables.CONFIGURATION_CHANGE;
import static io.diabolo.jooq.Tables.MEMBER;
import static org.jooq.impl.DSL.noCondition;

import io.diabolo.configuration.Comparison.Difference;
import io.diabolo.platform.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** What was set, by whom and when, old beside new. */
@Service
public class ConfigurationHistory {
    private final DSLContext sql;
    private final Shapes shapes;

    ConfigurationHistory(DSLContext sql, Shapes shapes) {
        this.sql = sql;
        this.shapes = shapes;
    }

    /**
     * What is looked for.
     *
     * @param section empty: all
     * @param member null: of everybody
     * @param from null: from the beginning
     * @param to the last day; null: until now
     */
    public record Wanted(
            String section,
            @Nullable UUID member,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /** What became of an item. */
    enum What {
        ADDED,
        CHANGED,
        REMOVED;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param changeSet what takes it back; null where it is unknown */
    record Entry(
            UUID id,
            Instant at,
            String member,
            String section,
            String item,
            What what,
            List<Difference> differences,
            @Nullable UUID changeSet) {}

    record Author(UUID id, String name) {}

    /** Who may look at it: administrators and sales operations. */
    public static boolean isSeenBy(Actor me) {
        return Sections.maySee(me);
    }

    /** The newest first, from behind the one named. Reads configuration_change_of_section or _of_member. */
    @Transactional(readOnly = true)
    public List<Entry> entries(Wanted wanted, @Nullable UUID after, int limit, Actor me) {
        Sections.see(me);
        var all = CONFIGURATION_CHANGE;
        return sql.select(all.asterisk(), MEMBER.NAME)
                .from(all)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(all.WORKSPACE_ID))
                .and(MEMBER.ID.eq(all.MEMBER_ID))
                .where(wanted.section().isEmpty() ? noCondition() : all.SECTION.eq(wanted.section()))
                .and(wanted.member() == null ? noCondition() : all.MEMBER_ID.eq(wanted.member()))
                .and(
                        wanted.from() == null
                                ? noCondition()
                                : all.AT.ge(
                                        wanted.from().atStartOfDay(me.zone()).toOffsetDateTime()))
                .and(
                        wanted.to() == null
                                ? noCondition()
                                : all.AT.lt(wanted.to()
                                        .plusDays(1)
                                        .atStartOfDay(me.zone())
                                        .toOffsetDateTime()))
                .and(after == null ? noCondition() : all.ID.lt(after))
                .orderBy(all.ID.desc())
                .limit(limit)
                .fetch(row -> {
                    var one = row.into(all);
                    var before = tree(one.getBefore());
                    var now = tree(one.getAfter());
                    return new Entry(
                            one.getId(),
                            one.getAt().toInstant(),
                            row.get(MEMBER.NAME),
                            one.getSection(),
                            one.getItem(),
                            before == null ? What.ADDED : now == null ? What.REMOVED : What.CHANGED,
                            Differences.between(before, now),
                            one.getChangeSetId());
                });
    }

    private @Nullable JsonNode tree(@Nullable JSONB stored) {
        return stored == null ? null : shapes.json().readTree(stored.data());
    }

    /** Who set anything. */
    @Transactional(readOnly = true)
    public List<Author> authors(Actor me) {
        Sections.see(me);
        return sql.select(MEMBER.ID, MEMBER.NAME)
                .from(MEMBER)
                .where(MEMBER.ID.in(
                        sql.selectDistinct(CONFIGURATION_CHANGE.MEMBER_ID).from(CONFIGURATION_CHANGE)))
                .orderBy(MEMBER.NAME, MEMBER.ID)
                .fetch(row -> new Author(row.value1(), row.value2()));
    }
}
