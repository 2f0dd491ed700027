package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.LEAD;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.qualification.prediction.Predictions;
import io.diabolo.records.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The scores of leads, with their reasons. */
@Service
public class Scores {
    private final DSLContext sql;
    private final Scoring scoring;
    private final LeadType type;
    private final Predictions predictions;

    Scores(DSLContext sql, Scoring scoring, LeadType type, Predictions predictions) {
        this.predictions = predictions;
        this.sql = sql;
        this.scoring = scoring;
        this.type = type;
    }

    /** @throws NoSuchRecord also if {@code me} can't see the lead */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Score of(UUID lead, Actor me) {
        return of(scoring.runs(), lead, me);
    }

    /** As other rules would have it, which nobody saved. */
    Score of(Scoring.Runs runs, UUID lead, Actor me) {
        var fit = runs.fit();
        var row = sql.selectFrom(LEAD)
                .where(LEAD.ID.eq(lead))
                .and(LEAD.DELETED_AT.isNull())
                .and(Visible.to(me, type))
                .fetchOptional()
                .orElseThrow(() -> new NoSuchRecord("lead", lead));
        var lines = new ArrayList<Score.Line>();
        var fits = 0;
        for (var verdict : fit.of(lead, sql, me.locale())) {
            var worth = verdict.holds() ? verdict.rule().points() : 0;
            fits += worth;
            lines.add(new Score.Line(
                    FitRules.ID,
                    verdict.says(),
                    verdict.rule().points(),
                    worth,
                    verdict.holds(),
                    0,
                    verdict.broken() != null));
        }
        var worth = 0.0;
        for (var intent : runs.intents()) {
            for (var touched : scoring.touched(runs, intent, lead)) {
                worth += touched.points();
                lines.add(new Score.Line(
                        intent.source().id(),
                        intent.run().says(touched.rule(), me.locale()),
                        touched.rule().points(),
                        touched.points(),
                        touched.touches() > 0,
                        touched.touches(),
                        false));
            }
        }
        var shownFit = Math.clamp(fits, -100, 100);
        var shownIntent = (int) Math.min(100, Math.round(worth));
        var computed = Math.clamp(shownFit + shownIntent, 0, 100);
        var given = row.getScore() != null && row.getScoreBasis() == null;
        var closed = List.of("qualified", "disqualified").contains(row.getStatus());
        var total = given || closed ? row.getScore() : Short.valueOf((short) computed);
        return new Score(
                lead,
                total == null ? null : total.intValue(),
                computed,
                shownFit,
                shownIntent,
                given,
                closed,
                fit.set().version(),
                runs.intents().getFirst().run().set().version(),
                runs.halfLife(),
                lines,
                predictions.of(lead));
    }
}
