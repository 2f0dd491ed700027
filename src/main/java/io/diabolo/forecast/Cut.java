package io.diabolo.forecast;

import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Which deals a figure of the forecast is of. As text it stands in the address of the list behind the figure, so that both
 * come from one condition: {@code period:2026-Q4;whose:all;part:commit;type:renewal}.
 *
 * @param part null for all but the lost
 * @param type null for all types
 * @param unrated those whose currency has no exchange rate, which no sum holds
 */
record Cut(
        Period period,
        Whose whose,
        @Nullable Part part,
        @Nullable String type,
        boolean unrated) {
    static final List<String> TYPES = List.of("new_business", "renewal", "upsell", "cross_sell");

    static Cut of(Period period, Whose whose) {
        return new Cut(period, whose, null, null, false);
    }

    Cut part(Part wanted) {
        return new Cut(period, whose, wanted, type, unrated);
    }

    Cut type(String wanted) {
        return new Cut(period, whose, part, wanted, unrated);
    }

    Cut withoutRate() {
        return new Cut(period, whose, part, type, true);
    }

    /** On opportunities; who may see them is asked by whoever uses it. Reads the index opportunity_by_close. */
    Condition condition(Staff staff, Worth worth) {
        return OPPORTUNITY
                .CLOSE_DATE
                .ge(period.from())
                .and(OPPORTUNITY.CLOSE_DATE.lt(period.to()))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .and(unrated ? worth.missing() : worth.known())
                .and(owned(staff))
                .and(part == null ? OPPORTUNITY.STAGE.notIn(Part.GONE) : part.condition())
                .and(type == null ? DSL.noCondition() : OPPORTUNITY.TYPE.eq(type));
    }

    private Condition owned(Staff staff) {
        if (whose instanceof Whose.Nobody) {
            return OPPORTUNITY.OWNER_ID.isNull();
        }
        Set<MemberId> owners = staff.owners(whose);
        return owners == null
                ? DSL.noCondition()
                : OPPORTUNITY.OWNER_ID.in(owners.stream().map(MemberId::value).toList());
    }

    String text() {
        return "period:" + period.id() + ";whose:" + whose.key()
                + (part == null ? "" : ";part:" + part.id())
                + (type == null ? "" : ";type:" + type)
                + (unrated ? ";rate:missing" : "");
    }

    /** The list behind it: as many deals as it counts. */
    String path() {
        return "/opportunities?forecast=" + text();
    }

    /** Null when it can't be understood. */
    static @Nullable Cut of(String text) {
        Period period = null;
        Whose whose = new Whose.Everybody();
        Part part = null;
        String type = null;
        var unrated = false;
        for (var one : text.split(";", -1)) {
            var value = one.substring(one.indexOf(':') + 1);
            switch (one.substring(0, Math.max(0, one.indexOf(':')))) {
                case "period" -> period = period(value);
                case "whose" -> whose = Whose.of(value);
                case "part" -> {
                    part = Part.named(value).orElse(null);
                    if (part == null) {
                        return null;
                    }
                }
                case "type" -> type = value;
                case "rate" -> unrated = value.equals("missing");
                default -> {
                    return null;
                }
            }
        }
        return period == null || whose == null || (type != null && !TYPES.contains(type))
                ? null
                : new Cut(period, whose, part, type, unrated);
    }

    private static @Nullable Period period(String id) {
        try {
            return Period.of(id);
        } catch (BadInput _) {
            return null;
        }
    }
}
