package io.diabolo.accounts;

import static io.diabolo.accounts.HistoryPart.AT;
import static io.diabolo.accounts.HistoryPart.KEY;
import static io.diabolo.accounts.HistoryPart.PLACE;

import io.diabolo.platform.Actor;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record6;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * All that ever happened with a customer on one line, back to the first lead: talks, stages, signatures, hand-offs, contracts,
 * people who came and left, tickets, answers, values. Each part is seen by whoever sees its records.
 */
@Component
class AccountHistory {
    static final int SHOWN = 50;
    /** What can be looked at alone. */
    static final List<String> GROUPS = List.of("talk", "sale", "handoff", "contract", "people", "service");

    private final DSLContext sql;
    private final HistoryOfSales sales;
    private final HistoryOfContracts contracts;
    private final HistoryOfService service;

    AccountHistory(DSLContext sql, HistoryOfSales sales, HistoryOfContracts contracts, HistoryOfService service) {
        this.sql = sql;
        this.sales = sales;
        this.contracts = contracts;
        this.service = service;
    }

    /**
     * @param kind what happened: the text {@code account.history.<kind>}
     * @param name of what it happened to
     * @param detail in words or as a choice's id; may be empty
     * @param path where it stands, or empty
     * @param who did it, or empty
     */
    record Event(Instant at, String kind, String name, String detail, String path, String who) {
        String group() {
            return kind.substring(0, kind.indexOf('.'));
        }
    }

    /** @param next the instant before which it goes on; null: that was all */
    record Part(List<Event> events, @Nullable Instant next) {}

    /**
     * The newest first.
     *
     * @param group one of {@link #GROUPS}, or empty for all
     * @param before null: from now on back
     */
    @Transactional(readOnly = true)
    public Part of(UUID company, String group, @Nullable Instant before, Actor me) {
        var parts = new ArrayList<Select<Record6<OffsetDateTime, String, String, String, String, String>>>();
        if (wanted(group, "talk")) {
            parts.add(HistoryOfSales.talks(company));
        }
        if (wanted(group, "sale")) {
            parts.addAll(sales.sales(company, me));
        }
        if (wanted(group, "handoff")) {
            parts.addAll(sales.handoffs(company, me));
        }
        if (wanted(group, "contract")) {
            parts.addAll(contracts.contracts(company, me));
        }
        if (wanted(group, "people")) {
            parts.addAll(service.people(company, me));
        }
        if (wanted(group, "service")) {
            parts.addAll(service.service(company, me));
        }
        var all = parts.stream().reduce((one, other) -> one.unionAll(other)).orElseThrow();
        var found = sql.select()
                .from(all.asTable("event"))
                .where(AT.isNotNull())
                .and(before == null ? DSL.noCondition() : AT.lt(before.atOffset(ZoneOffset.UTC)))
                .orderBy(AT.desc(), KEY, PLACE)
                .limit(SHOWN + 1)
                .fetch(row -> new Event(
                        row.get(0, OffsetDateTime.class).toInstant(),
                        row.get(1, String.class),
                        text(row.get(2, String.class)),
                        text(row.get(3, String.class)),
                        text(row.get(4, String.class)),
                        text(row.get(5, String.class))));
        var more = found.size() > SHOWN;
        var shown = more ? whole(found) : found;
        return new Part(List.copyOf(shown), more ? shown.getLast().at() : null);
    }

    /** What is of one instant isn't torn: the next part begins before the last that is shown here. */
    private static List<Event> whole(List<Event> found) {
        var cut = found.getLast().at();
        var before = found.stream().takeWhile(event -> event.at().isAfter(cut)).toList();
        return before.isEmpty() ? found.subList(0, SHOWN) : before;
    }

    private static boolean wanted(String group, String one) {
        return group.isEmpty() || group.equals(one);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
