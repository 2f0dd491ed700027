package io.diabolo.growth;

import static io.diabolo.jooq.Tables.RENEWAL;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Renewals and what is proposed for them. They are won and lost as the opportunities they are. */
@Service
class Renewals {
    /** In hundredths of a percent: half the price, twice the price. */
    static final int LEAST = -5_000;

    static final int MOST = 10_000;

    private final DSLContext sql;
    private final RenewalList list;
    private final RenewalStore store;
    private final Records records;
    private final RecordTypes types;
    private final ChangeSets changeSets;

    Renewals(
            DSLContext sql,
            RenewalList list,
            RenewalStore store,
            Records records,
            RecordTypes types,
            ChangeSets changeSets) {
        this.sql = sql;
        this.list = list;
        this.store = store;
        this.records = records;
        this.types = types;
        this.changeSets = changeSets;
    }

    /** @throws NoSuchRecord also if neither its contract nor its deal may be seen */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Renewal get(UUID id, Actor me) {
        var renewal = list.find(id, me);
        if (renewal == null) {
            throw new NoSuchRecord("renewal", id);
        }
        return renewal;
    }

    /**
     * Says what it is to cost from the next term on; the deal's amount follows, and the contract when it is won.
     *
     * @param percent in hundredths of a percent, more or less
     * @param version the one that was looked at; null takes what is there
     * @return the change set
     * @throws BadInput when it is decided already, or the change is beyond reason
     */
    @Transactional
    public UUID price(UUID id, int percent, @Nullable Integer version, Actor me) {
        me.mayWrite();
        var renewal = get(id, me);
        records.get(types.byId("opportunity").orElseThrow(), Objects.requireNonNull(renewal.opportunity()), me);
        var row = sql.selectFrom(RENEWAL).where(RENEWAL.ID.eq(id)).forUpdate().fetchSingle();
        if (version != null && !version.equals(row.getVersion())) {
            throw new StaleVersion(version, row.getVersion());
        }
        if (!row.getState().equals("open")) {
            throw new BadInput("percent", "renewal.fault.decided");
        }
        if (percent < LEAST || percent > MOST) {
            throw new BadInput("percent", "renewal.fault.percent");
        }
        var changeSet = changeSets.open(me, "renewal.priced", renewal.name());
        store.price(row, percent, renewal.yearly().currency().getCurrencyCode(), changeSet, me);
        return changeSet;
    }
}
