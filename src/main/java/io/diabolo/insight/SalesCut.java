package io.diabolo.insight;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.OPPORTUNITY_PRODUCT;
import static io.diabolo.jooq.Tables.PRODUCT;
import static io.diabolo.jooq.Tables.TEAM;

import io.diabolo.platform.BadInput;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * How deals are cut by a report, and which of them a figure of it is of: {@code by:member;of:0199…;what:won}. The list behind
 * a figure is made of the same conditions.
 *
 * @param of one group; null for all, {@link #NONE} for those that belong to none
 * @param what won, lost, open; null for all of them
 * @param from the first close date, null for any
 * @param to the last close date, null for any
 */
record SalesCut(
        By by,
        @Nullable String of,
        @Nullable String what,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {
    static final String NONE = "none";
    /** What lies beyond is a slip of the keyboard, and beyond what the database holds. */
    private static final int EARLIEST = 1900;

    private static final int LATEST = 2200;
    static final List<String> KINDS = List.of("won", "lost", "open");
    private static final List<String> WON = List.of("won", "delivery", "live", "growth", "churned");
    private static final List<String> GONE = List.of("lost", "disqualified");
    private static final io.diabolo.jooq.tables.Member ABOVE = MEMBER.as("manager");

    /** What deals are grouped by. */
    enum By {
        MEMBER,
        MANAGER,
        TEAM,
        PRODUCT,
        COMPANY,
        SEGMENT,
        INDUSTRY,
        COUNTRY,
        TYPE,
        SOURCE,
        QUARTER,
        REASON,
        COMPETITOR;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static @Nullable By named(String id) {
            return Arrays.stream(values())
                    .filter(by -> by.id().equals(id))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** What tells a group from the others: the id of a record, or a word. */
    Field<String> key() {
        return switch (by) {
            case MEMBER -> OPPORTUNITY.OWNER_ID.cast(String.class);
            case MANAGER -> ABOVE.ID.cast(String.class);
            case TEAM -> MEMBER.TEAM_ID.cast(String.class);
            case PRODUCT -> PRODUCT.ID.cast(String.class);
            case COMPANY -> OPPORTUNITY.COMPANY_ID.cast(String.class);
            case SEGMENT, INDUSTRY, COUNTRY, TYPE, SOURCE, QUARTER, REASON, COMPETITOR -> label();
        };
    }

    Field<String> label() {
        return switch (by) {
            case MEMBER -> MEMBER.NAME;
            case MANAGER -> ABOVE.NAME;
            case TEAM -> TEAM.NAME;
            case PRODUCT -> PRODUCT.NAME;
            case COMPANY -> COMPANY.NAME;
            case SEGMENT -> COMPANY.SEGMENT;
            case INDUSTRY -> COMPANY.INDUSTRY;
            case COUNTRY -> COMPANY.COUNTRY;
            case TYPE -> OPPORTUNITY.TYPE;
            case SOURCE -> OPPORTUNITY.SOURCE;
            case QUARTER -> quarter();
            case REASON -> OPPORTUNITY.REASON;
            case COMPETITOR -> OPPORTUNITY.COMPETITOR;
        };
    }

    private static Field<String> quarter() {
        return DSL.field("to_char({0}, 'YYYY-\"Q\"Q')", String.class, OPPORTUNITY.CLOSE_DATE);
    }

    /** @throws BadInput for what can't be understood; by member where nothing is said */
    static SalesCut of(Map<String, String> given) {
        var by = By.named(given.getOrDefault("by", "member"));
        if (by == null) {
            throw new BadInput("by", "problem.field.choice");
        }
        return new SalesCut(by, null, null, day(given, "from"), day(given, "to"));
    }

    private static @Nullable LocalDate day(Map<String, String> given, String name) {
        var text = given.getOrDefault(name, "");
        try {
            var day = text.isEmpty() ? null : LocalDate.parse(text);
            if (day == null || (day.getYear() >= EARLIEST && day.getYear() <= LATEST)) {
                return day;
            }
        } catch (DateTimeParseException _) {
            // said below
        }
        throw new BadInput(name, "problem.field.date");
    }

    SalesCut of(String group) {
        return new SalesCut(by, group, what, from, to);
    }

    SalesCut what(String kind) {
        return new SalesCut(by, of, kind, from, to);
    }

    static Condition won() {
        return OPPORTUNITY.STAGE.in(WON);
    }

    static Condition lost() {
        return OPPORTUNITY.STAGE.in(GONE);
    }

    static Condition open() {
        return OPPORTUNITY.STAGE.notIn(WON).and(OPPORTUNITY.STAGE.notIn(GONE));
    }

    /** On opportunities alone; who may see them is asked by whoever uses it. */
    Condition condition() {
        return OPPORTUNITY
                .DELETED_AT
                .isNull()
                .and(from == null ? DSL.noCondition() : OPPORTUNITY.CLOSE_DATE.ge(from))
                .and(to == null ? DSL.noCondition() : OPPORTUNITY.CLOSE_DATE.le(to))
                .and(what == null ? DSL.noCondition() : kind(what))
                .and(of == null ? DSL.noCondition() : group(of));
    }

    private static Condition kind(String kind) {
        return switch (kind) {
            case "won" -> won();
            case "lost" -> lost();
            default -> open();
        };
    }

    private Condition group(String group) {
        var none = group.equals(NONE);
        return switch (by) {
            case MEMBER -> is(OPPORTUNITY.OWNER_ID, group);
            case COMPANY -> is(OPPORTUNITY.COMPANY_ID, group);
            case MANAGER -> owner(none ? MEMBER.MANAGER_ID.isNotNull() : MEMBER.MANAGER_ID.eq(id(group)), none);
            case TEAM -> owner(none ? MEMBER.TEAM_ID.isNotNull() : MEMBER.TEAM_ID.eq(id(group)), none);
            case PRODUCT -> product(group, none);
            case SEGMENT -> company(COMPANY.SEGMENT, group, none);
            case INDUSTRY -> company(COMPANY.INDUSTRY, group, none);
            case COUNTRY -> company(COMPANY.COUNTRY, group, none);
            case TYPE -> OPPORTUNITY.TYPE.eq(group);
            case SOURCE -> none ? OPPORTUNITY.SOURCE.isNull() : OPPORTUNITY.SOURCE.eq(group);
            case QUARTER -> none ? OPPORTUNITY.CLOSE_DATE.isNull() : quarter().eq(group);
            case REASON -> none ? OPPORTUNITY.REASON.isNull() : OPPORTUNITY.REASON.eq(group);
            case COMPETITOR -> none ? OPPORTUNITY.COMPETITOR.isNull() : OPPORTUNITY.COMPETITOR.eq(group);
        };
    }

    private static UUID id(String text) {
        return UUID.fromString(text);
    }

    private static Condition is(Field<UUID> column, String group) {
        return group.equals(NONE) ? column.isNull() : column.eq(id(group));
    }

    /** @param not those whose owner isn't such a one, or who have none */
    private static Condition owner(Condition which, boolean not) {
        var such = DSL.exists(DSL.selectOne()
                .from(MEMBER)
                .where(MEMBER.ID.eq(OPPORTUNITY.OWNER_ID))
                .and(which));
        return not ? such.not() : such;
    }

    private static Condition company(Field<String> column, String group, boolean not) {
        var such = DSL.exists(DSL.selectOne()
                .from(COMPANY)
                .where(COMPANY.ID.eq(OPPORTUNITY.COMPANY_ID))
                .and(not ? column.isNotNull() : column.eq(group)));
        return not ? such.not() : such;
    }

    private static Condition product(String group, boolean not) {
        var such = DSL.exists(DSL.selectOne()
                .from(OPPORTUNITY_PRODUCT)
                .where(OPPORTUNITY_PRODUCT.OPPORTUNITY_ID.eq(OPPORTUNITY.ID))
                .and(not ? DSL.noCondition() : OPPORTUNITY_PRODUCT.PRODUCT_ID.eq(id(group))));
        return not ? such.not() : such;
    }

    String text() {
        return "by:" + by.id()
                + (of == null ? "" : ";of:" + of.replace("%", "%25").replace(";", "%3B"))
                + (what == null ? "" : ";what:" + what)
                + (from == null ? "" : ";from:" + from)
                + (to == null ? "" : ";to:" + to);
    }

    String path() {
        return "/opportunities?sales=" + java.net.URLEncoder.encode(text(), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Null when it can't be understood. */
    static @Nullable SalesCut read(String text) {
        var given = new java.util.HashMap<String, String>();
        for (var one : text.split(";", -1)) {
            var colon = one.indexOf(':');
            if (colon < 0) {
                return null;
            }
            given.put(one.substring(0, colon), one.substring(colon + 1));
        }
        try {
            var cut = of(given);
            var group = given.get("of");
            var what = given.get("what");
            if ((what != null && !KINDS.contains(what)) || (group != null && group.indexOf('\0') >= 0)) {
                return null;
            }
            var whole = new SalesCut(
                    cut.by(),
                    group == null ? null : group.replace("%3B", ";").replace("%25", "%"),
                    what,
                    cut.from(),
                    cut.to());
            // Says at once whether the group can be one.
            return whole.condition().toString().isEmpty() ? null : whole;
        } catch (BadInput | IllegalArgumentException _) {
            return null;
        }
    }

    static io.diabolo.jooq.tables.Member manager() {
        return ABOVE;
    }
}
