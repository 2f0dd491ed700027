package io.diabolo.reports;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Lists;
import io.diabolo.records.RecordTypes;
import io.diabolo.reports.Answer.Cell;
import io.diabolo.reports.Answer.Figure;
import io.diabolo.reports.Answer.Group;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks the records: only those that the reader sees in their list, so that a report never tells more than the list behind
 * each of its figures. Cells, sides and the whole come from one statement and one moment.
 */
@Service
class Reports {
    /** Groups of both sides together; beyond, the most telling of them. */
    private static final int MOST_GROUPS = 20_000;

    private static final String CANCELLED = "57014";
    private static final Field<String> NOTHING = DSL.inline((String) null).cast(String.class);
    private static final int BOTH = 0;
    private static final int ONLY_BY = 1;
    private static final int ONLY_ACROSS = 2;

    private final DSLContext sql;
    private final Lists lists;
    private final RecordTypes types;
    private final Workspaces workspaces;

    Reports(DSLContext sql, Lists lists, RecordTypes types, Workspaces workspaces) {
        this.sql = sql;
        this.lists = lists;
        this.types = types;
        this.workspaces = workspaces;
    }

    /** @param plural the record type as addresses name it. @throws BadInput naming what can't be understood */
    @Transactional(readOnly = true)
    public ReportQuery read(String plural, Map<String, List<String>> parameters, Actor me) {
        var type = types.all().stream()
                .filter(one -> one.plural().equals(plural))
                .findFirst()
                .orElseThrow(() -> new BadInput("of", "report.fault.of", plural));
        return ReportQuery.read(
                type, parameters, lists, workspaces.settings().currency().getCurrencyCode(), me);
    }

    /** @throws BadInput when it takes longer than twenty seconds */
    @Transactional(readOnly = true)
    public Answer of(ReportQuery query, Actor me) {
        sql.execute("set local statement_timeout = '20s'");
        try {
            return answer(query, me);
        } catch (DataAccessException e) {
            if (CANCELLED.equals(e.sqlState())) {
                throw new BadInput("", "report.fault.long");
            }
            throw e;
        }
    }

    private Answer answer(ReportQuery query, Actor me) {
        var cells = new HashMap<Cell, Figure>();
        var byGroups = new ArrayList<Group>();
        var acrossGroups = new ArrayList<Group>();
        var total = Figure.NONE;
        var leftOut = 0L;
        for (var row : grouped(query, me)) {
            var figure = new Figure(row.get("records", Long.class), row.get("value", BigDecimal.class));
            var by = row.get("by_key", String.class);
            var across = row.get("across_key", String.class);
            switch (row.get("sides", Integer.class)) {
                case BOTH -> cells.put(new Cell(by, across), figure);
                case ONLY_BY -> byGroups.add(new Group(by, row.get("by_label", String.class), figure));
                case ONLY_ACROSS -> acrossGroups.add(new Group(across, row.get("across_label", String.class), figure));
                default -> {
                    total = figure;
                    leftOut = row.get("left_out", Long.class);
                }
            }
        }
        var shownBy = shown(byGroups, query.by(), Answer.MOST_ROWS);
        var shownAcross =
                query.across() == null ? List.<Group>of() : shown(acrossGroups, query.across(), Answer.MOST_COLUMNS);
        return new Answer(
                shownBy,
                shownAcross,
                cells,
                total,
                leftOut,
                shownBy.size() < byGroups.size() || shownAcross.size() < acrossGroups.size());
    }

    /** The cells, both sides and the whole; {@code sides} says which, as PostgreSQL's grouping() does. */
    private Result<? extends Record> grouped(ReportQuery query, Actor me) {
        var by = query.by().key(me.zone());
        var across = query.across();
        var other = across == null ? NOTHING : across.key(me.zone());
        var sets = across == null
                ? DSL.groupingSets(new Field<?>[] {by}, new Field<?>[] {})
                : DSL.groupingSets(
                        new Field<?>[] {by, other}, new Field<?>[] {by}, new Field<?>[] {other}, new Field<?>[] {});
        var sides = across == null
                ? DSL.field("grouping({0}) * 2 + 1", Integer.class, by)
                : DSL.field("grouping({0}, {1})", Integer.class, by, other);
        return sql.select(
                        by.as("by_key"),
                        DSL.min(query.by().label()).as("by_label"),
                        other.as("across_key"),
                        DSL.min(across == null ? NOTHING : across.label()).as("across_label"),
                        sides.as("sides"),
                        DSL.count().as("records"),
                        query.measure().value(query.currency()).as("value"),
                        query.measure().leftOut(query.currency()).as("left_out"))
                .from(query.type().from())
                .where(lists.where(query.records(), me))
                .groupBy(sets)
                .orderBy(
                        DSL.field(DSL.name("sides")).desc(),
                        DSL.field(DSL.name("value")).desc().nullsLast(),
                        DSL.field(DSL.name("by_key")))
                .limit(MOST_GROUPS)
                .fetch();
    }

    /** Spans of time and choices in their own order, all else by their figures; who has no value comes last. */
    private static List<Group> shown(List<Group> groups, Axis axis, int most) {
        var choices = axis.field().choices();
        Comparator<Group> order = axis.isDated()
                ? Comparator.comparing(group -> Objects.requireNonNullElse(group.key(), ""))
                : choices.isEmpty()
                        ? Comparator.comparingInt(_ -> 0)
                        : Comparator.comparingInt(group -> place(choices, group));
        var sorted = new ArrayList<>(groups);
        sorted.sort(Comparator.<Group>comparingInt(group -> group.key() == null ? 1 : 0)
                .thenComparing(order));
        if (sorted.size() <= most) {
            return sorted;
        }
        // Of too many days the latest say most.
        return axis.isDated() ? sorted.subList(sorted.size() - most, sorted.size()) : sorted.subList(0, most);
    }

    private static int place(List<String> choices, Group group) {
        var at = choices.indexOf(group.key());
        return at < 0 ? choices.size() : at;
    }
}
