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

/** Rebuilds every projection from the ledger and compares: what figures read has to be what was written down. */
@Service
public class JourneyVerification {
    private static final int SHOWN = 20;
    private final DSLContext sql;
    private final ObjectProvider<JourneyFacts> facts;

    JourneyVerification(DSLContext sql, ObjectProvider<JourneyFacts> facts) {
        this.sql = sql;
        this.facts = facts;
    }

    /**
     * @param journeys how many were rebuilt
     * @param astray those whose projection, or a copy of whose stage, differs; at most twenty are named
     * @param differing how many differ
     */
    public record Report(long journeys, long differing, List<UUID> astray) {
        public boolean isEqual() {
            return differing == 0;
        }
    }

    @Transactional(readOnly = true)
    public Report verify() {
        var news = JourneyProjection.COLUMNS.replaceAll("(\\w+)", "news.$1");
        var olds = JourneyProjection.COLUMNS.replaceAll("(\\w+)", "journey.$1");
        var astray = new ArrayList<>(sql.fetch(
                        "select journey.id from journey join (" + JourneyProjection.ROWS
                                + ") as news on news.id = journey.id where (" + olds + ") is distinct from (" + news
                                + ")",
                        DSL.select(JOURNEY.ID).from(JOURNEY))
                .map(row -> row.get(0, UUID.class)));
        facts.orderedStream().forEach(each -> {
            var copies = each.astray();
            if (copies != null) {
                astray.addAll(sql.fetch(copies).map(row -> row.value1()));
            }
        });
        var different = astray.stream().distinct().toList();
        return new Report(
                sql.fetchCount(JOURNEY),
                different.size(),
                different.stream().limit(SHOWN).toList());
    }
}
