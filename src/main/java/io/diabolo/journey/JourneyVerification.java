package io.diabolo.journey;

import static io.diabolo.jooq.Tables.JOURNEY;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rebuilds every projection from the ledger, and every fact from the records, and compares: what figures read has to be
 * what was written down.
 */
@Service
public class JourneyVerification {
    private static final int SHOWN = 20;
    private final DSLContext sql;
    private final ObjectProvider<StageCopy> copies;

    JourneyVerification(DSLContext sql, ObjectProvider<StageCopy> copies) {
        this.sql = sql;
        this.copies = copies;
    }

    /**
     * @param journeys how many were rebuilt
     * @param astray those whose projection, facts, or a copy of whose stage, differ; at most twenty are named
     * @param differing how many differ
     */
    public record Report(long journeys, long differing, List<UUID> astray) {
        public boolean isEqual() {
            return differing == 0;
        }
    }

    @Transactional(readOnly = true)
    public Report verify() {
        var astray = new ArrayList<>(differing(JourneyProjection.COLUMNS, JourneyProjection.ROWS));
        astray.addAll(differing(JourneyFacts.COLUMNS, JourneyFacts.ROWS));
        copies.forEach(copy -> astray.addAll(sql.fetch(copy.astray(sql)).map(row -> row.value1())));
        var different = astray.stream().distinct().toList();
        return new Report(
                sql.fetchCount(JOURNEY),
                different.size(),
                different.stream().limit(SHOWN).toList());
    }

    private List<UUID> differing(String columns, String rows) {
        var news = columns.replaceAll("(\\w+)", "news.$1");
        var olds = columns.replaceAll("(\\w+)", "journey.$1");
        return sql.fetch(
                        "select journey.id from journey join (" + rows
                                + ") as news on news.id = journey.id where (" + olds + ") is distinct from (" + news
                                + ")",
                        DSL.select(JOURNEY.ID).from(JOURNEY))
                .map(row -> row.get(0, UUID.class));
    }
}
