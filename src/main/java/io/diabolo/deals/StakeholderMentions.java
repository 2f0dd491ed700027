package io.diabolo.deals;

import io.diabolo.jooq.tables.records.StakeholderRecord;
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

/** Who is named in what is noted of a stakeholder; who sees the opportunity is told. */
@Component
class StakeholderMentions {
    private final Mentions mentions;

    StakeholderMentions(Mentions mentions) {
        this.mentions = mentions;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void in(StakeholderRecord row, UUID changeSet, Actor me) {
        var deal = row.getOpportunityId();
        mentions.keep(
                new Mentions.Written(StakeholderStore.KIND, row.getId(), row.getNote(), changeSet),
                List.of(new Place("opportunity", deal, "/opportunities/" + deal + "/stakeholders#s-" + row.getId())),
                me);
    }

    /** By stakeholder; whose note names nobody is left out. */
    @Transactional(readOnly = true)
    public Map<UUID, List<Mention>> of(List<Stakeholder> all) {
        return mentions.of(
                StakeholderStore.KIND, all.stream().map(Stakeholder::id).toList());
    }
}
