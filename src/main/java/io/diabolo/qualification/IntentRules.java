package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.ACTIVITY;

import io.diabolo.platform.Actor;
import io.diabolo.rules.Replay;
import io.diabolo.rules.Rule;
import io.diabolo.rules.RuleSet;
import io.diabolo.rules.Trial;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How much a person says that shows interest: each call, mail or meeting gives points, and they fade. */
@Component
@Order(20)
class IntentRules implements IntentSource {
    static final String ID = "intent";
    static final String HALF_LIFE = "half_life";
    private final ObjectProvider<ScoreTrials> trials;

    IntentRules(ObjectProvider<ScoreTrials> trials) {
        this.trials = trials;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String recordType() {
        return "activity";
    }

    @Override
    public List<Rule> defaults() {
        return List.of(
                Rule.giving(20, "activity.kind == \"meeting\""),
                Rule.giving(12, "activity.kind == \"mail\" && activity.direction == \"inbound\""),
                Rule.giving(12, "activity.kind == \"call\" && activity.direction == \"inbound\""),
                Rule.giving(4, "activity.kind == \"call\" && activity.direction != \"inbound\""));
    }

    @Override
    public Map<String, Long> settings() {
        return Map.of(HALF_LIFE, 30L);
    }

    @Override
    public Field<UUID> person() {
        return ACTIVITY.PERSON_ID;
    }

    @Override
    public Field<UUID> lead() {
        return ACTIVITY.LEAD_ID;
    }

    @Override
    public Field<OffsetDateTime> at() {
        return ACTIVITY.AT;
    }

    @Override
    public Condition counts() {
        return ACTIVITY.DELETED_AT.isNull();
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
