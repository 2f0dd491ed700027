package io.diabolo.forecast;

import io.diabolo.identity.Members;
import io.diabolo.mentions.Mention;
import io.diabolo.mentions.Mentions;
import io.diabolo.mentions.Mentions.Place;
import io.diabolo.platform.Actor;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who is named in the comment of an adjustment; who may read it is told. */
@Component
class AdjustmentMentions {
    private static final String TEXT = "forecast_adjustment";
    /** No record: a notice of it says that it is about the forecast. */
    private static final String SUBJECT = "forecast";

    private final Mentions mentions;
    private final Members members;

    AdjustmentMentions(Mentions mentions, Members members) {
        this.mentions = mentions;
        this.members = members;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void in(UUID adjustment, Adjustments.Wish wish, UUID changeSet, Actor me) {
        var query = new ForecastQuery(wish.period(), wish.whose(), Forecasts.By.LINE);
        var place = new Place(SUBJECT, adjustment, query.path("/forecast/adjustments") + "#said-" + adjustment);
        mentions.keep(
                new Mentions.Written(TEXT, adjustment, wish.comment().strip(), changeSet),
                reader -> Adjustments.isSeen(wish.whose(), new Staff(members.all(), reader)) ? place : null,
                me);
    }

    /** By adjustment; whose comment names nobody is left out. */
    @Transactional(readOnly = true)
    public Map<UUID, List<Mention>> of(List<Adjustment> all) {
        return mentions.of(TEXT, all.stream().map(Adjustment::id).toList());
    }
}
