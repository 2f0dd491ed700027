package io.diabolo.insight;

import io.diabolo.insight.FunnelQuery.Dimension;
import io.diabolo.journey.JourneyStamp;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The journeys of the workspaces that were looked at lately, kept in memory and brought up to date by what changed since:
 * each transaction says under its stamp which journeys it changed.
 */
@Component
class JourneyColumns {
    /** Of all workspaces together; about 80 bytes each. */
    private static final int MOST = 2_500_000;

    private static final int FETCH = 5_000;
    private static final List<Dimension> WORDS = List.of(
            Dimension.TYPE,
            Dimension.CHANNEL,
            Dimension.SOURCE,
            Dimension.CAMPAIGN,
            Dimension.SEGMENT,
            Dimension.INDUSTRY,
            Dimension.COUNTRY,
            Dimension.MEMBER);
    private static final String SELECTED = """
            select id, coalesce(start_stage, 0), coalesce(furthest_stage, 0), coalesce(current_stage, 0), exited, undated,
                   exited_on - date '1970-01-01', entered_on - date '1970-01-01', %s,
                   type, channel, source, campaign, segment, industry, country, owner_id::text, lead_owner_id::text
            from journey
            """.formatted(days());

    private final DSLContext sql;
    private final JourneyStamp stamps;
    private final Map<WorkspaceId, Kept> workspaces = new LinkedHashMap<>(16, .75f, true);

    JourneyColumns(DSLContext sql, JourneyStamp stamps) {
        this.sql = sql;
        this.stamps = stamps;
    }

    /** One workspace's columns: many count in them at once, one brings them up to date. */
    private static final class Kept {
        private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        private Columns columns = new Columns(0);
        private long stamp = -1;
    }

    /** Counts in the journeys as they are in this transaction. */
    <T> T read(Function<Columns, T> counted) {
        // A command may have changed what it then reads, and nobody else sees it yet.
        if (!TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            return counted.apply(all());
        }
        var stamp = stamps.read();
        var kept = kept(Objects.requireNonNull(WorkspaceScope.workspace()));
        while (true) {
            kept.lock.readLock().lock();
            try {
                if (kept.stamp >= stamp) {
                    return counted.apply(kept.columns);
                }
            } finally {
                kept.lock.readLock().unlock();
            }
            bringUp(kept, stamp);
        }
    }

    /** Journeys kept, of all workspaces. */
    long size() {
        synchronized (workspaces) {
            return workspaces.values().stream()
                    .mapToLong(each -> each.columns.size())
                    .sum();
        }
    }

    private Kept kept(WorkspaceId workspace) {
        synchronized (workspaces) {
            var kept = workspaces.computeIfAbsent(workspace, _ -> new Kept());
            var journeys = size();
            // The one asked for longest ago goes first; the newest stays, however large it is.
            var oldest = workspaces.entrySet().iterator();
            while (journeys > MOST && workspaces.size() > 1) {
                var gone = oldest.next();
                journeys -= gone.getValue().columns.size();
                oldest.remove();
            }
            return kept;
        }
    }

    private void bringUp(Kept kept, long stamp) {
        kept.lock.writeLock().lock();
        try {
            if (kept.stamp >= stamp) {
                return;
            }
            var changed = kept.stamp < 0 ? null : stamps.changed(kept.stamp, stamp);
            if (changed == null || !follow(kept.columns, changed)) {
                kept.columns = all();
            }
            kept.stamp = stamp;
        } finally {
            kept.lock.writeLock().unlock();
        }
    }

    private Columns all() {
        var count = sql.fetchSingle("select count(*) from journey").get(0, Integer.class);
        var columns = new Columns(count + count / 50 + 1_000);
        fetch(SELECTED, List.of(), row -> {
            if (!columns.isFull()) {
                fill(columns, columns.place(row.getObject(1, UUID.class), null), row);
            }
        });
        return columns;
    }

    /** @return false when there is no room left for the new ones */
    private boolean follow(Columns columns, Select<Record1<UUID>> changed) {
        var ids = sql.fetch(changed).getValues(0, UUID.class);
        var places = columns.places(ids);
        var gone = new ArrayList<>(places.keySet());
        var room = new boolean[] {true};
        fetch(SELECTED + " where id = any (?)", ids, row -> {
            var id = row.getObject(1, UUID.class);
            var known = places.get(id);
            if (known == null && columns.isFull()) {
                room[0] = false;
                return;
            }
            gone.remove(id);
            var place = columns.place(id, known);
            places.put(id, place);
            fill(columns, place, row);
        });
        gone.forEach(id -> columns.forget(Objects.requireNonNull(places.get(id))));
        return room[0];
    }

    /** Takes a row where the driver holds it. */
    private interface Taking {
        void row(ResultSet row) throws SQLException;
    }

    /** Straight from the driver: a million records of another kind would only be garbage. */
    private void fetch(String query, Collection<UUID> ids, Taking taking) {
        sql.connection(connection -> {
            try (var statement = connection.prepareStatement(query)) {
                statement.setFetchSize(FETCH);
                if (query.contains("any (?)")) {
                    statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
                }
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        taking.row(rows);
                    }
                }
            }
        });
    }

    private static void fill(Columns columns, int place, ResultSet row) throws SQLException {
        for (var i = 0; i < columns.stages.length; i++) {
            columns.stages[i][place] = row.getByte(2 + i);
        }
        columns.exited[place] = row.getBoolean(5);
        columns.undated[place] = row.getShort(6);
        columns.exitedOn[place] = day(row, 7);
        for (var stage = 0; stage < columns.on.length; stage++) {
            columns.on[stage][place] = day(row, 8 + stage);
        }
        for (var i = 0; i < WORDS.size(); i++) {
            columns.word(place, WORDS.get(i).column(), row.getString(19 + i));
        }
        columns.word(place, Columns.LEAD_OWNER, row.getString(27));
    }

    private static short day(ResultSet row, int column) throws SQLException {
        var day = row.getInt(column);
        return row.wasNull() ? Columns.NEVER : Columns.day(day);
    }

    private static String days() {
        var all = new ArrayList<String>();
        for (var stage = 1; stage <= 10; stage++) {
            all.add("on_" + stage + " - date '1970-01-01'");
        }
        return String.join(", ", all);
    }
}
