package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.LEAD;

import io.diabolo.identity.Members;
import io.diabolo.platform.Origin;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.qualification.prediction.Predictions;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What follows when a person has shown interest in a way that another module keeps: their leads are scored anew, and those
 * that were kept for later come back once it is worth enough.
 */
@Service
public class Interest {
    /** The setting of a source's rules: so many points since a lead was kept for later bring it back. */
    public static final String RETURNS = "returns";

    private final DSLContext sql;
    private final Scoring scoring;
    private final Predictions predictions;
    private final Nurture nurture;
    private final Members members;

    Interest(DSLContext sql, Scoring scoring, Predictions predictions, Nurture nurture, Members members) {
        this.sql = sql;
        this.scoring = scoring;
        this.predictions = predictions;
        this.nurture = nurture;
        this.members = members;
    }

    /** In the transaction that wrote down what the person did. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void shown(UUID person, IntentSource source) {
        var statuses = sql.select(LEAD.ID, LEAD.STATUS)
                .from(LEAD)
                .where(LEAD.PERSON_ID.eq(person))
                .and(LEAD.STATUS.in("new", "working", "nurturing"))
                .limit(ScoreFollowers.AT_ONCE)
                .fetchMap(LEAD.ID, LEAD.STATUS);
        var leads = statuses.keySet();
        if (leads.isEmpty()) {
            return;
        }
        if (statuses.containsValue("nurturing")) {
            var workspace = Objects.requireNonNull(WorkspaceScope.workspace());
            nurture.returnOnInterest(
                    person, source, members.firstAdministrator(workspace).through(Origin.RULE));
        }
        scoring.score(leads);
        predictions.predictNew(LEAD.ID.in(leads));
    }
}
