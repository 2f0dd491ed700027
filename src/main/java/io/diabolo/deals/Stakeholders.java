package io.diabolo.deals;

import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.jooq.tables.records.StakeholderRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordRow;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who takes part in an opportunity at the customer's. Who sees the opportunity sees them, and may say more of them. */
@Service
public class Stakeholders {
    private static final int MOST = 60;
    private final StakeholderStore store;
    private final PeopleOfDeal people;
    private final StakeholderMentions mentioned;
    private final Records records;
    private final RecordTypes types;
    private final ChangeSets changeSets;
    private final DSLContext sql;

    Stakeholders(
            StakeholderStore store,
            PeopleOfDeal people,
            StakeholderMentions mentioned,
            Records records,
            RecordTypes types,
            ChangeSets changeSets,
            DSLContext sql) {
        this.store = store;
        this.people = people;
        this.mentioned = mentioned;
        this.records = records;
        this.types = types;
        this.changeSets = changeSets;
        this.sql = sql;
    }

    /** @param changeSet null when nothing was new */
    public record Saved(UUID id, @Nullable UUID changeSet) {}

    /** @throws NoSuchRecord also if {@code me} can't see the opportunity */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public List<Stakeholder> of(UUID opportunity, Actor me) {
        opportunity(opportunity, me);
        return store.of(opportunity);
    }

    /** What isn't known of them, or stands badly; for who has looked already whether the opportunity may be seen. */
    @Transactional(readOnly = true)
    public List<Gap> gaps(UUID opportunity) {
        return Gap.of(store.of(opportunity));
    }

    /** For who has looked already whether the opportunity may be seen. */
    @Transactional(readOnly = true)
    List<Stakeholder> of(UUID opportunity) {
        return store.of(opportunity);
    }

    /** @throws NoSuchRecord also if {@code me} can't see its opportunity */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Stakeholder find(UUID id, Actor me) {
        var row = records.get(types.byId(StakeholderStore.KIND).orElseThrow(), id, me);
        return store.of(((io.diabolo.records.Reference) Objects.requireNonNull(row.value("opportunity"))).id()).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord(StakeholderStore.KIND, id));
    }

    /**
     * Lets a person take part: {@code person} by id, or by a name that somebody at the company bears; a name that nobody bears
     * becomes a person there.
     */
    @Transactional
    public Saved add(UUID opportunity, Map<String, ? extends @Nullable Object> given, Actor me) {
        me.mayWrite();
        var deal = opportunity(opportunity, me);
        store.lockAll(opportunity);
        var present = store.of(opportunity);
        if (present.size() >= MOST) {
            throw new BadInput("person", "stakeholder.fault.many", MOST);
        }
        var changeSet = open("stakeholder.added", deal, me);
        var person = people.named(given.get("person") instanceof String text ? text : "", deal, changeSet, me);
        if (present.stream().anyMatch(one -> one.person().equals(person))) {
            throw new BadInput("person", "stakeholder.fault.twice");
        }
        var id = store.add(opportunity, person, changeSet);
        write(store.lock(id), given, changeSet, me);
        noted(opportunity, changeSet);
        return new Saved(id, changeSet);
    }

    /**
     * Says more of a stakeholder; what isn't given stays.
     *
     * @param version the one that was looked at; null takes what is there
     */
    @Transactional
    public Saved change(UUID id, Map<String, ? extends @Nullable Object> given, @Nullable Integer version, Actor me) {
        me.mayWrite();
        var row = locked(id, version, me);
        var changeSet = open("stakeholder.changed", opportunity(row.getOpportunityId(), me), me);
        if (!write(row, given, changeSet, me)) {
            changeSets.forget(changeSet);
            return new Saved(id, null);
        }
        noted(row.getOpportunityId(), changeSet);
        return new Saved(id, changeSet);
    }

    private boolean write(
            StakeholderRecord row, Map<String, ? extends @Nullable Object> given, UUID changeSet, Actor me) {
        var sways = new StakeholderInput(given, store.of(row.getOpportunityId())).into(row);
        var changed = store.change(row, changeSet);
        if (changed && given.containsKey("note")) {
            mentioned.in(row, changeSet, me);
        }
        return sways != null && store.sway(row.getId(), sways, changeSet) || changed;
    }

    /** The person takes no part any more; what was said of them comes back with them. */
    @Transactional
    public UUID remove(UUID id, @Nullable Integer version, Actor me) {
        me.mayWrite();
        var row = locked(id, version, me);
        var changeSet = open("stakeholder.removed", opportunity(row.getOpportunityId(), me), me);
        store.remove(row, changeSet);
        noted(row.getOpportunityId(), changeSet);
        return changeSet;
    }

    private StakeholderRecord locked(UUID id, @Nullable Integer version, Actor me) {
        var opportunity = store.opportunityOf(id);
        try {
            opportunity(opportunity, me);
        } catch (NoSuchRecord _) {
            throw new NoSuchRecord(StakeholderStore.KIND, id);
        }
        store.lockAll(opportunity);
        var row = store.lock(id);
        if (version != null && !version.equals(row.getVersion())) {
            throw new StaleVersion(version, row.getVersion());
        }
        return row;
    }

    private RecordRow opportunity(UUID id, Actor me) {
        return records.get(types.byId("opportunity").orElseThrow(), id, me);
    }

    private UUID open(String action, RecordRow deal, Actor me) {
        return changeSets.open(me, action, Objects.toString(deal.value("name"), ""));
    }

    /** In the opportunity's own history, too. */
    private void noted(UUID opportunity, UUID changeSet) {
        changeSets.updated(changeSet, "opportunity", opportunity, Map.of(), Map.of());
    }

    /** Of the company's people those who don't take part yet, by name. */
    @Transactional(readOnly = true)
    List<String> suggested(UUID opportunity, Actor me) {
        var company = sql.select(OPPORTUNITY.COMPANY_ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.eq(opportunity))
                .fetchOne(OPPORTUNITY.COMPANY_ID);
        return company == null ? List.of() : people.at(company, opportunity, me);
    }
}
