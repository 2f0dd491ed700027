package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.CHANGE_SET;
import static io.diabolo.jooq.Tables.TOUCH;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import io.diabolo.platform.Actor;
import io.diabolo.qualification.IntentSource;
import io.diabolo.qualification.Interest;
import io.diabolo.qualification.ScoreTrials;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.rules.Replay;
import io.diabolo.rules.Rule;
import io.diabolo.rules.RuleSet;
import io.diabolo.rules.Trial;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What forms sent, downloads and visits of the site are worth in a lead's intent, by kind, asset, campaign, form or page. */
@Component
@Order(21)
class TouchRules implements IntentSource {
    static final String ID = "touches";
    private final ObjectProvider<ScoreTrials> trials;
    private final TouchType type = new TouchType();

    TouchRules(ObjectProvider<ScoreTrials> trials) {
        this.trials = trials;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String recordType() {
        return type.id();
    }

    @Override
    public RecordType lookedAt(RecordTypes types) {
        return type;
    }

    @Override
    public Set<String> joined() {
        return Set.of("asset", "campaign", "form");
    }

    /** Who asks for something means more than who fetches it, and that more than who reads a page. */
    @Override
    public List<Rule> defaults() {
        return List.of(
                Rule.giving(15, "touch.kind == \"submission\""),
                Rule.giving(10, "touch.kind == \"download\""),
                Rule.giving(2, "touch.kind == \"visit\""));
    }

    /** One form or one download brings a lead back that was kept for later; of visits it takes five. */
    @Override
    public Map<String, Long> settings() {
        return Map.of(Interest.RETURNS, 10L);
    }

    @Override
    public Field<UUID> person() {
        return TOUCH.PERSON_ID;
    }

    @Override
    public Field<UUID> lead() {
        return TOUCH.LEAD_ID;
    }

    @Override
    public Field<OffsetDateTime> at() {
        return TOUCH.AT;
    }

    /** Not what was taken back with the command that made it. */
    @Override
    public Condition counts() {
        return TOUCH.CREATED_IN
                .isNull()
                .or(notExists(selectOne()
                        .from(CHANGE_SET)
                        .where(CHANGE_SET.WORKSPACE_ID.eq(TOUCH.WORKSPACE_ID))
                        .and(CHANGE_SET.ID.eq(TOUCH.CREATED_IN))
                        .and(CHANGE_SET.VOIDED_AT.isNotNull())));
    }

    @Override
    public Replay replay(RuleSet candidate, Actor me) {
        return trials.getObject().replay(candidate, me);
    }

    @Override
    public @Nullable Trial trial(RuleSet candidate, String named, Actor me) {
        return trials.getObject().trial(candidate, named, me);
    }

    @Override
    public void changed(RuleSet set, Actor me) {
        trials.getObject().changed(me);
    }
}
