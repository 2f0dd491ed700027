package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.LEAD;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import io.diabolo.records.Visible;
import io.diabolo.rules.Replay;
import io.diabolo.rules.RuleSet;
import io.diabolo.rules.Trial;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Scoring rules tried before they act: on one real lead, and on all of the last month. */
@Component
public class ScoreTrials {
    static final Duration MONTH = Duration.ofDays(30);
    private final DSLContext sql;
    private final Scoring scoring;
    private final Scores scores;
    private final LeadType type;
    private final LeadsByName names;
    private final Texts texts;
    private final ObjectProvider<RescoreLeads> rescore;
    private final Clock clock;

    ScoreTrials(
            DSLContext sql,
            Scoring scoring,
            Scores scores,
            LeadType type,
            LeadsByName names,
            Texts texts,
            ObjectProvider<RescoreLeads> rescore,
            Clock clock) {
        this.sql = sql;
        this.scoring = scoring;
        this.scores = scores;
        this.type = type;
        this.names = names;
        this.texts = texts;
        this.rescore = rescore;
        this.clock = clock;
    }

    /** What rules of scores must do once they were saved: all open leads are scored anew, in a job. */
    public void changed(Actor me) {
        rescore.getObject().begin(me);
    }

    /** What a set that nobody saved would make of one lead, the other sets as they are. */
    @Transactional(readOnly = true)
    public @Nullable Trial trial(RuleSet candidate, String named, Actor me) {
        var lead = names.find(named, me);
        if (lead == null) {
            return null;
        }
        var score = scores.of(scoring.runs(candidate), lead.id(), me);
        var lines = score.lines().stream()
                .filter(line -> line.part().equals(candidate.purpose()))
                .map(line -> new Trial.Line(
                        line.says(),
                        line.holds(),
                        texts.text(me.locale(), "score.points", Math.round(line.worth())),
                        line.broken()))
                .toList();
        var total = texts.text(me.locale(), "score.total", String.valueOf(score.computed()));
        return new Trial(lead.name(), "/leads/" + lead.id(), total, lines);
    }

    /** One statement: the present score and the other, side by side. */
    @Transactional(readOnly = true)
    public Replay replay(RuleSet candidate, Actor me) {
        Condition which = LEAD.CREATED_AT
                .gt(clock.instant().minus(MONTH).atOffset(ZoneOffset.UTC))
                .and(LEAD.DELETED_AT.isNull())
                .and(Visible.to(me, type));
        var before = scoring.scored(scoring.runs(), which).asTable("before");
        var after = scoring.scored(scoring.runs(candidate), which).asTable("after");
        var old = Scoring.total(field("before.fit", Short.class), field("before.intent", Short.class));
        var fresh = Scoring.total(field("after.fit", Short.class), field("after.intent", Short.class));
        var both = sql.select(field("before.id", UUID.class).as("id"), old.as("old"), fresh.as("fresh"))
                .from(before)
                .join(after)
                .on(field("before.id", UUID.class).eq(field("after.id", UUID.class)))
                .asTable("compared");
        var changes = field("compared.old", Short.class).ne(field("compared.fresh", Short.class));
        var counts =
                sql.select(count(), count().filterWhere(changes)).from(both).fetchSingle();
        var lines = sql.select(
                        LEAD.ID, LEAD.NAME, field("compared.old", Short.class), field("compared.fresh", Short.class))
                .from(both)
                .join(LEAD)
                .on(LEAD.ID.eq(field("compared.id", UUID.class)))
                .where(changes)
                .orderBy(
                        DSL.abs(field("compared.old", Short.class).minus(field("compared.fresh", Short.class)))
                                .desc(),
                        LEAD.ID)
                .limit(Replay.SHOWN)
                .fetch(row -> new Replay.Line(
                        row.value1(),
                        row.value2(),
                        "/leads/" + row.value1(),
                        String.valueOf(row.value3()),
                        String.valueOf(row.value4())));
        return new Replay(counts.value1(), counts.value2(), lines);
    }
}
